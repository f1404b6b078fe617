import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

// Measures of the pages in a browser, run by make bench. They print and never
// fail for being slow: the machine may have other work, but not each other's.
export default defineConfig({ ...tests, projects: [{ name: 'bench' }], testDir: '.', testMatch: '**/*.bench.ts', workers: 1, retries: 0, reporter: [['line']], outputDir: '../../test-results/bench' });

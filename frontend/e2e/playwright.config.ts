import { defineConfig } from '@playwright/test';

// Participants without a page speak over Node's own WebSocket, which Node 20
// has behind an option; the tests run in processes started after this line.
if (typeof WebSocket === 'undefined') process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --experimental-websocket`.trim();

// Pages opened over plain http on a network address are no secure context, and
// those on localhost are. So that tests meet what phones meet, open the room by
// the address it shows (it answers to numbers only), and pages that a test
// serves itself by room.test.
const args = [
  // Letters are drawn alike by the Chromium without windows and by the usual one, which does so by itself.
  '--font-render-hinting=slight',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP room.test 127.0.0.1',
];

// Files of more than a minute begin first: one of them at the end would leave a core with nothing to do.
const long = ['01', '03', '04', '35', '36', '65', '75', '92', '93'].map((number) => `**/${number}-*.spec.ts`);

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'long', testMatch: long },
    { name: 'others', testMatch: '**/*.spec.ts', testIgnore: long },
  ],
  outputDir: '../test-results/e2e',
  // Files side by side, each with programs, folders and ports of its own; the
  // tests of a file one after the other.
  fullyParallel: false,
  workers: Number(process.env.ESTRADE_WORKERS ?? 2),
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only the second time is told as flaky; on a developer's machine it fails at once.
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  // One picture of each, whatever the machine: 02-gallery.spec.ts says which browser took them.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  expect: { timeout: 20_000, toHaveScreenshot: { animations: 'disabled', maxDiffPixels: 12 } },
  reporter: [['list'], ['html', { outputFolder: '../test-results/report', open: 'never' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env.ESTRADE_CHROMIUM ?? '/usr/bin/chromium', args },
    actionTimeout: 20_000,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    // Recording everything takes its time: only where somebody will look.
    trace: process.env.ESTRADE_TRACE ? 'retain-on-failure' : 'off',
  },
});

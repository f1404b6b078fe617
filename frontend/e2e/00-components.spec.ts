import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { serveUnderPolicy } from './policy';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../test-results/pages', import.meta.url));

let server: Server;
let address: string;

test.beforeAll(async () => {
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: { gallery: `${root}gallery/index.html`, stage: `${root}stage.html`, join: `${root}join.html`, console: `${root}index.html` } } } });
  ({ server, address } = await serveUnderPolicy(folder));
});
test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 1090 });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`));
  });
});

test('the components need nothing that the policy forbids, on a page that is no secure context', async ({ page }) => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().startsWith('policy:')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('requestfailed', (request) => faults.push(request.url()));
  await page.goto(`${address}/gallery/index.html`);
  await expect(page.getByRole('heading', { name: 'Salle éclairée' })).toBeVisible();
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replace(/"/g, '')))).toEqual(
    expect.arrayContaining(['Literata', 'Radio Canada', 'Atkinson Hyperlegible Mono']),
  );
  await page.getByRole('button', { name: 'Dialogue' }).first().click();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('radio', { name: 'English' }).first().check();
  await expect(page.getByRole('radiogroup', { name: 'Language' })).toHaveCount(2);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(faults).toEqual([]);
});

for (const name of ['index', 'stage', 'join']) {
  test(`${name}.html starts under the policy, and asks nothing of other places`, async ({ page }) => {
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.text().startsWith('policy:')) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(address)) faults.push(request.url());
    });
    await page.goto(`${address}/${name}.html`);
    await expect(page.locator('#app > *').first()).toBeAttached();
    await page.waitForTimeout(500);
    expect(faults).toEqual([]);
  });
}

test('the keyboard reaches and works what a mouse works', async ({ page }) => {
  await page.goto(`${address}/gallery/index.html`);
  const room = page.locator('section').first();
  await room.getByRole('radio', { name: 'choisi', exact: false }).first().focus();
  await page.keyboard.press('ArrowUp');
  await expect(room.getByRole('radio', { name: /une option qui tient/ })).toBeChecked();

  const code = room.getByLabel('En cours, refusé');
  await code.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('m-p3');
  await expect(code).toHaveValue('K7MP3');

  await room.getByRole('button', { name: 'Dialogue' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Clore alors/ });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(room.getByRole('button', { name: 'Dialogue' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
});

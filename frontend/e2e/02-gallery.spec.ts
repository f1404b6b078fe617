import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import { axe, guidelines } from './axe';
import { serveUnderPolicy } from './policy';

// Every component in every state as it looks, compared with e2e/pictures.

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../test-results/gallery-pages', import.meta.url));
// Another version draws letters differently: the pictures say which one took them.
const takenBy = fileURLToPath(new URL('pictures/chromium', import.meta.url));
const taking = process.env.ESTRADE_PICTURES !== undefined;

const parts = ['colours', 'marks', 'buttons', 'choices', 'codes', 'fields', 'messages', 'drawings', 'dialogs', 'sliders', 'cards', 'curves', 'people', 'debriefs', 'documents', 'signatures'];
const themes = ['light', 'dark'];
const languages = { fr: 'Français', en: 'English' };
const widths = [1600, 360];

let server: Server;
let address: string;

test.beforeAll(async () => {
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true }, builder: {}, environments: { client: { build: { rolldownOptions: { input: { gallery: `${root}gallery/index.html` } } } } } });
  ({ server, address } = await serveUnderPolicy(folder));
});
test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the pictures were taken by this version of Chromium', ({ browser }) => {
  const [major] = browser.version().split('.');
  if (taking) writeFileSync(takenBy, `${major}\n`);
  const taken = readFileSync(takenBy, 'utf8').trim();
  expect(taken, `e2e/pictures were taken by Chromium ${taken}, this is ${major}: look at the components, then take them anew with make pictures`).toBe(major);
});

async function open(page: Page, language: keyof typeof languages, width: number) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${address}/gallery/index.html`);
  await page.getByRole('radio', { name: languages[language] }).first().check();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await page.evaluate(() => document.fonts.ready);
  await expect(page.getByText('NaN')).toHaveCount(0);
  // Neither the focus nor the pointer is left on what was pressed.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
}

const room = (page: Page, theme: string) => page.locator(`section[data-theme="${theme}"]`);

for (const language of Object.keys(languages) as (keyof typeof languages)[]) {
  for (const width of widths) {
    test(`every part of the gallery looks as it did, in ${language}, ${width} wide`, async ({ page }) => {
      await open(page, language, width);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      for (const theme of themes) {
        for (const part of parts) {
          await expect.soft(room(page, theme).locator(`[data-part="${part}"]`)).toHaveScreenshot(`${part}-${theme}-${language}-${width}.png`);
        }
      }
    });
  }

  test(`no part of the gallery breaks an accessibility rule, in ${language}`, async ({ page }) => {
    await open(page, language, 1600);
    // Each part stands here once for each room: a page has it once.
    const faults = async () => (await axe(page, guidelines).disableRules(['landmark-unique']).analyze()).violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
    expect(await faults()).toEqual([]);
    for (const dialog of ['Dialogue', 'Décision']) {
      await page.getByRole('button', { name: dialog }).first().click();
      expect(await faults(), dialog).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}

for (const theme of themes) {
  test(`what is pointed at, held by the keyboard or asked looks as it did, ${theme}`, async ({ page }) => {
    await open(page, 'fr', 1600);
    const buttons = room(page, theme).locator('[data-part="buttons"]');
    await buttons.getByRole('button', { name: 'Préparer' }).hover();
    await expect.soft(buttons).toHaveScreenshot(`hover-${theme}.png`);
    await page.mouse.move(0, 0);
    await page.keyboard.press('Tab');
    await page.locator(`#focus-${theme}`).focus();
    await expect.soft(buttons).toHaveScreenshot(`focus-${theme}.png`);
    await room(page, theme).getByRole('button', { name: 'Dialogue' }).click();
    const dialog = page.getByRole('dialog');
    await expect.soft(dialog).toHaveScreenshot(`dialog-${theme}.png`);
    await page.keyboard.press('Escape');
    await room(page, theme).getByRole('button', { name: 'Décision' }).click();
    await expect.soft(dialog).toHaveScreenshot(`decision-${theme}.png`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
  });
}

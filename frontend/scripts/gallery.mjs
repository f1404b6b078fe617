// Pictures of every component in both themes: test-results/gallery.png, and
// gallery-dialog.png. For eyes; nothing is compared.
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const server = await createServer({ root, server: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.ESTRADE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1090 } });
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  await page.goto(new URL('/gallery/index.html', server.resolvedUrls.local[0]).href);
  await page.evaluate(() => document.fonts.ready);
  await page.keyboard.press('Tab');
  await page.locator('#focus-light').focus();
  await page.screenshot({ path: `${root}test-results/gallery.png`, fullPage: true });
  await page.locator('#focus-dark').focus();
  await page.screenshot({ path: `${root}test-results/gallery-dark.png`, fullPage: true, clip: { x: 800, y: 0, width: 800, height: 700 } });
  await page.getByRole('button', { name: 'Dialogue' }).first().click();
  await page.screenshot({ path: `${root}test-results/gallery-dialog.png` });
  console.log('test-results/gallery.png, gallery-dark.png, gallery-dialog.png');
} finally {
  await browser.close();
  await server.close();
}

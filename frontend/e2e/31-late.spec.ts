import { expect, test, type Browser, type Page } from '@playwright/test';
import { Phone } from './phone';
import { Program, type Session } from './program';

const size = { width: 360, height: 740 };

test.describe('what the participants’ page fetches after it has opened', () => {
  test.describe.configure({ mode: 'serial' });
  const program = new Program();
  let session: Session;

  test.beforeAll(() => program.start());
  test.afterAll(() => program.end());
  test.beforeEach(async () => {
    session = await program.open();
  });

  const visitor = async (browser: Browser, locale = 'fr-FR'): Promise<{ page: Page; asked: string[] }> => {
    const context = await browser.newContext({ viewport: size, locale });
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/^\/assets\/(.*)-[\w-]{8}\./, '$1.')));
    return { page, asked };
  };
  const link = async () => new URL(new URL((await session.view()).join?.qr ?? '').hash, program.room).href;

  test('is neither the other language nor a part of the session until somebody is in', async ({ browser }) => {
    const { page, asked } = await visitor(browser, 'en-GB');
    await page.goto(await link());
    await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    const scripts = asked.filter((path) => path.endsWith('.js'));
    expect(scripts).toContain('en.js');
    expect(scripts.filter((path) => !/^(?:join|en|plural)\.js$/.test(path))).toEqual([]);
    // The other language is fetched when it is asked for, and shown at once when it is there.
    await page.getByRole('radio', { name: 'Français' }).check({ force: true });
    await expect(page.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    expect(asked).toContain('fr.js');
  });

  test('is all there once somebody has been in for a moment: the program may go away', async ({ browser }) => {
    const { page, asked } = await visitor(browser);
    const phone = new Phone(page);
    await phone.join(await link(), 'Camille Durand');
    await expect.poll(() => ['After.js', 'en.js', 'Menu.js', 'Results.js', 'Contrast.js', 'Sort.js', 'OwnSort.js'].filter((file) => !asked.includes(file)), { timeout: 60_000 }).toEqual([]);
    await page.waitForLoadState('networkidle');
    await program.kill();
    const before = asked.length;
    await phone.button('Menu').click();
    await expect(phone.heading('Menu')).toBeVisible();
    await page.getByRole('radio', { name: 'English' }).check({ force: true });
    await expect(page.getByRole('button', { name: 'Back to the session' })).toBeVisible();
    expect(asked.slice(before).filter((path) => /\.(?:js|css)$/.test(path))).toEqual([]);
    await program.start();
  });

  test('is asked for again when it does not come, and the page says so', async ({ browser }) => {
    const { page } = await visitor(browser);
    const phone = new Phone(page);
    // The menu without its script, then without its style, as a room's Wi-Fi would lose them.
    const script = /\/assets\/Menu-[\w-]{8}\.js$/;
    const style = /\/assets\/Menu-[\w-]{8}\.css$/;
    for (const file of [script, style]) await page.route(file, (route) => route.abort());
    await phone.join(await link(), 'Camille Durand');
    await phone.button('Menu').click();
    await expect(page.getByText(/^Cette partie de la page n’est pas encore arrivée/)).toBeVisible();
    await page.unroute(script);
    const lost = page.waitForEvent('requestfailed', (request) => style.test(request.url()));
    await phone.button('Réessayer maintenant').click();
    await lost;
    await expect(phone.button('Réessayer maintenant')).toBeVisible();
    await page.unroute(style);
    await expect(page.getByRole('heading', { name: 'Langue' })).toBeVisible({ timeout: 20_000 });
    // With its style: a line under each of its sections.
    await expect(page.locator('main section').first()).toHaveCSS('border-bottom-style', 'solid');
  });

  test('never leaves a blank page, whatever is missing of the first files', async ({ browser }) => {
    const { page } = await visitor(browser);
    const words = /\/assets\/fr-[\w-]{8}\.js$/;
    await page.route(words, (route) => route.abort());
    const address = await link();
    await page.goto(address);
    await expect(page.getByText('La page arrive.')).toBeVisible();
    expect(page.url()).toBe(address);
    await page.unroute(words);
    await expect(page.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText('La page arrive.')).toHaveCount(0);
    expect(new URL(page.url()).hash).toBe('');
  });
});

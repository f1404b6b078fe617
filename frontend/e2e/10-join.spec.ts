import { expect, test, type Browser, type Page } from '@playwright/test';
import { Program, type Session } from './program';

const phone = { width: 360, height: 740 };
const laptop = { width: 1280, height: 800 };

test.describe('with the real program', () => {
  test.describe.configure({ mode: 'serial' });
  const program = new Program();
  let session: Session;

  test.beforeAll(() => program.start());
  test.afterAll(() => program.end());
  test.beforeEach(async () => {
    session = await program.open();
  });

  const device = async (browser: Browser, viewport = phone): Promise<Page> => {
    const context = await browser.newContext({ viewport, locale: 'fr-FR' });
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    return page;
  };

  /** Through the QR's link to the first screen of the room; returns the re-entry code. */
  const join = async (page: Page, name: string): Promise<string> => {
    const view = await session.view();
    await page.goto(new URL(new URL(view.join?.qr ?? '').hash, program.room).href);
    await page.getByLabel('Votre nom').fill(name);
    await page.getByRole('button', { name: 'Entrer', exact: true }).click();
    const code = (await page.locator('main .code').innerText()).replace(/\s/g, '');
    await page.getByRole('button', { name: 'C’est noté' }).click();
    return code;
  };

  test('an answer is called saved when the server has it, across a cut and a kill of the program', async ({ browser }) => {
    test.setTimeout(120_000);
    const page = await device(browser);
    await join(page, 'Anna');
    await session.goTo('N1.vote');
    await page.getByRole('radio', { name: /^B/ }).check({ force: true });
    await page.getByRole('button', { name: 'Envoyer B' }).click();
    await expect(page.getByRole('heading', { name: 'Réponse enregistrée' })).toBeVisible();
    await expect.poll(async () => (await session.view()).progress.answered).toBe(1);

    await program.kill();
    await expect(page.getByText('Connexion perdue')).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Changer ma réponse' }).click();
    await page.getByRole('radio', { name: /^C/ }).check({ force: true });
    await page.getByRole('button', { name: 'Envoyer C' }).click();
    await expect(page.getByRole('heading', { name: 'En attente' })).toBeVisible();
    await page.reload().catch(() => undefined);

    await program.start();
    // The browser may still be on its way to its own page of errors.
    await expect(() => page.goto(program.room)).toPass();
    await expect(page.getByRole('heading', { name: 'Réponse enregistrée' })).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Revoir' }).click();
    await expect(page.getByText('Vous appelez Karim')).toBeVisible();
  });

  test('what leaves after the closing is refused, and said so', async ({ browser }) => {
    test.setTimeout(120_000);
    const page = await device(browser);
    await join(page, 'Carl');
    await session.goTo('N1.vote');
    await page.context().setOffline(true);
    await expect(page.getByText('Connexion perdue')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('radio', { name: /^A/ }).check({ force: true });
    await page.getByRole('button', { name: 'Envoyer A' }).click();
    await expect(page.getByRole('heading', { name: 'En attente' })).toBeVisible();
    await session.do('close');
    await page.context().setOffline(false);
    await expect(page.getByText('1 réponse n’a pas été prise en compte.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Vous n’avez pas répondu à cette partie')).toBeVisible();
  });

  test('cards and sliders are answered with the keyboard alone, passed, locked, and come back as an own fit', async ({ browser }) => {
    test.setTimeout(120_000);
    const page = await device(browser, laptop);
    await join(page, 'Dora');
    await session.goTo('sort');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByText('Carte 1 sur 24')).toBeVisible();
    // A digit answers only where the cards have the focus.
    await page.keyboard.press('1');
    await page.keyboard.press('Tab');
    for (let card = 1; card <= 24; card++) {
      await expect(page.getByText(`Carte ${card} sur 24`)).toBeVisible();
      if (card === 5) await page.getByRole('button', { name: 'Je préfère ne pas répondre' }).click();
      else await page.keyboard.press(String((card % 3) + 1));
    }
    await expect(page.getByRole('heading', { name: 'Relisez votre tri' })).toBeVisible();
    await page.getByRole('button', { name: 'Verrouiller mon tri' }).click();
    await expect(page.getByRole('dialog')).toContainText('1 carte reste sans réponse');
    await page.getByRole('dialog').getByRole('button', { name: 'Verrouiller mon tri' }).click();
    await expect(page.getByRole('heading', { name: 'Verrouillé' })).toBeVisible();

    await session.goTo('sliders');
    const groups = page.getByRole('radiogroup').filter({ has: page.locator('.stop') });
    await expect(groups).toHaveCount(12);
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
    for (const pass of ['current', 'required']) {
      for (let row = 0; row < 12; row++) {
        await groups.nth(row).locator('[tabindex="0"]').focus();
        await page.keyboard.press(row % 2 === 0 ? 'ArrowLeft' : 'Space');
      }
      await expect(page.getByText('12 sur 12 placés')).toBeVisible();
      if (pass === 'current') await page.getByRole('button', { name: 'Continuer' }).click();
    }
    await page.getByRole('button', { name: 'Verrouiller mes curseurs' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Verrouiller mes curseurs' }).click();
    await expect(page.getByRole('heading', { name: 'Verrouillé' })).toBeVisible();
    await session.goTo('map', 'shown');
    await expect(page.getByText('Ajustement : 100 sur 100.')).toBeVisible();
  });

  test('a list is ordered by touch, by drag and by keys; the table’s has one pen, followed live', async ({ browser }) => {
    test.setTimeout(120_000);
    const [one, other] = [await device(browser), await device(browser)];
    await join(one, 'Eve');
    await join(other, 'Farid');
    await session.goTo('individual');
    const items = one.locator('.waiting li button');
    await expect(items).toHaveCount(10);
    const all = await items.locator('span').allInnerTexts();
    for (const text of all) await one.getByRole('button', { name: text }).click();
    const ranked = () => one.locator('.list li .text').allInnerTexts();
    expect(await ranked()).toEqual(all);

    const grip = one.locator('[data-control="grip"]');
    await grip.nth(1).focus();
    await one.keyboard.press('ArrowUp');
    expect(await ranked()).toEqual([all[1], all[0], ...all.slice(2)]);
    await expect(grip.nth(0)).toBeFocused();
    const [from, to] = [await grip.nth(1).boundingBox(), await grip.nth(0).boundingBox()];
    if (!from || !to) throw new Error('no grips');
    await one.mouse.move(from.x + 10, from.y + 10);
    await one.mouse.down();
    await one.mouse.move(to.x + 10, to.y + 10, { steps: 8 });
    await one.mouse.up();
    expect(await ranked()).toEqual(all);
    await one.getByRole('button', { name: 'Verrouiller ma liste' }).click();
    await one.getByRole('dialog').getByRole('button', { name: 'Verrouiller ma liste' }).click();
    await expect(one.getByRole('heading', { name: 'Verrouillé' })).toBeVisible();

    await session.goTo('team');
    await other.getByRole('button', { name: 'Prendre la main' }).click();
    await expect(other.getByText('Vous avez la main.')).toBeVisible();
    await expect(one.getByText('a la main.')).toBeVisible();
    const last = all[all.length - 1] as string;
    await other.getByRole('button', { name: last }).click();
    await expect(one.locator('main ol').first().locator('li').first()).toContainText(last);
    await one.getByRole('button', { name: 'Prendre la main' }).click();
    await expect(one.locator('.list li .text').first()).toHaveText(last);
    await expect(other.getByText('Vous suivez en direct')).toBeVisible();
    await session.goTo('reveal', 'shown');
    await expect(one.getByText(/^Votre distance/)).toBeVisible();
  });

  test('the re-entry code brings a person back elsewhere; the trainer removes one; answers are erased; the end is said', async ({ browser }) => {
    test.setTimeout(180_000);
    const [first, second, third] = [await device(browser), await device(browser), await device(browser)];
    const back = await join(first, 'Gaël');
    const pseudonym = await first.locator('header .me').innerText();
    await join(third, 'Hélène');
    await first.getByRole('button', { name: 'Menu' }).click();
    await first.getByRole('radio', { name: 'English' }).check({ force: true });
    await expect(first.getByRole('heading', { name: 'Menu' })).toBeVisible();

    const { join: joining } = await session.view();
    await second.goto(program.room);
    await second.getByLabel('Code affiché à l’écran').fill(joining?.code ?? '');
    await second.getByRole('button', { name: 'J’ai un code de reprise' }).click();
    await second.getByLabel('Code de reprise').fill(back);
    await expect(second.locator('header .me')).toHaveText(pseudonym);
    await expect(second.getByRole('heading', { name: 'You are in the session.' })).toBeVisible();
    await expect(first.getByRole('heading', { name: 'You continued on another device.' })).toBeVisible();

    const out = (await third.locator('header .me').innerText()).trim();
    const line = (await session.view()).roster.find((one) => one.pseudonym === out);
    await session.do('remove', { participant: line?.id });
    await expect(third.getByRole('heading', { name: 'Vous n’êtes plus dans cette séance.' })).toBeVisible();
    await third.getByRole('button', { name: 'Entrer de nouveau' }).click();
    await expect(third.getByLabel('Code affiché à l’écran')).toBeVisible();

    await session.goTo('N1.vote');
    await second.getByRole('radio', { name: /^A/ }).check({ force: true });
    await second.getByRole('button', { name: 'Send A' }).click();
    await expect(second.getByRole('heading', { name: 'Answer saved' })).toBeVisible();
    await session.finish();
    await expect(second.getByRole('heading', { name: 'That was the last step.' })).toBeVisible();
    await expect(second.getByText('You voted in 1 scene.')).toBeVisible();
    await session.do('begin-closing');
    await second.getByRole('button', { name: 'Delete my answers' }).click();
    await second.getByRole('button', { name: 'Delete for good' }).click();
    await expect(second.getByText('Your answers are deleted.')).toBeVisible();
    await expect(second.getByText('You voted in no scene.')).toBeVisible();

    const attendance = await program.call<{ id: string; name: string; arrivedAt: number; leftAt: number; absent: boolean }[]>('attendance', session.id);
    await program.call('confirmAttendance', session.id, attendance.map(({ id, name, arrivedAt, leftAt, absent }) => ({ id, name, arrivedAt, leftAt, absent })));
    await session.do('finish');
    await expect(second.getByRole('heading', { name: 'The session is closed.' })).toBeVisible();
    expect(await second.evaluate(() => localStorage.getItem('estrade.sessions'))).toBe('[]');
  });
});

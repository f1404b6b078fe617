import type { Page } from '@playwright/test';
import { axe, guidelines } from './axe';
import type { Desk } from './desk';
import type { Session } from './program';
import { expect, test } from './workshop';

const small = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Has the console show its code and reads it, as a camera would: it is shown to nobody else, and once. */
async function code(desk: Desk, press: string[]): Promise<string> {
  const told = desk.page.waitForResponse((response) => response.url().endsWith('/pairRemote'));
  for (const name of press) await desk.button(name).click();
  const { url } = (await (await told).json()) as { url: string };
  await expect(desk.page.getByRole('dialog').getByRole('img', { name: /^Code QR/ })).toBeVisible();
  return url;
}

/** A phone as on a network address, where browsers lend no cryptography. */
async function plain(page: Page): Promise<Page> {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }));
  return page;
}

const next = (page: Page) => page.locator('footer .next button');

test('the trainer’s phone leads two steps, through a cut, and is put out', async ({ program, desk, browserPage, crowd }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  await crowd(session, ['Anna', 'Ben', 'Chloé', 'Driss', 'Emma', 'Farid']);
  const link = await code(desk, ['Utiliser mon téléphone comme télécommande']);
  const phone = await plain(await browserPage(small));
  const sent: string[] = [];
  phone.on('request', (request) => {
    if (request.url().endsWith('/api/remote')) sent.push(request.postData() ?? '');
  });
  await phone.goto(link);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Accueil');
  expect(phone.url()).toMatch(/\/remote$/);
  expect(sent.join()).not.toContain(new URL(link).hash.split('.')[1]);
  await expect(phone.getByText('6 personnes en ligne sur 6')).toBeVisible();

  await test.step('The console tells of the phone, and no longer shows the code', async () => {
    await expect(desk.page.getByText('Votre téléphone est relié à la séance.')).toBeVisible();
    await expect(desk.page.getByRole('dialog').getByRole('img', { name: /^Code QR/ })).toBeHidden();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click();
    await expect(desk.button('Téléphone relié')).toBeVisible();
  });

  await test.step('Two steps, the same acts on both', async () => {
    let steps = 0;
    for (let acts = 0; acts < 60 && steps < 2; acts++) {
      const view = await session.view();
      await expect(phone.getByRole('heading', { level: 1 })).toHaveText(plainly(view.part?.title.fr ?? 'Accueil'));
      const act = view.actions[0];
      if (!act?.enabled || act.command === 'decide') {
        // What a phone may not do is done on the console.
        if (act?.command === 'decide') await expect(phone.getByText('Le choix de la salle s’entre sur la console')).toBeVisible();
        else await expect(next(phone)).toBeDisabled();
        await session.do(act?.command === 'decide' ? 'decide' : 'situation', {
          option: act?.command === 'decide' ? view.play?.scenario?.node?.options[0]?.id : view.backstage?.situations[0]?.id,
        });
        continue;
      }
      // The phone may still show the act before.
      await expect(async () => {
        const label = (await next(phone).innerText()).trim();
        await expect(desk.page.getByRole('button', { name: label })).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 10_000 });
      if (view.backstage?.notes[0]) await expect(phone.getByText(view.backstage.notes[0].fr.slice(0, 12))).toBeVisible();
      if (act.command === 'next-step') steps++;
      await press(phone, session);
    }
    expect(steps).toBe(2);
  });

  await test.step('What goes back on the phone goes back on the console', async () => {
    await session.goTo((await session.view()).part?.id ?? '', 'open');
    await expect(next(phone)).toHaveText('Clore les listes individuelles');
    await press(phone, session);
    expect((await session.view()).part?.state).toBe('closed');
    await pressBack(phone);
    await expect.poll(async () => (await session.view()).part?.state).toBe('open');
  });

  const recorded = sent.filter((request) => request.includes('"command":"next"'));
  await test.step('What was recorded on the network and is sent again does nothing', async () => {
    const before = await session.view();
    expect(recorded.length).toBeGreaterThan(4);
    for (const [request, key] of [...recorded.map((one) => [one, 'remote-replayed']), [recorded[0]?.replace('"counter":', '"counter":9'), 'remote-altered']]) {
      const reply = await fetch(new URL('/api/remote', program.room), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: request ?? '' });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(((await reply.json()) as { key: string }).key).toBe(key);
    }
    expect((await session.view()).revision).toBe(before.revision);
  });

  await test.step('Killed and started again: the phone goes on, what was recorded before does not', async () => {
    const before = await session.view();
    await program.kill();
    await expect(phone.getByText('Hors ligne, nouvel essai en cours')).toBeVisible();
    await expect(next(phone)).toBeDisabled();
    await program.start();
    await desk.enter();
    await expect(phone.getByText('Hors ligne, nouvel essai en cours')).toBeHidden();
    for (const request of recorded) {
      const reply = await fetch(new URL('/api/remote', program.room), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: request });
      expect(((await reply.json()) as { key: string }).key).toBe('remote-run');
    }
    expect((await session.view()).revision).toBe(before.revision);
    await press(phone, session);
    await phone.reload();
    await expect(next(phone)).toBeVisible();
  });

  await test.step('Another phone with the same code is told that it was used', async () => {
    const late = await browserPage(small);
    await late.goto(link);
    await expect(late.getByRole('heading', { name: 'Ce code a déjà servi' })).toBeVisible();
  });

  await test.step('Put out from the console: told so', async () => {
    await desk.button('Reprendre').click();
    await desk.button('Téléphone relié').click();
    await desk.button('Détacher le téléphone').click();
    await expect(phone.getByRole('heading', { name: 'Ce téléphone est détaché' })).toBeVisible();
    await expect(desk.button('Utiliser mon téléphone comme télécommande')).toBeVisible();
    await phone.reload();
    await expect(phone.getByRole('heading', { name: 'Aucune séance sur ce téléphone' })).toBeVisible();
    const last = sent.filter((request) => request.includes('"command":"view"')).at(-1) ?? '';
    const reply = await fetch(new URL('/api/remote', program.room), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: last });
    expect(reply.status).toBe(401);
  });
});

test('the phone asks before it closes on somebody, keeps apart from the console, and detaches itself', async ({ desk, browserPage, crowd }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const guests = await crowd(session, ['Anna', 'Ben', 'Chloé']);
  const phone = await plain(await browserPage(small));
  await phone.goto(await code(desk, ['Utiliser mon téléphone comme télécommande']));
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  await expect(phone.getByText('0 personne sur 3 a répondu')).toBeVisible();
  await guests[0]?.answer('choice', guests[0].room?.play?.scenario?.node?.options[0]?.id);
  await expect(phone.getByText('1 personne sur 3 a répondu')).toBeVisible();

  await next(phone).tap();
  await expect(phone.getByRole('dialog', { name: '2 personnes n’ont pas terminé' })).toBeVisible();
  await phone.getByRole('button', { name: 'Annuler' }).tap();
  expect((await session.view()).part?.state).toBe('open');
  await next(phone).tap();
  await phone.getByRole('button', { name: 'Clore le vote quand même' }).tap();
  await expect.poll(async () => (await session.view()).part?.state).toBe('closed');

  await test.step('Pressed on both at once: one step, and a sentence', async () => {
    const view = await session.view();
    await expect(next(phone)).toHaveText(/Révéler/);
    // Its request waits at the door until the console has acted.
    let first = true;
    await phone.route('**/api/remote', async (route) => {
      if (first && route.request().postData()?.includes('"command":"next"')) {
        first = false;
        await session.do('reveal');
      }
      await route.continue();
    });
    await expect(async () => {
      if (first) await next(phone).tap({ timeout: 1_000 });
      await expect(phone.getByText('La séance a déjà avancé')).toBeVisible({ timeout: 1_000 });
    }).toPass();
    expect((await session.view()).revision).toBe(view.revision + 1);
  });

  await test.step('Every screen is as large as a thumb, and sound', async () => {
    for (const size of [{ width: 360, height: 740 }, { width: 320, height: 568 }, { width: 740, height: 360 }]) {
      await phone.setViewportSize(size);
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(size.width);
      const box = await next(phone).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(56);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size.height);
      const { violations } = await axe(phone, guidelines).analyze();
      expect(violations).toEqual([]);
    }
  });

  await test.step('A new code puts the old phone out', async () => {
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Associer un autre téléphone' }).click();
    const link = await code(desk, ['Remplacer le téléphone']);
    await expect(phone.getByRole('heading', { name: 'Ce téléphone est détaché' })).toBeVisible();
    await phone.goto(link);
    await expect(next(phone)).toBeVisible();
  });

  await phone.getByRole('button', { name: 'Détacher ce téléphone' }).tap();
  await phone.getByRole('button', { name: 'Détacher', exact: true }).tap();
  await expect(phone.getByRole('heading', { name: 'Ce téléphone est détaché' })).toBeVisible();
  await expect.poll(async () => (await session.view()).remote.paired).toBe(false);
});

const plainly = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s').replace(/'/g, '[’\']')}$`);

/** Presses « next » until it is taken: the phone puts aside a press that follows the last act too closely. */
async function press(phone: Page, session: Session): Promise<void> {
  const { revision } = await session.view();
  const yes = phone.getByRole('dialog').getByRole('button', { name: /quand même/ });
  await expect(async () => {
    if ((await session.view()).revision === revision) await ((await yes.count()) > 0 ? yes : next(phone)).tap({ timeout: 1_000 });
    await expect.poll(async () => (await session.view()).revision, { timeout: 1_000 }).toBe(revision + 1);
  }).toPass();
}

async function pressBack(phone: Page): Promise<void> {
  const button = phone.locator('footer .back button');
  await expect(button).toBeEnabled();
  await expect(async () => {
    if (await button.isEnabled()) await button.tap({ timeout: 1_000 });
    await expect(button).toBeDisabled({ timeout: 1_000 });
  }).toPass();
}

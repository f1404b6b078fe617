import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { ConsoleView, PartView } from '../src/shared/model/wire';
import { linkOf, Settling } from './desk';
import { Phone } from './phone';
import { expect, test } from './workshop';

const language = process.env.ESTRADE_E2E_LANGUAGE === 'en' ? 'en' : 'fr';
const say = <T>(fr: T, en: T) => (language === 'fr' ? fr : en);
const words = {
  name: say('Votre nom', 'Your name'),
  enter: say('Entrer', 'Enter'),
  noted: say('C’est noté', 'Noted'),
  more: say('Ajouter une personne sur ce poste', 'Add a person on this device'),
  pass: say('Passer l’ordinateur à ', 'Hand the laptop to '),
  scale: say('Votre réponse', 'Your answer'),
  list: say('Tout voir', 'See all'),
  take: say('Prendre la main', 'Take the pen'),
  toPlace: say(/^À placer/, /^To place/),
  send: say('Envoyer', 'Send'),
};

/** Where the documentation's pictures are put; '' for none. */
const pictures = process.env.ESTRADE_SCREENSHOTS ?? '';

/** One browser and those who answer on it, the one in hand first. */
interface Seat {
  phone: Phone;
  people: string[];
}

const phones = ['Zoé Lambert', 'Nguyễn Thị Hoa', 'François-Xavier d’Aboville', 'Łukasz Żak', 'Anna Weiß', 'Gaëlle Le Goff'];
const laptops = [['Karim Benali', 'Odile Marchand', 'Tom Petit'], ['Sofia Rossi', 'Yann Kermarrec', 'Inès Faure']];

test('the half-day on the three surfaces, with twelve people on six phones and two shared laptops', async ({ desk, browserPage, stage }) => {
  test.setTimeout(400_000);
  if (pictures !== '') mkdirSync(pictures, { recursive: true });
  await desk.introduce({ language, organisation: say('Atelier du Nord', 'Northern Workshop') });
  await desk.page.setViewportSize({ width: 1600, height: 1000 });
  const session = await desk.open({ workshop: 'half-day', tables: 2, client: 'Groupe Ormeval', place: 'Lille', consoleLanguage: language, stageLanguage: language, documentLanguage: language });
  const link = linkOf(await session.view());
  const screen = await stage(session);
  const locale = say('fr-FR', 'en-GB');

  const shoot = async (page: Page, name: string) => {
    if (pictures === '') return;
    // Nothing is pictured as if a hand were on it.
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(800);
    // What is revealed one after the other is all there.
    await page.evaluate(() => Promise.all(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished.catch(() => undefined))));
    await page.screenshot({ path: `${pictures}/${name}-${language}.png` });
  };

  const seats = await test.step('everybody comes in', async () => {
    const tables = (await session.view()).tables.map(({ name }) => name);
    const enter = async (phone: Phone, name: string, table: number) => {
      await phone.page.getByLabel(words.name).fill(name);
      await phone.page.getByRole('radio', { name: tables[table] }).check();
      await phone.button(words.enter).click();
      await phone.button(words.noted).click();
    };
    const sit = async (names: string[], table: number, options: object): Promise<Seat> => {
      const phone = new Phone(await browserPage({ locale, ...options }));
      await phone.scan(link);
      for (const [index, name] of names.entries()) {
        if (index > 0) {
          await phone.button('Menu').click();
          await phone.button(words.more).click();
        }
        await enter(phone, name, table);
      }
      return { phone, people: names };
    };
    return Promise.all([
      ...phones.map((name, index) => sit([name], index % 2, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })),
      ...laptops.map((names, index) => sit(names, index, { viewport: { width: 1280, height: 800 } })),
    ]);
  });
  await expect.poll(async () => (await session.view()).roster.length).toBe(12);
  await shoot(screen, 'stage-lobby');
  await shoot(desk.page, 'lobby');

  /** The three surfaces are at the same part, and each whole on its screen. */
  const agree = async ({ step, part, play }: ConsoleView) => {
    const node = play?.scenario?.node;
    const title = (node && part?.id.startsWith(`${node.id}.`) ? node.title : part?.title)?.[language] ?? '';
    const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
    await expect.poll(async () => plain(await desk.page.getByRole('main').getByRole('heading', { level: 2 }).first().innerText()), `console: ${part?.id}`).toBe(plain(title));
    const told = plain(step?.title[language] ?? '');
    await expect.poll(async () => plain(await desk.page.getByRole('main').locator('p').first().innerText()), `console: ${step?.id}`).toContain(told);
    // What is revealed has the screen to itself; before and after, the step is named everywhere.
    const reveals = ['map', 'reveal', 'debrief', 'ending'].includes(part?.phase ?? '') && part?.state === 'shown';
    const recalls = part?.phase === 'sliders' && part.state === 'waiting'; // the stage still shows how the cards were sorted
    const naming = reveals ? [] : [...seats.map(({ phone }) => phone.page), ...(recalls ? [] : [screen])];
    for (const each of naming) await expect.poll(async () => plain(await each.locator('body').innerText()), `${each.url()} at ${part?.id}`).toContain(told);
    for (const [what, page] of [['stage', screen], ['console', desk.page]] as const) {
      const over = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
      expect(Math.max(...over), `${what} at ${part?.id}`).toBeLessThanOrEqual(0);
    }
    for (const { phone } of seats) expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `page at ${part?.id}`).toBeLessThanOrEqual(0);
  };

  const lastBar = (phone: Phone) => phone.page.getByRole('main').getByRole('button');
  /** Locks: the last act of the page, and a yes. */
  const lock = async ({ phone }: Seat, name: RegExp) => {
    await lastBar(phone).filter({ hasText: name }).last().click();
    await phone.page.getByRole('dialog').getByRole('button', { name }).click();
  };
  const locks = say(/^(Verrouiller|J’ai terminé|Envoyer et)/, /^(Lock|I have finished|Send and)/);

  /** Keys of a series, one card or sentence after the other, until it is to be read again. */
  const series = async ({ phone }: Seat, keys: string, first: string) => {
    const again = lastBar(phone).filter({ hasText: locks }).last();
    await phone.page.getByRole('main').getByRole('group').getByRole('button').first().focus();
    let pressed = 0;
    await expect(async () => {
      await phone.page.keyboard.press(keys[pressed++ % keys.length] ?? first);
      await expect(phone.page.getByRole('main').getByRole('table').or(phone.page.getByRole('heading', { level: 1, name: say(/^Relisez/, /^(Read your|Check your)/) })).first()).toBeVisible({ timeout: 60 });
    }).toPass({ intervals: [0], timeout: 60_000 });
    await expect(again).toBeVisible();
  };

  /** What those at a seat do with an open part; those of a shared laptop vote one after the other, and share the rest. */
  const answer = async (seat: Seat, place: number, { phase }: PartView): Promise<void> => {
    const { phone } = seat;
    const { page } = phone;
    const main = page.getByRole('main');
    if (phase === 'retrospective' || (phase === 'answer' && (await main.getByRole('radio').count()) === 0)) {
      await expect(phone.page.getByRole('group', { name: words.scale, exact: true })).toBeVisible();
      if (place > 2) await phone.button(words.list).click();
      else await series(seat, ['34254', '43355', '24435'][place] ?? '3', '3');
      return lock(seat, locks);
    }
    if (phase === 'answer') {
      for (const chosen of await main.getByRole('group').all()) if ((await chosen.getByRole('radio').count()) > 0) await chosen.getByRole('radio').nth(3).check();
      return lock(seat, locks);
    }
    if (phase === 'sort') {
      await series(seat, ['12', '21', '112'][place % 3] ?? '1', '1');
      return lock(seat, locks);
    }
    if (phase === 'sliders') {
      const rows = main.getByRole('radiogroup');
      await expect(rows).toHaveCount(12);
      for (const [row, slider] of (await rows.all()).entries()) await slider.locator('label').nth((place + row) % 7).click();
      await phone.button(say('Continuer', 'Continue')).click();
      await expect(rows.first()).toBeVisible();
      for (const [row, slider] of (await rows.all()).entries()) await slider.locator('label').nth((2 * place + row) % 7).click();
      return lock(seat, locks);
    }
    if (phase === 'individual' || phase === 'team') {
      if (phase === 'team') await phone.button(words.take).click();
      const waiting = page.getByRole('region', { name: words.toPlace }).getByRole('button');
      await expect(waiting.first()).toBeVisible();
      for (let left = await waiting.count(); left > 0; left--) {
        await expect(waiting).toHaveCount(left);
        await waiting.nth(place % left).press('Enter');
      }
      return lock(seat, locks);
    }
    if (phase === 'vote') {
      for (const turn of seat.people.keys()) {
        await main.getByRole('radio').nth((place + turn) % 3).check();
        await main.getByRole('button', { name: new RegExp(`^${words.send} [A-D]$`) }).click();
        const hand = page.getByRole('button', { name: new RegExp(`^${words.pass}`) });
        if (turn + 1 < seat.people.length) {
          await hand.first().click();
          await expect(main.getByRole('button').first()).toBeVisible();
          if ((await main.getByRole('radio').count()) === 0) await main.getByRole('button').first().click();
        }
      }
      return;
    }
    if (phase === 'alone' || phase === 'pairs') {
      if (phase === 'alone') for (const [index, text] of [say('le point hebdomadaire arrive sans chiffres', 'the weekly report comes in without figures'), say('pose une question avant de donner mon avis', 'ask a question before giving my view')].entries()) await main.locator('textarea').nth(index).fill(text);
      return lock(seat, locks);
    }
    if (phase === 'comments') {
      await main.locator('textarea').first().fill(say('Le temps d’écrire avant de parler.', 'Time to write before talking.'));
      return lock(seat, locks);
    }
    return lock(seat, locks);
  };

  const { page } = desk;
  const dialog = page.getByRole('dialog');
  const settling = new Settling();
  /** One press of a presenter's clicker, or two where it reveals; a question is answered yes. */
  const onward = async (view: ConsoleView) => {
    const where = ({ step, part, stage, finished }: ConsoleView) => JSON.stringify([step?.id, part?.id, part?.state, stage.section, finished]);
    const from = where(view);
    await settling.over(page);
    await expect(async () => {
      if (!(await dialog.isVisible())) {
        await page.keyboard.press('PageDown');
        if (view.actions[0]?.reveals) await page.keyboard.press('PageDown');
      }
      if (await dialog.isVisible()) {
        const choice = dialog.getByRole('radio').first();
        if (await choice.isVisible()) await choice.check();
        await dialog.getByRole('button').last().click();
      }
      await expect.poll(async () => where(await session.view()), { timeout: 900 }).not.toBe(from);
    }).toPass({ timeout: 20_000 });
    settling.acted();
  };

  const seen: string[] = [];
  for (let view = await session.view(); !view.finished; view = await session.view()) {
    const { step, part, actions } = view;
    if (part) await agree(view);
    const at = `${step?.activity ?? ''} ${part?.phase ?? ''} ${part?.state ?? ''}`;
    if (part?.state === 'open' && !(part.phase === 'vote' && seen.includes(`${step?.activity} voted`)) && part.phase !== 'decide') {
      await test.step(`answers: ${step?.id} ${part.id}`, async () => {
        const who = part.byTable ? [0, 1].map((place) => [seats[place], place] as const) : seats.map((seat, place) => [seat, place] as const);
        await Promise.all(who.map(([seat, place]) => seat && answer(seat, place, part)));
        if (part.phase === 'vote') {
          seen.push(`${step?.activity} voted`);
          await expect.poll(async () => (await session.view()).progress.answered).toBe(12);
          await expect(screen.getByText(say('12 réponses sur 12', '12 of 12 answered'))).toBeVisible();
          await shoot(page, 'console-live');
          await shoot(screen, 'stage-vote');
        }
      });
    }
    for (const [moment, surface, name] of [
      ['manager-leader map shown', screen, 'stage-map'],
      ['dormant-network reveal shown', screen, 'stage-ranking'],
      ['gate-12 split shown', screen, 'stage-reveal'],
      ['gate-12 ending shown', screen, 'stage-story'],
    ] as const) {
      if (at === moment && !seen.includes(name)) {
        seen.push(name);
        await shoot(surface, name);
      }
    }
    if (part && actions[0]?.enabled === false && view.backstage?.situations.length) {
      await page.getByRole('main').getByRole('radio', { name: view.backstage.situations[0]?.text[language] }).check();
      await expect.poll(async () => (await session.view()).backstage?.situation).not.toBe('');
      continue;
    }
    seen.push(at);
    await onward(view);
  }
  for (const moment of ['t-before answer open', 'manager-leader map shown', 'dormant-network reveal shown', 'gate-12 split shown', 'gate-12 ending shown', 'action-plan alone open', 't-after answer open', 'hot-evaluation answer open']) expect(seen).toContain(moment);
  await session.do('begin-closing');
  await expect(desk.button(say('Confirmer les présences', 'Confirm attendance'))).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(13);
  await shoot(page, 'closing');
});

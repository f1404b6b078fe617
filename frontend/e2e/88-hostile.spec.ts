import type { Page } from '@playwright/test';
import type { ConsoleView, WorkshopView } from '../src/shared/model/wire';
import { linkOf } from './desk';
import type { Guest } from './guest';
import type { Session } from './program';
import { expect, test } from './workshop';

const markup = `<img src=x onerror="window.struck=1"><script>window.struck=2</script><svg onload=window.struck=3>`;
const leaving = `"><a href="javascript:window.struck=4">x</a>{{7*7}}\${7*7}<style>*{display:none}</style><base href=//evil.example>`;
/** Turns round what follows, unless it is kept apart. */
const turned = '\u202Egnirud 001\u202C \u2066isolé\u2069 \u200Fdroite';
const zalgo = [...'Zalgo monte'].map((letter) => letter + '\u0301\u0352\u0353\u0489\u035B\u0322\u033F\u034B\u0357\u0346'.repeat(4)).join('');
const long = 'Sansespace'.repeat(1_000);

/** Looks whether anything ran on a page, and whether the page is as wide as its window. */
async function unharmed(page: Page) {
  expect(await page.evaluate(() => (window as { struck?: number }).struck), page.url()).toBeUndefined();
  expect(await page.locator('img[src="x"], a[href^="javascript"], base, body script:not([src]), body style').count(), page.url()).toBe(0);
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(spill, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0);
}

/** The height of the ink of a text may not pass its own box by more than a line. */
async function climbs(page: Page, text: string): Promise<void> {
  const marks = await page.evaluate((start) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let most = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const shown = node.textContent ?? '';
      if (!shown.normalize('NFD').replace(/\p{M}/gu, '').includes(start)) continue;
      for (const [pile] of shown.matchAll(/\p{M}+/gu)) most = Math.max(most, [...pile].length);
    }
    return most;
  }, text);
  expect(marks, `${text} on ${page.url()}`).toBeLessThanOrEqual(4);
}

const pick = async (session: Session): Promise<ConsoleView> => {
  let view = await session.view();
  for (const card of view.backstage?.cards ?? []) view = await session.do('card', { card: { ...card, picked: true } });
  return view;
};

test('markup, turned and towering texts and 10,000 characters stay texts on every page', async ({ program, desk, phone, stage, crowd }, info) => {
  await desk.introduce();
  for (const field of ['title', 'client', 'place'] as const) {
    await expect(program.open({ [field]: long })).rejects.toThrow(/invalid|too-large/);
  }
  const workshop = await program.call<WorkshopView>('saveWorkshop', { id: '', title: `Tableau ${markup}`.slice(0, 100), steps: [{ activity: 'weak-signals', minutes: 40 }] });
  const session = await program.open({ workshop: workshop.id, title: `${markup} ${turned} ${zalgo}`.slice(0, 180), client: leaving.slice(0, 180), place: turned });
  await desk.page.goto(new URL(`/#/session/${session.id}`, program.link).href);
  const link = linkOf(await session.view());

  const ana = await phone();
  await ana.scan(link);
  await ana.page.getByLabel('Votre nom').fill(long);
  await ana.button('Entrer').click();
  await unharmed(ana.page);
  await ana.page.goto('about:blank');
  await ana.scan(link);
  await ana.enter(markup.slice(0, 80));
  const screen = await stage(session);
  const guests = await crowd(session, [turned, zalgo.slice(0, 78), `${leaving.slice(0, 76)}`, 'Zoé', 'Ben']);
  await info.attach('stage lobby', { body: await screen.screenshot(), contentType: 'image/png' });
  for (const page of [desk.page, screen, ana.page]) await unharmed(page);

  // Names stand on the console and nowhere else.
  await desk.button('Voir les noms').click();
  await expect(desk.page.getByRole('dialog')).toContainText('<img src=x');
  await expect(desk.page.getByRole('dialog')).not.toContainText('\u202E');
  await climbs(desk.page, 'Zalgo');
  await unharmed(desk.page);
  await info.attach('console names', { body: await desk.page.screenshot(), contentType: 'image/png' });
  await desk.page.keyboard.press('Escape');

  await session.do('start');
  await session.goTo('notes');
  await expect.poll(() => guests.every(({ room }) => room?.part?.state === 'open')).toBe(true);
  const [first, second, third, fourth] = guests as [Guest, Guest, Guest, Guest];
  const box = first.room?.play?.board?.boxes[0]?.id ?? '';
  await expect(first.answer(`${box}.1`, long)).rejects.toThrow(/too-long|too-large/);
  await expect(first.answer(`${box}.1`, turned)).rejects.toThrow(/text-unreadable/);
  await first.answer(`${box}.1`, markup);
  await second.answer(`${box}.1`, `${zalgo.slice(0, 480)}`);
  await third.answer(`${box}.1`, leaving);
  await fourth.answer(`${box}.1`, 'Sansespace'.repeat(50));
  for (const page of [desk.page, screen, ana.page]) await unharmed(page);

  for (let acts = 0; acts < 20 && ((await session.view()).backstage?.cards.length ?? 0) === 0; acts++) {
    const view = await session.view();
    await session.do(view.part?.state === 'open' ? 'close' : 'advance');
  }
  await pick(session);
  for (let acts = 0; acts < 6 && !(await screen.getByText('<img src=x').first().isVisible()); acts++) {
    const view = await session.view();
    await session.do(view.actions[0]?.command ?? 'advance', { number: 0 });
  }
  await expect(screen.getByText('<img src=x').first()).toBeVisible();
  await expect(ana.page.getByText('<img src=x').first()).toBeVisible();
  for (const page of [desk.page, screen, ana.page]) {
    await climbs(page, 'Zalgo');
    await unharmed(page);
  }
  await info.attach('stage notes', { body: await screen.screenshot(), contentType: 'image/png' });
  await info.attach('console notes', { body: await desk.page.screenshot(), contentType: 'image/png' });
  await info.attach('phone notes', { body: await ana.page.screenshot({ fullPage: true }), contentType: 'image/png' });
  await desk.page.goto(new URL('/#/', program.link).href);
  await expect(desk.page.getByText('<img src=x').first()).toBeVisible();
  await unharmed(desk.page);
  await info.attach('console home', { body: await desk.page.screenshot(), contentType: 'image/png' });
});

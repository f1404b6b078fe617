import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { axe } from './axe';
import { heard, listen } from './heard';
import { build, type Plugin } from 'vite';
import { serveUnderPolicy } from './policy';

const phone = { width: 360, height: 740 };
const laptop = { width: 1280, height: 800 };

declare global {
  interface Window {
    /** What the development page of the participants offers. */
    show(state: string, language: 'fr' | 'en'): Promise<void>;
    /** Moves the part on the screen; next: to another part. */
    move(to: string, next?: boolean): Promise<void>;
  }
}

/**
 * What a reader of the page cannot read: wider than the screen, outside what
 * holds it, or cut. What can be scrolled to is read. slack: pixels of space
 * that may stand out, after the last letter of a line.
 */
function cutTexts(slack = 1): string[] {
  const found = new Set<string>();
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.add(`${scrollWidth - clientWidth} px too wide`);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const of = node.parentElement;
    if (!text || !of?.checkVisibility({ visibilityProperty: true }) || of.closest('script, style, option')) continue;
    const around: HTMLElement[] = [];
    for (let up: HTMLElement | null = of; up && up !== document.body; up = up.parentElement) around.push(up);
    // What is written for readers of sound only is clipped away.
    if (around.some((one) => getComputedStyle(one).clipPath !== 'none')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      const told = `« ${text.slice(0, 40)} »`;
      let scrolled = false;
      for (const one of around) {
        const { overflowX, overflowY } = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        if (['auto', 'scroll'].includes(overflowX)) scrolled = true;
        if (scrolled) break;
        const wider = rect.left < box.left - slack || rect.right > box.right + slack;
        const taller = rect.top + rect.height * 0.22 < box.top - 1 || rect.bottom - rect.height * 0.22 > box.bottom + 1;
        if (wider && (overflowX !== 'visible' || one.matches('button, label, th, td, li'))) found.add(`${told} leaves ${one.tagName}`);
        if (taller && ['hidden', 'clip'].includes(overflowY)) found.add(`${told} is cut`);
      }
      if (!scrolled && (rect.left < -slack || rect.right > clientWidth + slack)) found.add(`${told} leaves the screen`);
    }
  }
  // A closed list does not tell that it cuts its choice: is it high enough for all its lines?
  const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  for (const list of document.querySelectorAll('select')) {
    if (!list.checkVisibility()) continue;
    const { fontWeight, fontSize, fontFamily, lineHeight, paddingLeft, paddingRight } = getComputedStyle(list);
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const choice = list.selectedOptions[0]?.text ?? '';
    const lines = Math.ceil(pen.measureText(choice).width / (list.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)));
    if (lines * parseFloat(lineHeight) > list.clientHeight) found.add(`the choice « ${choice} » is cut`);
  }
  return [...found];
}

/**
 * Targets that a finger misses: under 48 px on both sides, or under 24 px on
 * one (WCAG 2.5.8). An input is as large as the label around it; a link in a
 * sentence is a line of text. The points of a drawing are left out: there is
 * one a month, and the same values in a table beside them.
 */
function smallTargets(): string[] {
  const found: string[] = [];
  for (const one of document.querySelectorAll<HTMLElement>('button, input, select, textarea, label, summary, a[href], [role="slider"]:not(svg *)')) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: false })) continue;
    if (one.matches('label') && !one.querySelector('input')) continue;
    if (one.matches('p a')) continue;
    const { width, height } = (one.closest('label') ?? one).getBoundingClientRect();
    if (Math.max(width, height) >= 47.5 && Math.min(width, height) >= 23.5) continue;
    found.push(`target ${one.tagName} « ${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 30)} » ${Math.round(width)}×${Math.round(height)}`);
  }
  return [...new Set(found)];
}

/** Drawings without a name, or without a table of what they show. A lamp, a mark and an icon say all they show in their name. */
function untabled(): string[] {
  return [...document.querySelectorAll('main [role="img"]:not(.lamp, .icon, .mark)')]
    .filter((one) => {
      let around: Element | null = one;
      for (let up = 0; up < 5 && around && !around.querySelector('table'); up++) around = around.parentElement;
      return !one.getAttribute('aria-label') || !around?.querySelector('table');
    })
    .map((one) => `no table of « ${(one.getAttribute('aria-label') ?? '').slice(0, 40)} »`);
}

/** What a foot that stays in view covers, as it takes the focus (WCAG 2.4.11). */
function covered(): string[] {
  const foot = [...document.querySelectorAll('footer')].find((one) => getComputedStyle(one).position === 'sticky');
  if (!foot) return [];
  const found: string[] = [];
  for (const one of document.querySelectorAll<HTMLElement>('main :is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled)')) {
    if (foot.contains(one) || !one.checkVisibility()) continue;
    one.focus();
    // Behind a dialog nothing takes the focus.
    if (document.activeElement !== one) continue;
    const { bottom, height } = (one.closest('label') ?? one).getBoundingClientRect();
    const over = bottom - foot.getBoundingClientRect().top;
    if (over > Math.min(2, height)) found.push(`« ${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 30)} » is ${Math.round(over)} px under the foot`);
  }
  return found;
}

/** The spacing a reader may set without losing anything (WCAG 1.4.12). */
const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';

test.describe('every state of the page', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = fileURLToPath(new URL('../test-results/join-states', import.meta.url));
  let server: Server;
  let address: string;

  test.beforeAll(async () => {
    // By itself, as the program's is: its styles are cut and ordered otherwise beside other pages.
    const alone: Plugin = {
      name: 'alone',
      config: ({ environments }) => {
        const options = environments?.client?.build?.rolldownOptions;
        if (options) options.input = { states: `${root}dev/join.html` };
      },
    };
    await build({ root, logLevel: 'error', plugins: [alone], build: { outDir: folder, emptyOutDir: true, target: 'es2022' } });
    ({ server, address } = await serveUnderPolicy(folder));
  });
  test.afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { size, lang, theme } of [
    { size: { width: 320, height: 640 }, lang: 'fr', theme: 'light' },
    { size: laptop, lang: 'en', theme: 'dark' },
  ] as const) {
    test(`is accessible and fits at ${size.width} px, ${lang}, ${theme}`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize(size);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(`${address}/dev/join.html?lang=${lang}&theme=${theme}`);
      await page.waitForSelector('html[data-ready="enter"]');
      const states = await page.evaluate(() => (document.documentElement.dataset.states ?? '').split(' '));
      expect(states.length).toBeGreaterThan(50);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      // Each size takes every other state; the long run takes all in both.
      const taken = states.filter((_, index) => process.env.ESTRADE_FULL || (index % 2 === 0) === (lang === 'fr'));
      for (const state of taken) {
        await page.evaluate(([state, lang]) => window.show(state, lang), [state, lang] as const);
        const { violations } = await axe(page).analyze();
        for (const { id, nodes } of violations) faults.push(`${state}: ${id} ${nodes[0]?.html}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wider > 0) faults.push(`${state}: ${wider} px too wide`);
        // Targets are 48 px; where many stand in a row on a laptop, one side may be the row's.
        const small = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('main button, header button, summary')]
            .filter((one) => one.checkVisibility() && !one.closest('.state'))
            .map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent ?? '' }))
            .filter(({ box }) => box.height < 47.5)
            .map(({ box, text }) => `${text.trim().slice(0, 30)} ${Math.round(box.width)}×${Math.round(box.height)}`),
        );
        for (const target of small) faults.push(`${state}: target ${target}`);
      }
      expect(faults).toEqual([]);
      // What people wrote stays in the language of the session, and says so.
      for (const state of ['cluster', 'dots', 'plan-pairs', 'rating-debrief']) {
        await page.evaluate(([state, lang]) => window.show(state, lang), [state, lang] as const);
        expect(await page.evaluate(() => document.querySelectorAll('main [lang="fr"]').length), state).toBeGreaterThan(0);
      }
    });
  }

  test('holds at 200 %, and with the spacing of letters that a reader may set', async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${address}/dev/join.html`);
    await page.waitForSelector('html[data-ready="enter"]');
    const states = await page.evaluate(() => (document.documentElement.dataset.states ?? '').split(' '));
    await page.evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      void sheet.replace(rules);
      document.adoptedStyleSheets = [sheet];
      sheet.disabled = true;
    }, spacing);
    const faults: string[] = [];
    // 640 × 740 and 360 × 740 at 200 %.
    for (const width of [320, 180]) {
      await page.setViewportSize({ width, height: 370 });
      for (const state of states) {
        await page.evaluate((state) => window.show(state, 'fr'), state);
        for (const fault of await page.evaluate(cutTexts, 1)) faults.push(`${state}, ${width} px: ${fault}`);
        if (width !== 320) continue;
        for (const fault of await page.evaluate(smallTargets)) faults.push(`${state}: ${fault}`);
        for (const fault of await page.evaluate(untabled)) faults.push(`${state}: ${fault}`);
        await page.evaluate(() => document.adoptedStyleSheets.forEach((sheet) => (sheet.disabled = false)));
        for (const fault of await page.evaluate(cutTexts, 4)) faults.push(`${state}, spaced: ${fault}`);
        await page.evaluate(() => document.adoptedStyleSheets.forEach((sheet) => (sheet.disabled = true)));
      }
    }
    expect(faults).toEqual([]);
  });

  test('keeps names and the words of cards whole on a phone at 200 %', async ({ page }) => {
    await page.setViewportSize({ width: 180, height: 370 });
    await page.goto(`${address}/dev/join.html`);
    await page.waitForSelector('html[data-ready="enter"]');
    const broken: string[] = [];
    for (const state of ['handover', 'vote', 'vote-saved-shared', 'menu', 'sort', 'cards-5']) {
      await page.evaluate((state) => window.show(state, 'fr'), state);
      const found = await page.evaluate(() =>
        [...document.querySelectorAll('header .me span, header .table > span, h1 b, .card .voice, .where button')].flatMap((element) => {
          const words: string[] = [];
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (const word of (node.textContent ?? '').matchAll(/\p{L}+/gu)) {
              const range = document.createRange();
              range.setStart(node, word.index);
              range.setEnd(node, word.index + word[0].length);
              if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) words.push(word[0]);
            }
          }
          return words;
        }),
      );
      broken.push(...found.map((word) => `${state}: ${word}`));
    }
    expect(broken).toEqual([]);
  });

  test('keeps the focus and speaks once, whatever happens to the part under the hands', async ({ page }) => {
    test.setTimeout(600_000);
    await page.setViewportSize(phone);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${address}/dev/join.html`);
    await page.waitForSelector('html[data-ready="enter"]');
    await listen(page);
    const states = await page.evaluate(() => (document.documentElement.dataset.states ?? '').split(' '));
    const faults: string[] = [];
    let moved = 0;
    for (const state of states) {
      await page.evaluate((state) => window.show(state, 'fr'), state);
      for (const fault of await page.evaluate(covered)) faults.push(`${state}: ${fault}`);
      // The hands are on the last control at each change; where there is a lock to confirm, in its dialog.
      for (const [to, next] of [['waiting', false], ['open', false], ['closed', false], ['shown', true], ['open', true]] as const) {
        const { held, before } = await page.evaluate(() => {
          const controls = [...document.querySelectorAll<HTMLElement>('main :is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled)')].filter((one) => one.checkVisibility());
          const last = controls.at(-1);
          if (last?.matches('button.solid')) last.click();
          (document.querySelector<HTMLElement>('dialog[open] button.solid') ?? last ?? document.querySelector<HTMLElement>('.menu'))?.focus();
          window.heard = [];
          return { held: document.activeElement !== document.body, before: document.querySelector('main')?.textContent };
        });
        await page.evaluate(([to, next]) => window.move(to, next), [to, next] as const);
        const { lost, after } = await page.evaluate(() => ({ lost: document.activeElement === document.body, after: document.querySelector('main')?.textContent }));
        if (held && lost) faults.push(`${state}, ${to}: the focus is lost`);
        const told = await heard(page);
        if (told.length > 1) faults.push(`${state}, ${to}: ${told.length} announcements, ${told.join(' / ')}`);
        if (before !== after) moved++;
      }
    }
    expect(faults).toEqual([]);
    // The changes were seen: the page followed them.
    expect(moved).toBeGreaterThan(400);
  });

  test('keeps its dark ground under a hand-over longer than the window', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${address}/dev/join.html?theme=light`);
    await page.waitForSelector('html[data-ready="enter"]');
    const faults: string[] = [];
    let longer = 0;
    // A phone held across, and one at 200 %.
    for (const [width, height] of [[640, 360], [180, 370]] as const) {
      await page.setViewportSize({ width, height });
      for (const state of ['handover', 'handover-six-who', 'pin-wait', 'pin-lost']) {
        await page.evaluate((state) => window.show(state, 'fr'), state);
        const { page: whole, ground } = await page.evaluate(() => ({ page: document.documentElement.scrollHeight, ground: (document.querySelector('main')?.getBoundingClientRect().bottom ?? 0) + scrollY }));
        if (whole > height) longer++;
        if (ground < whole - 1) faults.push(`${state}, ${width} px: ends ${Math.round(whole - ground)} px before the page`);
      }
    }
    expect(faults).toEqual([]);
    expect(longer).toBeGreaterThan(4);
  });

  test('holds texts twice as long and the longest names at 320 px', async ({ page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${address}/dev/join.html?long`);
    await page.waitForSelector('html[data-ready="enter"]');
    const states = await page.evaluate(() => (document.documentElement.dataset.states ?? '').split(' '));
    expect(states.length).toBeGreaterThan(50);
    const faults: string[] = [];
    // Each state in one of the two languages, in turn; the long run takes all in both.
    for (const lang of ['fr', 'en'] as const) {
      for (const state of states.filter((_, index) => process.env.ESTRADE_FULL || (index % 2 === 0) === (lang === 'en'))) {
        await page.evaluate(([state, lang]) => window.show(state, lang), [state, lang] as const);
        for (const fault of await page.evaluate(cutTexts, 1)) faults.push(`${state}, ${lang}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { axe, guidelines } from './axe';
import { build } from 'vite';
import { serveUnderPolicy } from './policy';

declare global {
  interface Window {
    /** What the development page of the stage offers. */
    stage: { names: string[]; everyText(): string[]; show(name: string, room?: object): Promise<void> };
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../test-results/stage', import.meta.url));

let server: Server;
let address: string;

test.beforeAll(async () => {
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: { pictures: `${root}dev/stage.html` } } } });
  ({ server, address } = await serveUnderPolicy(folder));
});
test.afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Still pictures, at a size. */
async function open(page: Page, width = 1920, height = 1080): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${address}/dev/stage.html`);
  await expect(page.locator('html[data-ready=yes]')).toBeAttached();
}

/**
 * Shows pictures one after the other and tells what a reader at the back of the
 * room could not read: text outside the picture or its margins, cut by its box,
 * under the floor of 28 px, over other text, or in a tone that is not the
 * stage's; in the strip, text of more than two lines or on its border.
 */
async function faults(page: Page, names: string[], room: object): Promise<string[]> {
  return page.evaluate(
    async ([names, room]) => {
      const found: string[] = [];
      for (const name of names) {
        await window.stage.show(name, room);
        const picture = document.body.getBoundingClientRect();
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
        const style = getComputedStyle(document.documentElement);
        const margin = parseFloat(style.getPropertyValue('--st-margin')) * rem;
        const rows = new Map<Element, { top: number; height: number }[]>();
        const probe = document.createElement('i');
        document.body.append(probe);
        const tone = (token: string) => {
          probe.style.color = style.getPropertyValue(token);
          return getComputedStyle(probe).color;
        };
        const tones = ['--ink', '--ink-2', '--on-solid', '--on-light'].map(tone);
        const warn = tone('--warn');
        probe.remove();
        const boxes: { text: string; rect: DOMRect; of: Element }[] = [];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const overlay = document.querySelector('aside');
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const text = (node.textContent ?? '').trim();
          const of = node.parentElement;
          if (!text || !of || of.closest('script, style, noscript, .black')) continue;
          // What is written for readers of sound only is clipped away.
          let hidden = false;
          for (let up: Element | null = of; up; up = up.parentElement) if (getComputedStyle(up).clipPath !== 'none') hidden = true;
          if (hidden || (overlay && of.closest('.plateau, .nez'))) continue;
          const told = `${name} « ${text.slice(0, 60)} »`;
          const matrix = of instanceof SVGGraphicsElement ? of.getScreenCTM() : null;
          const computed = getComputedStyle(of);
          const size = parseFloat(computed.fontSize) * (matrix ? Math.min(matrix.a, matrix.d) : 1);
          if (size < 1.75 * rem - 0.1) found.push(`${told} is ${size} px`);
          const colour = of instanceof SVGElement ? computed.fill : computed.color;
          if (!tones.includes(colour) && !(colour === warn && of.classList.contains('timer'))) found.push(`${told} is ${colour}`);
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) {
            if (rect.width === 0) continue;
            // A line's box is taller than its letters.
            const spare = rect.height * 0.22;
            const outside = (box: DOMRect) => rect.left < box.left - 1 || rect.right > box.right + 1 || rect.top + spare < box.top - 1 || rect.bottom - spare > box.bottom + 1;
            // What a person wrote may end in an ellipsis: its further lines are not drawn.
            const clamp = of.closest('[data-clamp]');
            if (clamp && rect.bottom - spare > clamp.getBoundingClientRect().bottom + 1) continue;
            if (outside(picture)) found.push(`${told} leaves the picture`);
            // A large figure stands away from its own box by so much.
            const bearing = Math.max(1, 0.06 * size);
            if (rect.left < picture.left + margin - bearing || rect.right > picture.right - margin + bearing) found.push(`${told} leaves the margin by ${Math.round(Math.max(picture.left + margin - rect.left, rect.right - picture.right + margin))} px`);
            const strip = of.closest('.rampe');
            if (strip) {
              const border = strip.getBoundingClientRect();
              const room = Math.min(rect.top + spare - border.top, border.bottom - rect.bottom + spare);
              if (room < 0.4 * rem) found.push(`${told} is ${Math.round(room)} px from the border of the strip`);
              // What stands side by side in the strip is read apart.
              const block = [...strip.querySelectorAll(':scope > .state, :scope > div > *')].find((one) => one.contains(of)) ?? strip;
              const lines = rows.get(block) ?? [];
              if (!lines.some(({ top, height }) => Math.abs(top - rect.top) < 0.6 * Math.min(height, rect.height))) lines.push(rect);
              rows.set(block, lines);
            }
            for (let up: Element | null = of; up && up !== document.body; up = up.parentElement) {
              if (getComputedStyle(up).overflow === 'hidden' && outside(up.getBoundingClientRect())) {
                found.push(`${told} is cut`);
                break;
              }
            }
            boxes.push({ text, rect, of });
          }
        }
        for (const [block, lines] of rows) if (lines.length > 2) found.push(`${name} « ${(block.textContent ?? '').slice(0, 60)} » has ${lines.length} lines in the strip`);
        boxes.forEach((one, index) => {
          for (const other of boxes.slice(index + 1)) {
            if (one.of === other.of || one.of.contains(other.of) || other.of.contains(one.of)) continue;
            const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
            const letters = ({ top, bottom, height }: DOMRect) => ({ top: top + 0.22 * height, bottom: bottom - 0.22 * height });
            const down = Math.min(letters(one.rect).bottom, letters(other.rect).bottom) - Math.max(letters(one.rect).top, letters(other.rect).top);
            if (across > 2 && down > 2) found.push(`${name} « ${one.text.slice(0, 40)} » is over « ${other.text.slice(0, 40)} »`);
          }
        });
      }
      return found;
    },
    [names, room] as const,
  );
}

for (const language of ['fr', 'en']) {
  test(`every text of the pack is read from the back of the room, ${language}`, async ({ page }) => {
    test.setTimeout(240_000);
    await open(page);
    const names = await page.evaluate(() => window.stage.everyText());
    expect(names.length).toBeGreaterThan(250);
    expect(await faults(page, names, { language })).toEqual([]);
  });
}

const rooms = [
  { people: 0, tables: 1 },
  { people: 1, tables: 1 },
  { people: 4, tables: 1 },
  { people: 7, tables: 2 },
  { people: 12, tables: 2, dark: true },
  { people: 24, tables: 4 },
  { people: 40, tables: 8 },
  { people: 200, tables: 34, dark: true },
  { people: 200, tables: 1, language: 'en' },
];
const long = { title: 'Conduire la transformation numérique sans perdre ni ses équipes ni ses repères : une journée pour décider à plusieurs, confronter deux pôles, tenir une histoire jusqu’à sa fin, et repartir avec un geste.'.slice(0, 200), client: 'Communauté de communes du Pays de la Haute-Vallée et des Trois Rivières' };

test('every picture holds rooms of every size, and long titles', async ({ page }) => {
  test.setTimeout(240_000);
  await open(page);
  const names = await page.evaluate(() => window.stage.names);
  const told: string[] = [];
  for (const room of rooms) {
    told.push(...(await faults(page, names, { ...room, ...long })).map((fault) => `${JSON.stringify(room)} ${fault}`));
  }
  expect(told).toEqual([]);
});

// One taller and one wider than the picture; the long run takes an old and a large one too.
const projectors = [
  [1280, 800],
  [2560, 1080],
  ...(process.env.ESTRADE_FULL ? [[1024, 768], [3840, 2160]] : []),
] as [number, number][];
for (const [width, height] of projectors) {
  test(`the picture stays whole and centred on a projector of ${width} × ${height}`, async ({ page }) => {
    await open(page, width, height);
    const names = await page.evaluate(() => window.stage.names);
    expect(await faults(page, names, {})).toEqual([]);
    const box = await page.locator('body').boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(16 / 9, 2);
    expect(Math.abs((box?.x ?? 0) * 2 + (box?.width ?? 0) - width)).toBeLessThan(1);
    expect(Math.abs((box?.y ?? 0) * 2 + (box?.height ?? 0) - height)).toBeLessThan(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight)).toBe(true);
  });
}

test('nothing moves between the question, the votes and the reveal', async ({ page }) => {
  await open(page);
  const places = () => page.evaluate(() => [...document.querySelectorAll('.opt .what, .opt .k, h1')].map((element) => JSON.stringify(element.getBoundingClientRect())));
  await page.evaluate(() => window.stage.show('vote.waiting:gate-12:N1'));
  const asked = await places();
  expect(asked.length).toBe(9);
  for (const moment of ['vote.open', 'vote.closed', 'split', 'decide', 'consequence']) {
    await page.evaluate((name) => window.stage.show(name), `${moment}:gate-12:N1`);
    expect(await places(), moment).toEqual(asked);
  }
});

test('the lamps leave the edge once, and at once for who asks for less motion', async ({ page }) => {
  await open(page);
  const moving = () => page.evaluate(() => document.getAnimations().filter(({ effect }) => (effect as KeyframeEffect).getKeyframes().some(({ transform }) => transform !== undefined)).length);
  const reveal = async () => {
    await page.evaluate(() => window.stage.show('vote.closed:gate-12:N1'));
    await page.evaluate(() => window.stage.show('split:gate-12:N1'));
  };
  await reveal();
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.evaluate(() => window.stage.show('split:gate-12:N1'));
  expect(await moving()).toBe(0);
  await reveal();
  expect(await moving()).toBe(12);
  await page.evaluate(() => window.stage.show('split:gate-12:N1', { dark: true }));
  expect(await moving()).toBe(12);
  const properties = await page.evaluate(() => document.getAnimations().flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame))));
  expect([...new Set(properties)].filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name)).sort()).toEqual(['opacity', 'transform']);
});

/** Pictures that a reveal brings, each after one that shows nothing yet. */
const reveals = ['split:gate-12:N1', 'consequence:gate-12:N1:d', 'ending:gate-12:0', 'tree:gate-12:0', 'map', 'pair', 'reveal', 'podium', 'curve-reveal', 'curve-debrief', 'carriers-reveal', 'carriers-debrief', 'rating-reveal', 'canvas-cluster', 'canvas-share', 'canvas-debrief'];

for (const room of [{}, { people: 200, tables: 34 }]) {
  test(`every reveal moves by transform and opacity only, and not at all for who asks for less: ${JSON.stringify(room)}`, async ({ page }) => {
    await open(page);
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      await page.emulateMedia({ reducedMotion });
      // What was revealed once does not move again: both go through them in the same order on a page just opened, and in the second each moves.
      await page.goto(`${address}/dev/stage.html`);
      await expect(page.locator('html[data-ready=yes]')).toBeAttached();
      for (const name of reveals) {
        await page.evaluate((room) => window.stage.show('vote.open:gate-12:N2A', room), room);
        await page.evaluate(([name, room]) => window.stage.show(name, room), [name, room] as const);
        const moved = await page.evaluate(() => document.getAnimations().flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame))));
        if (reducedMotion === 'reduce') expect(moved, name).toEqual([]);
        else {
          expect(moved.length, name).toBeGreaterThan(0);
          expect([...new Set(moved)].filter((property) => !['offset', 'computedOffset', 'easing', 'composite', 'opacity', 'transform'].includes(property)), name).toEqual([]);
        }
      }
    }
  });
}

test('a pair moves when it is picked, and not when it is picked again', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const moving = async (name: string) => {
    await page.evaluate((name) => window.stage.show(name), name);
    const moves = await page.evaluate(() => document.getAnimations().length);
    await page.evaluate(() => document.getAnimations().forEach((one) => one.finish()));
    return moves > 0;
  };
  await moving('sliders-closed');
  expect([await moving('map'), await moving('pair'), await moving('map'), await moving('pair')]).toEqual([true, true, false, false]);
});

test('every picture passes the accessibility rules, in both themes', async ({ page }) => {
  test.setTimeout(420_000);
  await open(page);
  const names = await page.evaluate(() => window.stage.names);
  // A theme changes tones only, and those are the same everywhere: each picture in one, the charts in both.
  const charts = ['podium', 'map', 'pair', 'reveal', 'split:gate-12:N1', 'consequence:gate-12:N1:d', 'ending:gate-12:0', 'tree:gate-12:0', 'curve-reveal', 'curve-debrief', 'carriers-reveal', 'carriers-debrief', 'rating-reveal', 'canvas-share'];
  const told: string[] = [];
  for (const [dark, shown] of [
    [false, new Set([...names, 'decide:gate-12:N1', ...charts])],
    [true, ['lobby', 'low', ...charts]],
  ] as const) {
    for (const name of shown) {
      await page.evaluate(([name, room]) => window.stage.show(name, room), [name, { dark }] as const);
      const { violations, passes } = await axe(page).options({ runOnly: { type: 'tag', values: [...guidelines, 'wcag2aaa'] }, rules: { 'color-contrast-enhanced': { enabled: true } } }).analyze();
      if (name !== 'black') expect(passes.map(({ id }) => id), name).toContain('color-contrast-enhanced');
      told.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${name}: ${id}: ${html} ${failureSummary}`)));
    }
  }
  expect(told).toEqual([]);
});

test('a chart is told in a sentence and in a table, in the language of the stage', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.stage.show('split:gate-12:N1', { language: 'en' }));
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await expect(page.getByRole('table', { name: 'Individual votes, 12 people' }).getByRole('row')).toHaveCount(5);
  await page.evaluate(() => window.stage.show('split:gate-12:N1', { people: 4, tables: 1 }));
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(page.getByText('Trop peu nombreuses pour être affichées.')).toBeVisible();
  for (const name of ['map', 'pair', 'reveal', 'ending:gate-12:0', 'tree:gate-12:0', 'curve-reveal']) {
    await page.evaluate((name) => window.stage.show(name, { language: 'fr' }), name);
    await expect(page.getByRole('table')).toHaveCount(1);
    expect(await page.getByRole('img', { name: /\w/ }).count()).toBeGreaterThan(0);
  }
});

test('the figures of every reveal are told in a table, and each of its drawings in a sentence', async ({ page }) => {
  await open(page);
  for (const name of reveals.filter((name) => name !== 'canvas-cluster')) {
    await page.evaluate((name) => window.stage.show(name), name);
    await expect(page.getByRole('table'), name).toHaveCount(1);
    for (const told of await page.locator('[role=img]').all()) expect((await told.getAttribute('aria-label'))?.length, name).toBeGreaterThan(5);
  }
  await page.evaluate(() => window.stage.show('curve-reveal'));
  await expect(page.getByRole('columnheader', { name: 'vos dessins, en moyenne' })).toHaveCount(1);
  await expect(page.getByRole('columnheader', { name: 'vos creux' })).toHaveCount(1);
});

test('a ranking that no table handed in says so', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.stage.show('reveal', { people: 0, tables: 0 }));
  await expect(page.getByText('Personne n’a répondu.')).toBeVisible();
});

test('the lobby awaits those of the roster, and lights who has just come', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.stage.show('lobby', { people: 12, expected: 15 }));
  await expect(page.getByText('mardi 24 novembre 2026')).toBeVisible();
  await expect(page.getByText('en ligne sur 15')).toBeVisible();
  await expect(page.getByRole('img', { name: /12 en ligne sur 15/ })).toBeVisible();
  await expect(page.locator('.who .new')).toHaveCount(0);
  await page.evaluate(() => window.stage.show('lobby', { people: 13, expected: 15 }));
  await expect(page.locator('.who .new')).toHaveText('Altaïr Tilleul 12');
  await page.evaluate(() => window.stage.show('lobby', { people: 0, expected: 15 }));
  await expect(page.locator('.who')).toHaveText('Personne encore.');
  await page.evaluate(() => window.stage.show('lobby', { people: 200 }));
  await page.evaluate(() => window.stage.show('lobby', { people: 201 }));
  await expect(page.locator('.who .new')).toHaveText('Altaïr Tilleul 200');
});

test('ex æquo share a step of the podium, and a table alone has none', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.stage.show('podium', { people: 40, tables: 8 }));
  await expect(page.locator('.podium .step')).toHaveCount(2);
  await expect(page.getByRole('img', { name: '1re ex æquo : Loire, Meuse.' })).toBeVisible();
  await page.evaluate(() => window.stage.show('podium', { people: 6, tables: 1 }));
  await expect(page.locator('.podium')).toHaveCount(0);
  await expect(page.locator('.stairs')).toHaveCount(1);
});

test('under five people nothing of the group is drawn, and it says so', async ({ page }) => {
  await open(page);
  const few = { people: 4, tables: 1 };
  for (const name of ['curve-reveal', 'curve-debrief', 'carriers-reveal', 'rating-reveal', 'canvas-share', 'tree:gate-12:0']) {
    await page.evaluate(([name, room]) => window.stage.show(name, room), [name, few] as const);
    await expect(page.getByText('Trop peu nombreuses pour être affichées.').first(), name).toBeVisible();
    await expect(page.locator('.drawing, .at b, .votes'), name).toHaveCount(0);
    await expect(page.locator('.cell').filter({ hasText: /\d/ }), name).toHaveCount(0);
  }
});

test('a self-positioning and an evaluation show no figure but who has answered and the time left', async ({ page }) => {
  await open(page);
  for (const name of ['t-before', 't-after', 'feedback', 'feedback-comments']) {
    await page.evaluate((name) => window.stage.show(name), name);
    const told = await page.locator('.plateau').innerText();
    expect(told.match(/\d/g), name).toBeNull();
  }
});

test('what a person wrote ends in an ellipsis where there is no room, and nothing is lost without a word', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.stage.show('canvas-cluster-many'));
  const cut = await page.locator('[data-clamp]').evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length);
  expect(cut).toBeGreaterThan(0);
  const shown = await page.locator('[data-card]:visible').count();
  const said = (await page.locator('[data-more]:visible').allInnerTexts()).map((text) => Number(/\d+/.exec(text)?.[0]));
  expect(shown + said.reduce((sum, n) => sum + n, 0)).toBe(44);
});

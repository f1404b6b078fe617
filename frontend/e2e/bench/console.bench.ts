import { cpus, loadavg } from 'node:os';
import { expect, test, type Page } from '@playwright/test';
import type { ConsoleView } from '../../src/shared/model/wire';
import { Program } from '../program';

const people = 200;
const clickLimit = 100;
const frameLimit = 8;

const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
const middle = (values: number[]) => sorted(values)[Math.floor(values.length / 2)] ?? 0;
const worst = (values: number[]) => Math.max(0, ...values);
const row = (what: string, value: number, most: number, unit: string) => `  ${what.padEnd(56)} ${value.toFixed(1).padStart(7)} ${unit}  ${most} ${unit}  ${(value / most).toFixed(2)}`;

let program: Program;
let id: string;
const view = () => program.call<ConsoleView>('session', id);
const act = async (name: string, more: object = {}) => program.call<ConsoleView>('do', id, { name, revision: (await view()).revision, confirmed: true, ...more });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  program = new Program();
  await program.start();
  const desk = await program.call<{ settings: object }>('home');
  await program.call('saveSettings', { ...desk.settings, organisation: 'Atelier du Nord', trainer: 'Camille Roux', zone: 'Europe/Paris', language: 'fr' });
  id = await program.call<string>('rehearse', {
    workshop: 'essentials', title: '', client: '', place: '', date: '', tables: 0, roster: [],
    consoleLanguage: 'fr', stageLanguage: 'fr', documentLanguage: 'fr',
    singleTeam: false, noReport: false, followUp: false, rehearsal: true, seed: 1,
  }, people, 'quick');
  for (const end = Date.now() + 120_000; (await view()).roster.length < people - 2 && Date.now() < end; ) await new Promise((done) => setTimeout(done, 500));
});
test.afterAll(() => program.end());

/** Milliseconds from a press on a button, by its own event's clock, until what it changed on the page is painted. */
async function pressed(page: Page, name: string | RegExp): Promise<number> {
  const button = page.getByRole('button', { name }).first();
  await expect(button).toBeEnabled();
  const painted = button.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        element.addEventListener(
          'click',
          (event) => {
            const since = event.timeStamp;
            const watch = new MutationObserver(() => {
              watch.disconnect();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)));
            });
            watch.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
          },
          { capture: true, once: true },
        );
      }),
  );
  await button.click();
  return painted;
}

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tid: number;
  pid: number;
  args?: { name?: string };
}

test('clicks on the console with two hundred people', async ({ browser }) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  const [name = '', value = ''] = program.cookie.split('=');
  await context.addCookies([{ name, value, url: new URL(program.link).origin }]);
  const page = await context.newPage();
  await page.goto(new URL(`/#/session/${id}`, program.link).href);
  await page.getByRole('radio', { name: 'Console', exact: true }).check();
  await act('start');
  while ((await view()).step?.kind !== 'scenario') await act('skip-step');
  for (let at = await view(); at.part?.phase !== 'vote'; at = await view()) await act(at.actions[0]?.command ?? 'advance');
  const told = new Map<string, number[]>();
  const measure = async (what: string, name: string | RegExp) => told.set(what, [...(told.get(what) ?? []), await pressed(page, name)]);
  await measure('the vote is opened', 'Ouvrir le vote');
  for (let times = 0; times < 5; times++) {
    // Answers arrive meanwhile.
    await page.waitForTimeout(700);
    await measure('the screen is made black, or shown again', /^(Écran noir|Rallumer|Montrer)/);
    await measure('the timer gets a minute', '+1 min');
    await measure('the names are asked for', 'Voir les noms');
    await page.keyboard.press('Escape');
    await measure('the shortcuts are shown', 'Raccourcis du clavier');
    await page.keyboard.press('Escape');
  }
  const lines = [`console, a click until the change it brings is painted, ${(await view()).roster.length} people answering (worst; limit; ratio):`];
  for (const [what, values] of told) lines.push(row(`${what} (median ${middle(values).toFixed(0)})`, worst(values), clickLimit, 'ms'));
  lines.push(`  load while measuring: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`);
  console.log(lines.join('\n'));
  await page.context().close();
});

test('the stage reveals two hundred votes', async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'fr-FR' })).newPage();
  await page.goto(await program.call<string>('stageURL', id));
  for (const end = Date.now() + 60_000; (await view()).progress.answered < people * 0.9 && Date.now() < end; ) await page.waitForTimeout(500);
  await act('close');
  await expect.poll(async () => (await view()).part?.state).toBe('closed');
  await page.waitForTimeout(1_500);
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline.frame'] } });
  const counting = page.evaluate(
    () =>
      new Promise<{ frames: number; seconds: number; properties: string[]; moving: number }>((resolve) => {
        const properties = new Set<string>();
        let frames = 0;
        let moving = 0;
        let since = 0;
        const frame = (at: number) => {
          const running = document.getAnimations().filter(({ playState }) => playState === 'running');
          if (since === 0 && running.length > 0) since = at;
          if (since > 0) frames++;
          moving = Math.max(moving, running.length);
          for (const { effect } of running) for (const key of (effect as KeyframeEffect).getKeyframes()) for (const name of Object.keys(key)) properties.add(name);
          if (since > 0 && (running.length === 0 || at - since > 4_000)) resolve({ frames, seconds: (at - since) / 1_000, properties: [...properties].filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name)), moving });
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
  );
  await act('reveal');
  const { frames, seconds, properties, moving } = await counting;
  await session.send('Tracing.end');
  await complete;
  // The page's own thread: that on which its frames began.
  const main = events.filter(({ name, ph }) => name === 'thread_name' && ph === 'M').filter(({ args }) => args?.name === 'CrRendererMain');
  const tasks = (thread: TraceEvent) => events.filter(({ name, ph, pid, tid }) => ph === 'X' && pid === thread.pid && tid === thread.tid && (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask'));
  const busiest = main.map(tasks).sort((a, b) => b.length - a.length)[0] ?? [];
  // Work within each sixtieth of a second.
  const perFrame = new Map<number, number>();
  for (const { ts, dur = 0 } of busiest) {
    const slot = Math.floor(ts / 16_667);
    perFrame.set(slot, (perFrame.get(slot) ?? 0) + dur / 1_000);
  }
  const work = sorted([...perFrame.values()]);
  const at = (share: number) => work[Math.min(work.length - 1, Math.floor(share * work.length))] ?? 0;
  console.log(
    [
      `stage, the reveal of ${moving} moving things, ${people} people (limit; ratio):`,
      row('work of the page in a frame, median', at(0.5), frameLimit, 'ms'),
      row('work of the page in a frame, 95 of 100', at(0.95), frameLimit, 'ms'),
      row('work of the page in a frame, worst', at(1), frameLimit, 'ms'),
      `  frames while it moves: ${frames} in ${seconds.toFixed(2)} s, ${(frames / Math.max(0.001, seconds)).toFixed(0)} a second`,
      `  animated: ${properties.sort().join(', ')}`,
      `  load while measuring: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
    ].join('\n'),
  );
  expect(properties.sort()).toEqual(['opacity', 'transform']);
  await page.context().close();
});

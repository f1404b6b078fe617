import { expect, test, type Browser, type Page } from '@playwright/test';
import { load, row, sorted } from './figures';
import { Rehearsal } from './rehearsal';

const people = 200;
const frameLimit = 8;

const rehearsal = new Rehearsal(people);

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await rehearsal.begin();
});
test.afterAll(() => rehearsal.program.end());

interface TraceEvent {
  name: string;
  ph: string;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Of dur, what the thread worked itself, whatever else the machine did. */
  tdur?: number;
  tid: number;
  pid: number;
  args?: { name?: string };
}

interface Moved {
  frames: number;
  seconds: number;
  /** What was animated. */
  properties: string[];
  /** How many moved. */
  things: number;
}

/** Counts frames from the one after the first animation began until all have ended. */
const moved = (page: Page): Promise<Moved> =>
  page.evaluate(
    () =>
      new Promise<Moved>((resolve) => {
        const properties = new Set<string>();
        let frames = 0;
        let things = 0;
        let since = 0;
        let until = 0;
        const frame = (at: number) => {
          // What moves is asked once, as it begins: asking costs time of its own.
          if (until === 0) {
            for (const { effect } of document.getAnimations()) {
              things++;
              until = Math.max(until, at + Number(effect?.getComputedTiming().endTime));
              for (const key of (effect as KeyframeEffect).getKeyframes()) for (const name of Object.keys(key)) properties.add(name);
            }
          } else if (since === 0) {
            since = at;
            performance.mark('reveal-begins');
          } else frames++;
          if (until > 0 && at >= until) {
            performance.mark('reveal-ends');
            resolve({ frames, seconds: (at - since) / 1_000, properties: [...properties].filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name)).sort(), things });
          } else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
  );

/** Records what Chromium's threads do until the function it returns is called. */
async function record(browser: Browser): Promise<() => Promise<TraceEvent[]>> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', 'devtools.timeline'] } });
  return async () => {
    await session.send('Tracing.end');
    await complete;
    return events;
  };
}

/** Milliseconds of work of the page's own thread in each sixtieth of a second between two marks. */
function workPerFrame(events: TraceEvent[]): number[] {
  const begin = events.find(({ name }) => name === 'reveal-begins');
  const end = events.find(({ name }) => name === 'reveal-ends');
  if (!begin || !end) throw new Error('the recording does not hold the reveal');
  const perFrame = new Map<number, number>();
  for (let slot = 0; slot <= Math.floor((end.ts - begin.ts) / 16_667); slot++) perFrame.set(slot, 0);
  for (const { name, ph, pid, tid, ts, dur = 0, tdur = dur } of events) {
    if (ph !== 'X' || pid !== begin.pid || tid !== begin.tid || !name.endsWith('RunTask') || ts < begin.ts || ts > end.ts) continue;
    const slot = Math.floor((ts - begin.ts) / 16_667);
    perFrame.set(slot, (perFrame.get(slot) ?? 0) + tdur / 1_000);
  }
  return sorted([...perFrame.values()]);
}

test('the stage reveals two hundred votes', async ({ browser }) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(await rehearsal.program.call<string>('stageURL', rehearsal.id));
  await rehearsal.toVote();
  await rehearsal.act('open');
  for (const end = Date.now() + 30_000; (await rehearsal.view()).progress.answered < people * 0.9 && Date.now() < end; ) await page.waitForTimeout(500);
  const votes = (await rehearsal.view()).progress.answered;
  await rehearsal.act('close');
  await expect.poll(async () => (await rehearsal.view()).part?.state).toBe('closed');
  await page.waitForTimeout(1_500);
  const stop = await record(browser);
  const moving = moved(page);
  await rehearsal.act('reveal');
  const { frames, seconds, properties, things } = await moving;
  const work = workPerFrame(await stop());
  const at = (share: number) => work[Math.min(work.length - 1, Math.floor(share * work.length))] ?? 0;
  console.log(
    [
      `stage, a reveal of ${votes} votes, work of the page's thread in a frame (limit; ratio):`,
      row('median', at(0.5), frameLimit, 'ms'),
      row('95 of 100', at(0.95), frameLimit, 'ms'),
      row('worst', at(1), frameLimit, 'ms'),
      `  ${things} things move, ${frames} frames in ${seconds.toFixed(2)} s: ${(frames / seconds).toFixed(0)} a second; animated: ${properties.join(', ')}`,
      load(),
    ].join('\n'),
  );
  expect(properties).toEqual(['opacity', 'transform']);
  await context.close();
});

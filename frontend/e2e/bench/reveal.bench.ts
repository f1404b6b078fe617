import { expect, test, type Browser, type Page } from '@playwright/test';
import { load, processors, row, sorted } from './figures';
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
  /** What was animated. */
  properties: string[];
  /** How many moved. */
  things: number;
}

/**
 * Marks the frame after the first animation began and the one after all have ended. In
 * between the page is asked for nothing: each frame it were asked for would have it
 * compute the style of all that moves, which by itself it does not.
 */
const moved = (page: Page): Promise<Moved> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let animations: Animation[];
    do {
      await frame();
      animations = document.getAnimations();
    } while (animations.length === 0);
    const properties = animations.flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes().flatMap((key) => Object.keys(key)));
    await frame();
    performance.mark('reveal-begins');
    await Promise.all(animations.map(({ finished }) => finished));
    await frame();
    await frame();
    performance.mark('reveal-ends');
    return { properties: [...new Set(properties)].filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name)).sort(), things: animations.length };
  });

/** Records what Chromium's threads do until the function it returns is called. */
async function record(browser: Browser): Promise<() => Promise<TraceEvent[]>> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', 'devtools.timeline', 'viz'] } });
  return async () => {
    await session.send('Tracing.end');
    await complete;
    return events;
  };
}

interface Reveal {
  /** Milliseconds of work of the page's own thread from one displayed frame to the next, shortest first. */
  work: number[];
  seconds: number;
}

/** What a recording holds between the two marks. */
function read(events: TraceEvent[]): Reveal {
  const begin = events.find(({ name }) => name === 'reveal-begins');
  const end = events.find(({ name }) => name === 'reveal-ends');
  if (!begin || !end) throw new Error('the recording does not hold the reveal');
  const during = events.filter(({ ts }) => ts >= begin.ts && ts <= end.ts);
  const displayed = sorted(during.filter(({ name }) => name === 'Display::FrameDisplayed').map(({ ts }) => ts));
  const work = displayed.map(() => 0);
  for (const { name, ph, pid, tid, ts, dur = 0, tdur = dur } of during) {
    if (ph !== 'X' || pid !== begin.pid || tid !== begin.tid || name !== 'ThreadControllerImpl::RunTask') continue;
    const frame = Math.max(0, displayed.findLastIndex((at) => at <= ts));
    work[frame] = (work[frame] ?? 0) + tdur / 1_000;
  }
  return { work: sorted(work), seconds: (end.ts - begin.ts) / 1_000_000 };
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
  const was = processors();
  const stop = await record(browser);
  const moving = moved(page);
  await rehearsal.act('reveal');
  const { properties, things } = await moving;
  const { work, seconds } = read(await stop());
  const at = (share: number) => work[Math.min(work.length - 1, Math.floor(share * work.length))] ?? 0;
  console.log(
    [
      `stage, a reveal of ${votes} votes, work of the page's thread in a frame (limit; ratio):`,
      row('median', at(0.5), frameLimit, 'ms'),
      row('95 of 100', at(0.95), frameLimit, 'ms'),
      row('worst', at(1), frameLimit, 'ms'),
      `  ${things} things move, ${work.length} frames in ${seconds.toFixed(2)} s: ${(work.length / seconds).toFixed(0)} a second; animated: ${properties.join(', ')}`,
      load(was),
    ].join('\n'),
  );
  expect(properties).toEqual(['opacity', 'transform']);
  await context.close();
});

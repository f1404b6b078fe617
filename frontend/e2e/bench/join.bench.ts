import { expect, test, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { Phone } from '../phone';
import { Program, type Session } from '../program';
import { load, middle, processors, worst } from './figures';

// A phone four times slower than this machine, before it has any font.
const slowdown = 4;
const visits = 5;
const limit = 1_000;
const bytesLimit = 60_000;

const firstPhone = { viewport: { width: 360, height: 740 } };
const codeField = 'main input';
const nameField = 'main form input';
const voteField = 'main input[type=radio]';

interface Measure {
  /** Milliseconds from the navigation on until the code's form, and the name's, could be used. */
  code: number;
  name: number;
  /** Of those until the code: milliseconds the page's own thread worked, whatever else the machine did. */
  work: number;
  /** Milliseconds from « C’est noté » until the node could be answered. */
  vote: number;
  /** Bytes over the wire from the navigation to there. */
  bytes: number;
  files: string[];
}

/** A fresh browser as slow as a cheap phone, which gets no font. */
async function slowPage(context: BrowserContext): Promise<{ page: Page; session: CDPSession }> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setBlockedURLs', { urls: ['*.woff2'] });
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { page, session };
}

/** The page, scripts and styles that came over the wire until a moment of its clock, compressed, without headers. */
function fetched(page: Page, until: number): Promise<{ path: string; bytes: number }[]> {
  return page.evaluate((until) =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].flatMap((entry) => {
      const { name, encodedBodySize, transferSize, responseEnd } = entry as PerformanceResourceTiming;
      const path = new URL(name).pathname;
      return transferSize > 0 && responseEnd < until && /(?:\/|\.js|\.css)$/.test(path) ? [{ path, bytes: encodedBodySize }] : [];
    }), until,
  );
}

/** When something first stands in the page and the page is free to answer, by its own clock; from: where to count from. */
function standing(page: Page, selector: string, from: 'navigation' | 'press'): Promise<number> {
  return page.evaluate(
    ({ selector, from }) =>
      new Promise<number>((resolve) => {
        const since = from === 'navigation' ? 0 : Number(sessionStorage.getItem('pressed'));
        const seen = () => {
          if (!document.querySelector(selector)) return false;
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)));
          return true;
        };
        if (seen()) return;
        const watch = new MutationObserver(() => {
          if (seen()) watch.disconnect();
        });
        watch.observe(document, { childList: true, subtree: true });
      }),
    { selector, from },
  );
}

async function typedCode(context: BrowserContext, room: string): Promise<Pick<Measure, 'code' | 'work'>> {
  const { page, session } = await slowPage(context);
  await page.goto(room, { waitUntil: 'commit' });
  const code = await standing(page, codeField, 'navigation');
  const { metrics } = await session.send('Performance.getMetrics');
  return { code, work: 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) };
}

async function scanned(context: BrowserContext, link: string): Promise<Omit<Measure, 'code' | 'work'>> {
  const { page } = await slowPage(context);
  const phone = new Phone(page);
  await page.goto(link, { waitUntil: 'commit' });
  const name = await standing(page, nameField, 'navigation');
  await page.getByLabel('Votre nom').fill('Camille Durand');
  await phone.button('Entrer').click();
  await expect(phone.heading(/^Vous êtes .+\.$/)).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => addEventListener('click', () => sessionStorage.setItem('pressed', String(performance.now())), { capture: true, once: true }));
  await phone.button('C’est noté').click();
  const vote = await standing(page, voteField, 'press');
  const pressed = await page.evaluate(() => Number(sessionStorage.getItem('pressed')));
  const files = await fetched(page, pressed + vote);
  return { name, vote, bytes: files.reduce((total, { bytes }) => total + bytes, 0), files: files.map(({ path }) => path) };
}

let program: Program;
let session: Session;

test.beforeAll(async () => {
  program = new Program();
  await program.start();
  session = await program.open();
  await session.startAt('scenario');
  await session.goTo('N1.vote');
});
test.afterAll(() => program.end());

test('the participants’ page on a slow phone', async ({ browser }) => {
  test.setTimeout(300_000);
  const { join } = await session.view();
  const link = new URL(new URL(join?.qr ?? '').hash, program.room).href;
  const was = processors();
  const measures: Measure[] = [];
  for (let count = 0; count < visits; count++) {
    // Each with a browser that has never been here.
    const typing = await browser.newContext({ ...firstPhone, locale: 'fr-FR' });
    const scanning = await browser.newContext({ ...firstPhone, locale: 'fr-FR' });
    measures.push({ ...(await typedCode(typing, program.room)), ...(await scanned(scanning, link)) });
    await typing.close();
    await scanning.close();
  }
  const lines = [`participants' page, ${slowdown} times slower, no font, ${visits} first visits (median, worst; limit; ratio of the worst):`];
  const say = (what: string, values: number[], most: number, unit: string) =>
    lines.push(`  ${what.padEnd(52)} ${middle(values).toFixed(0).padStart(7)} ${worst(values).toFixed(0).padStart(7)} ${unit}  ${most} ${unit}  ${(worst(values) / most).toFixed(2)}`);
  say('until the code can be typed', measures.map(({ code }) => code), limit, 'ms');
  say('  of it, work of the page itself', measures.map(({ work }) => work), limit, 'ms');
  say('until the name can be typed, by the QR', measures.map(({ name }) => name), limit, 'ms');
  say('from the way back noted until the node is answerable', measures.map(({ vote }) => vote), limit, 'ms');
  say('bytes of page, script and style until then', measures.map(({ bytes }) => bytes), bytesLimit, 'B');
  lines.push(load(was));
  lines.push(`  files: ${measures[0]?.files.join(' ')}`);
  console.log(lines.join('\n'));
});

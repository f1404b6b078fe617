import { expect, test, type Page } from '@playwright/test';
import { load, middle, processors, row, takenSince, worst } from './figures';
import { Rehearsal } from './rehearsal';

const clickLimit = 100;

const rehearsal = new Rehearsal(200);

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await rehearsal.begin();
});
test.afterAll(() => rehearsal.program.end());

interface Click {
  /** In milliseconds. */
  took: number;
  /** By other machines, of the processors' time meanwhile. */
  taken: number;
}

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
  // Pressed where it stands: looking it up once more would be work of the page's own thread.
  const { x = 0, y = 0, width = 0, height = 0 } = (await button.boundingBox()) ?? {};
  await page.waitForTimeout(100);
  await page.mouse.click(x + width / 2, y + height / 2);
  return painted;
}

test('clicks on the console with two hundred people', async ({ browser }) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  const [name = '', value = ''] = rehearsal.program.cookie.split('=');
  await context.addCookies([{ name, value, url: new URL(rehearsal.program.link).origin }]);
  const page = await context.newPage();
  await page.goto(new URL(`/#/session/${rehearsal.id}`, rehearsal.program.link).href);
  await page.getByRole('radio', { name: 'Console', exact: true }).check();
  await rehearsal.toVote();
  const told = new Map<string, Click[]>();
  const measure = async (what: string, name: string | RegExp) => {
    const was = processors();
    const took = await pressed(page, name);
    told.set(what, [...(told.get(what) ?? []), { took, taken: takenSince(was) }]);
  };
  const began = processors();
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
  const lines = [`console, a click until the change it brings is painted, ${(await rehearsal.view()).roster.length} people answering (worst; limit; ratio):`];
  for (const [what, clicks] of told) {
    const values = clicks.map(({ took }) => took);
    lines.push(row(`${what} (median ${middle(values).toFixed(0)})`, worst(values), clickLimit, 'ms'));
    const alone = clicks.filter(({ taken }) => taken === 0).map(({ took }) => took);
    if (alone.length > 0 && alone.length < clicks.length) lines.push(row(`  of ${alone.length} of ${clicks.length}, no processor taken by other machines`, worst(alone), clickLimit, 'ms'));
  }
  lines.push(load(began));
  console.log(lines.join('\n'));
  await page.context().close();
});

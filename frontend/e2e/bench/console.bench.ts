import { cpus, loadavg } from 'node:os';
import { expect, test, type Page } from '@playwright/test';
import type { ConsoleView } from '../../src/shared/model/wire';
import { Program } from '../program';

const people = 200;
const clickLimit = 100;

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

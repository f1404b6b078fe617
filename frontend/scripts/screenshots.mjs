// Takes the pictures of docs/screenshots from the running program:
//   node scripts/screenshots.mjs LINK FOLDER LANGUAGE
// LINK is the console's address with its token. A rehearsal is led from the
// lobby to the closing through the console's own interface, with one real phone
// among the simulated people, and each surface is photographed where it has
// most to show.
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const [link, folder, language] = process.argv.slice(2);
const people = 12;
const browser = await chromium.launch({ executablePath: process.env.ESTRADE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', `--lang=${language}`], env: { ...process.env, LANGUAGE: language } });
const context = (width, height, scale = 1) =>
  browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: language, timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });

const desk = await (await context(1600, 1000)).newPage();
await desk.goto(link);
const call = (method, ...args) =>
  desk.evaluate(
    async ([name, body]) => {
      const response = await fetch(`/api/console/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${text}`);
      return JSON.parse(text);
    },
    [method, JSON.stringify(args)],
  );

const shoot = async (page, name) => {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
  console.log(`${name}-${language}.png`);
};

const french = language === 'fr';
const { settings } = await call('home');
await call('saveSettings', {
  ...settings,
  organisation: french ? 'Atelier du Nord' : 'Northern Workshop',
  trainer: 'Camille Vasseur',
  language,
  zone: 'Europe/Paris',
  legalBasis: settings.legalBasis || (french ? 'Intérêt légitime' : 'Legitimate interest'),
});

const prepared = {
  workshop: 'essentials', title: '', client: 'Groupe Ormeval', place: 'Lille', date: '', tables: 0, roster: [],
  consoleLanguage: language, stageLanguage: language, documentLanguage: language,
  singleTeam: false, noReport: false, followUp: false, rehearsal: true, seed: 7,
};
const session = await call('rehearse', prepared, people, 'quick');

const look = () => call('session', session);
const until = async (what, happened, seconds = 120) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await desk.waitForTimeout(300)) {
    const view = await look();
    if (happened(view)) return view;
  }
  throw new Error(`${what}: not within ${seconds} s`);
};
const act = async (command) => {
  const { revision } = await look();
  return call('do', session, { ...command, revision });
};

/** Does the one obvious next act until the session is where it is wanted. */
async function lead(what, there) {
  for (let acts = 0; acts < 200; acts++) {
    let view = await look();
    if (there(view)) return view;
    const [next] = view.actions;
    if (!next) throw new Error(`${what}: the session is over`);
    if (view.part?.state === 'open') {
      // One person may never answer, and the phone's never finishes; a table always does.
      view = await until(what, ({ progress, part }) => progress.of > 0 && progress.answered >= progress.of - (part.byTable ? 0 : 2), 180);
      await act(next.command === 'decide' ? { name: 'decide', option: view.backstage.options[0].id } : { name: 'close', confirmed: true });
    } else if (next.command === 'open' && !next.enabled && view.backstage?.situations?.length) {
      await act({ name: 'situation', option: view.backstage.situations[0].id });
    } else if (next.command === 'decide') {
      await act({ name: 'decide', option: view.backstage.options[0].id });
    } else if (next.command === 'section') {
      await act({ name: 'section', number: view.stage.section + 1 });
    } else {
      await act({ name: next.command });
    }
  }
  throw new Error(`${what}: never reached`);
}
const at = (activity, phase, state) => ({ step, part }) => step?.activity === activity && part?.phase === phase && part.state === state;

const phone = await (await context(390, 844)).newPage();
const button = (page, name) => page.getByRole('button', { name, exact: true });

await desk.goto(new URL('/#/new', link).href);
await desk.reload();
await desk.getByLabel(french ? 'Lieu' : 'Place', { exact: true }).fill('Lille');
await desk.getByLabel(french ? 'Organisation cliente' : 'Client organisation').fill('Groupe Ormeval');
await desk.getByLabel(french ? 'Personnes attendues (facultatif)' : 'People expected (optional)').fill(['Zoé Lambert', 'Nguyễn Thị Hoa', 'François-Xavier d’Aboville', 'Łukasz Żak', 'Anna Weiß', 'Gaëlle Le Goff'].join('\n'));
await shoot(desk, 'prepare');

// One may be late: a rehearsal has people like that.
const lobby = await until('people join', ({ roster }) => roster.length >= people - 1);
await phone.goto(lobby.join.localUrl);
await phone.getByLabel(french ? 'Votre nom' : 'Your name').fill('Zoé Lambert');
await button(phone, french ? 'Entrer' : 'Enter').click();
await button(phone, french ? 'C’est noté' : 'Noted').click();
await act({ name: 'make-tables', number: 0 });
await desk.goto(new URL(`/#/session/${session}`, link).href);

const stage = await (await context(1920, 1080)).newPage();
await stage.goto(await call('stageURL', session));
await shoot(stage, 'stage-lobby');
await shoot(desk, 'lobby');

await lead('the sliders', at('manager-leader', 'sliders', 'open'));
const sliders = phone.getByRole('main').getByRole('radiogroup');
await sliders.first().waitFor();
for (const [row, stop] of [1, 5, 2].entries()) await sliders.nth(row).locator('label').nth(stop).click();
await phone.evaluate(() => window.scrollTo(0, 0));
await shoot(phone, 'join-sliders');
await lead('the map of the contrast', at('manager-leader', 'map', 'shown'));
await act({ name: 'stage', stage: { ...(await look()).stage, mapPass: 'required' } });
await shoot(stage, 'stage-map');

await lead('the lists', at('dormant-network', 'individual', 'open'));
const waiting = phone.getByRole('region', { name: french ? /^À placer/ : /^To be placed/ }).getByRole('button');
await waiting.first().waitFor();
for (const item of [2, 4, 0, 5]) await waiting.nth(item).press('Enter');
await shoot(phone, 'join-ranking');
await lead("the ranking's reveal", at('dormant-network', 'reveal', 'shown'));
await shoot(stage, 'stage-ranking');

await lead('the first vote', at('gate-12', 'vote', 'open'));
await phone.getByRole('radio', { name: /^B/ }).check();
await shoot(phone, 'join-vote');
await until('half of the votes', ({ progress }) => progress.answered >= people / 2);
await shoot(desk, 'console-live');
await shoot(stage, 'stage-vote');
await lead('the first split', at('gate-12', 'split', 'shown'));
await shoot(stage, 'stage-reveal');

for (const [client, place, day] of french
  ? [['Ville de Roubaix', 'Roubaix', 8], ['Coopérative du Littoral', 'Dunkerque', 20]]
  : [['City of Leeds', 'Leeds', 8], ['Coast Cooperative', 'Whitby', 20]]) {
  const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
  await call('createSession', { ...prepared, client, place, date, rehearsal: false });
}
await desk.goto(new URL('/#/', link).href);
await desk.reload();
await desk.getByRole('table').waitFor();
await shoot(desk, 'home');
await desk.goto(new URL(`/#/session/${session}`, link).href);
await act({ name: 'begin-closing' });
await button(desk, french ? 'Confirmer les présences' : 'Confirm attendance').waitFor();
await shoot(desk, 'closing');
await browser.close();

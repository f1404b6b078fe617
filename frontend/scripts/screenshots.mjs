// Takes the pictures of docs/screenshots from the running program:
//   node scripts/screenshots.mjs LINK FOLDER LANGUAGE
// LINK is the console's address with its token. A rehearsal is led from the
// lobby to the scenario's first reveal through the console's own interface, and each
// surface is photographed where it has most to show.
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const [link, folder, language] = process.argv.slice(2);
const people = 12;
const browser = await chromium.launch({ executablePath: process.env.ESTRADE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
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

const session = await call(
  'rehearse',
  {
    workshop: 'essentials', title: '', client: 'Groupe Ormeval', place: 'Lille', date: '', tables: 0, roster: [],
    consoleLanguage: language, stageLanguage: language, documentLanguage: language,
    singleTeam: false, noReport: false, followUp: false, rehearsal: true, seed: 7,
  },
  people,
  'quick',
);

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
      // One person may never answer; a table always does.
      view = await until(what, ({ progress, part }) => progress.of > 0 && progress.answered >= progress.of - (part.byTable ? 0 : 1), 180);
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

// One may be late: a rehearsal has people like that.
const lobby = await until('people join', ({ roster }) => roster.length >= people - 1);
await act({ name: 'make-tables', number: 0 });
await desk.goto(new URL(`/#/session/${session}`, link).href);
await desk.reload();

const stage = await (await context(1920, 1080)).newPage();
await stage.goto(await call('stageURL', session));
await shoot(stage, 'stage-lobby');

const phone = await (await context(390, 844, 2)).newPage();
await phone.goto(lobby.join.localUrl);
await shoot(phone, 'join-welcome');

await lead('the map of the contrast', at('manager-leader', 'map', 'shown'));
await shoot(stage, 'stage-map');
await lead("the ranking's reveal", at('dormant-network', 'reveal', 'shown'));
await shoot(stage, 'stage-ranking');
await shoot(desk, 'console-reveal');
await lead('the first vote', at('gate-12', 'vote', 'open'));
await until('half of the votes', ({ progress }) => progress.answered >= people / 2);
await shoot(desk, 'console-live');
await shoot(stage, 'stage-vote');
await lead('the first split', at('gate-12', 'split', 'shown'));
await shoot(stage, 'stage-split');
await desk.goto(new URL('/#/', link).href);
await desk.reload();
await shoot(desk, 'console-home');
await browser.close();

// Takes the pictures of docs/screenshots from the running program:
//   node scripts/screenshots.mjs LINK FOLDER LANGUAGE PERSONAL
// LINK is the console's address with its token. An agenda with every kind of
// activity is composed on the console and rehearsed, from the lobby to the
// evaluation, with one real phone among the simulated people; each surface is
// photographed where it has most to show. What the phone's owner takes home
// is saved as PERSONAL.
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const [link, folder, language, personal] = process.argv.slice(2);
const people = 12;
// Fields of dates are written as the browser's own language has them, which it takes from the system's.
const system = language === 'fr' ? 'fr_FR' : 'en_GB';
const browser = await chromium.launch({ executablePath: process.env.ESTRADE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', `--lang=${system.replace('_', '-')}`], env: { ...process.env, LANGUAGE: system, LC_ALL: `${system}.UTF-8` } });
const context = (width, height, options = {}) =>
  browser.newContext({ ...options, viewport: { width, height }, locale: language, timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });

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
  // Nothing is pictured as if a hand were on it.
  await page.mouse.move(0, 0);
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

const button = (page, name) => page.getByRole('button', { name, exact: true });
const say = (fr, en) => (french ? fr : en);

await desk.goto(new URL('/#/compose', link).href);
await desk.reload();
await desk.getByLabel(say('Nom du déroulé', 'Agenda name'), { exact: true }).fill(say('La journée d’Ormeval', 'A day at Ormeval'));
const offered = await call('activities');
for (const id of ['t-before', 'manager-leader', 'dormant-network', 'pause', 'gate-12', 'engagement-curve', 'community-carriers', 'trusted-sources', 'coalition-canvas', 'action-plan', 't-after', 'hot-evaluation']) {
  const { title } = offered.find((activity) => activity.id === id);
  await button(desk, say(`Ajouter « ${title.fr} »`, `Add “${title.en}”`)).click();
}
await shoot(desk, 'compose');
await button(desk, say('Enregistrer le déroulé', 'Save the agenda')).click();
await desk.getByLabel(say('Lieu', 'Place'), { exact: true }).fill('Lille');
await desk.getByLabel(say('Organisation cliente', 'Client organisation')).fill('Groupe Ormeval');
await desk.getByLabel(say('Personnes attendues (facultatif)', 'People expected (optional)')).fill(['Zoé Lambert', 'Nguyễn Thị Hoa', 'François-Xavier d’Aboville', 'Łukasz Żak', 'Anna Weiß', 'Gaëlle Le Goff'].join('\n'));
await shoot(desk, 'prepare');

const prepared = {
  workshop: (await call('workshops')).find(({ own }) => own).id, title: '', client: 'Groupe Ormeval', place: 'Lille', date: '', tables: 0, roster: [],
  consoleLanguage: language, stageLanguage: language, documentLanguage: language,
  singleTeam: false, noReport: false, followUp: true, rehearsal: true, seed: 7,
};
const session = await call('rehearse', prepared, people, 'quick');

const look = () => call('session', session);
const wait = async (happened, seconds) => {
  let view = await look();
  for (const end = Date.now() + seconds * 1000; !happened(view) && Date.now() < end; view = await look()) await desk.waitForTimeout(300);
  return view;
};
const until = async (what, happened, seconds = 120) => {
  const view = await wait(happened, seconds);
  if (!happened(view)) throw new Error(`${what}: not within ${seconds} s`);
  return view;
};
const act = async (command) => {
  const { revision } = await look();
  return call('do', session, { ...command, revision });
};

/** Changes what the trainer sets on the stage. */
const project = async (change) => act({ name: 'stage', stage: { ...(await look()).stage, ...change } });

/** Does the one obvious next act until the session is where it is wanted. */
async function lead(what, there) {
  for (let acts = 0; acts < 300; acts++) {
    const view = await look();
    if (there(view)) return view;
    const [next] = view.actions;
    if (!next) throw new Error(`${what}: the session is over`);
    if (view.part?.state === 'open') {
      // One person may never answer, and the phone's never finishes; a table always does.
      await wait(({ progress, part }) => progress.of > 0 && progress.answered >= progress.of - (part.byTable ? 0 : 2), 20);
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

/** Picks cards for the room: two of each box, more of those that are voted on, the last ones put together. */
async function pick() {
  const { backstage, play } = await look();
  // People write in their own language; a picture is read in one.
  const english = /\b(the|of|and|to|who|that|for|with|every|their|will|one|around|together|from)\b/i;
  const seen = new Set();
  const picked = {};
  for (const card of backstage.cards.filter(({ text }) => english.test(text) !== french)) {
    const { voted } = play.board.boxes.find(({ id }) => id === card.box);
    const n = picked[card.box] ?? 0;
    if (seen.has(card.text) || n >= (voted ? 5 : 2)) continue;
    seen.add(card.text);
    picked[card.box] = n + 1;
    await act({ name: 'card', card: { ...card, picked: true, group: voted && n >= 3 ? say('À commencer ensemble', 'To start together') : '' } });
  }
}

const phone = await (await context(390, 844, { isMobile: true, hasTouch: true })).newPage();
const top = () => phone.evaluate(() => window.scrollTo(0, 0));
const lock = async (name) => {
  await button(phone, name).click();
  await button(phone.getByRole('dialog'), name).click();
};
/** Answers the sentences of a self-positioning with the keys of a scale. */
async function position(points, stop) {
  const scale = phone.getByRole('group', { name: say('Votre réponse', 'Your answer'), exact: true });
  const onward = button(phone, say('Passer à la série suivante', 'Go to the next series'));
  await scale.waitFor();
  for (let n = 0; ; n++) {
    if (n === stop?.at) await stop.then();
    if (await scale.isVisible()) await scale.locator('button').first().press(String(points[n % points.length]));
    else if (await onward.isVisible()) await onward.click();
    else break;
    await phone.waitForTimeout(350);
  }
  await lock(say('Verrouiller mes réponses', 'Lock my answers'));
}

// One may be late: a rehearsal has people like that.
const lobby = await until('people join', ({ roster }) => roster.length >= people - 1);
// They think ten times as fast as people do: nobody waits for them at a desk.
await act({ name: 'pace', number: 10 });
await phone.goto(lobby.join.localUrl);
await phone.getByLabel(french ? 'Votre nom' : 'Your name').fill('Zoé Lambert');
await button(phone, french ? 'Entrer' : 'Enter').click();
await button(phone, french ? 'C’est noté' : 'Noted').click();
await act({ name: 'make-tables', number: 0 });
await desk.goto(new URL(`/#/session/${session}`, link).href);
await desk.getByRole('radio', { name: 'Console', exact: true }).check();

const stage = await (await context(1920, 1080)).newPage();
await stage.goto(await call('stageURL', session));

await lead('the first T', at('t-before', 'answer', 'open'));
await position([3, 4, 2, 5, 3, 4, 4], { at: 5, then: () => shoot(phone, 'join-t') });

await lead('the sliders', at('manager-leader', 'sliders', 'open'));
const sliders = phone.getByRole('main').getByRole('radiogroup');
await sliders.first().waitFor();
for (const [row, stop] of [1, 5, 2].entries()) await sliders.nth(row).locator('label').nth(stop).click();
await phone.evaluate(() => window.scrollTo(0, 0));
await shoot(phone, 'join-sliders');
await lead('the map of the contrast', at('manager-leader', 'map', 'shown'));
await project({ mapPass: 'required' });
await project({ dark: true });
await shoot(stage, 'stage-map-dark');
const { pair } = (await look()).figures.map.passes.find(({ pass }) => pass === 'required').rows[0];
await project({ dark: false, pair });
await shoot(stage, 'stage-pair');
await project({ pair: '' });

await lead('the lists', at('dormant-network', 'individual', 'open'));
const waiting = phone.getByRole('region', { name: french ? /^À placer/ : /^To place/ }).getByRole('button');
await waiting.first().waitFor();
for (const item of [2, 4, 0, 5]) await waiting.nth(item).press('Enter');
await shoot(phone, 'join-ranking');
await lead('the pause', at('pause', 'show', 'shown'));
await shoot(stage, 'stage-pause');

await lead('the first vote', at('gate-12', 'vote', 'open'));
await phone.getByRole('radio', { name: /^B/ }).check();
await shoot(phone, 'join-vote');
await button(phone, say('Envoyer B', 'Send B')).click();

await lead('the whole story', at('gate-12', 'debrief', 'shown'));
await shoot(stage, 'stage-tree');

await lead('the curves', at('engagement-curve', 'draw', 'open'));
const surface = phone.getByRole('group', { name: say('Votre courbe, un point par mois', 'Your curve, one point for each month') });
await surface.scrollIntoViewIfNeeded();
const box = await surface.boundingBox();
const drawn = [[0.02, 0.75], [0.12, 0.2], [0.25, 0.12], [0.4, 0.45], [0.55, 0.7], [0.7, 0.62], [0.85, 0.45], [0.98, 0.4]];
for (const [index, [x, y]] of drawn.entries()) {
  await phone.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 12 });
  if (index === 0) await phone.mouse.down();
}
await phone.mouse.up();
await top();
await shoot(phone, 'join-curve');
await lock(say('Verrouiller ma courbe', 'Lock my curve'));
await lead("the curve's reveal", at('engagement-curve', 'reveal', 'shown'));
await shoot(stage, 'stage-curve');

await lead('the cards', at('community-carriers', 'individual', 'open'));
// A digit answers only where the cards have the focus.
await phone.getByRole('main').getByRole('group').getByRole('button').first().focus();
for (const key of ['1', '2', '1', '1']) {
  await phone.keyboard.press(key);
  await phone.waitForTimeout(350);
}
await shoot(phone, 'join-sort');
await lead("the sort's reveal", at('community-carriers', 'reveal', 'shown'));
await shoot(stage, 'stage-sort');

await lead('the sources', at('trusted-sources', 'individual', 'open'));
const sliding = phone.getByRole('slider');
await sliding.first().waitFor();
for (const [row, value] of [62, 35, 80].entries()) await sliding.nth(row).fill(String(value));
await phone.getByRole('main').getByRole('group').first().getByRole('radio').first().check();
await top();
await shoot(phone, 'join-rating');
await lead("the rating's reveal", at('trusted-sources', 'reveal', 'shown'));
await shoot(stage, 'stage-rating');

await lead('the cards of the canvas', at('coalition-canvas', 'cluster', 'shown'));
await pick();
await shoot(desk, 'console-cards');
await shoot(stage, 'stage-canvas');
await lead('the vote', at('coalition-canvas', 'vote', 'open'));
const more = phone.getByRole('button', { name: say(/^Mettre un point/, /^Put a dot/) });
await more.first().waitFor();
// With few ideas there are few dots.
for (const idea of [0, 2, 0]) if ((await more.nth(idea).getAttribute('aria-disabled')) !== 'true') await more.nth(idea).click();
await top();
await shoot(phone, 'join-dots');
await lead('the votes', at('coalition-canvas', 'share', 'shown'));
await shoot(stage, 'stage-votes');

await lead('the plans', at('action-plan', 'alone', 'open'));
const fields = phone.getByRole('main').locator('textarea');
await fields.first().waitFor();
const soon = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10);
for (const [index, text] of say(
  ['le point hebdomadaire arrive sans chiffres', 'pose une question avant de donner mon avis', 'une collègue du site voisin', 'deux réponses de l’équipe avant la réunion'],
  ['the weekly report comes in without figures', 'ask a question before giving my view', 'a colleague from the next site', 'two replies from the team before the meeting'],
).entries()) await fields.nth(index).fill(text);
await phone.locator('input[type=date]').fill(soon);
await phone.getByRole('radio', { name: '7', exact: true }).check();
await phone.getByRole('heading', { name: say('Votre plan, en une phrase', 'Your plan, in one sentence') }).evaluate((heading) => window.scrollTo(0, heading.getBoundingClientRect().top + window.scrollY - 90));
await shoot(phone, 'join-plan');
await lock(say('J’ai terminé', 'I have finished'));

await lead('the second T', at('t-after', 'answer', 'open'));
await position([4, 4, 3, 5, 4, 3, 5]);
await lead('the look back', at('t-after', 'retrospective', 'open'));
await position([2, 3, 3, 4, 2]);
await lead('the evaluation', at('hot-evaluation', 'answer', 'open'));
await button(phone, 'Menu').click();
await button(phone, say('Mes résultats', 'My results')).click();
const tee = phone.getByRole('heading', { name: say('Profil en T — après', 'T profile — after') });
await tee.first().evaluate((heading) => window.scrollTo(0, heading.getBoundingClientRect().top + window.scrollY - 20));
await shoot(phone, 'join-results');
const saved = phone.waitForEvent('download');
await button(phone, say('Mon document personnel (PDF)', 'My personal document (PDF)')).click();
await (await saved).saveAs(personal);

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
await browser.close();

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivityView } from '../src/shared/model/wire';
import { downloaded, drawWithFinger, position, slideTo, sortByTouch } from './answering';
import { linkOf } from './desk';
import type { Guest } from './guest';
import type { Phone } from './phone';
import { Session } from './program';
import { expect, test } from './workshop';

const agenda = ['t-before', 'engagement-curve', 'community-carriers', 'trusted-sources', 'weak-signals', 'action-plan', 't-after', 'hot-evaluation', 'closing'];
const unchosen = 'Madame Dupont a pleuré en réunion';
const agreed = 'Une réunion sur trois tenue à distance';
const kept = { situation: 'Lundi, à la réunion d’équipe', behaviour: 'demande à chaque site ce qui bloque', witness: 'une collègue du site voisin', sign: 'trois réponses écrites' };

const textOf = (path: string) => execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/Paris' });

const codeOf = async ({ page }: Phone) => ((await page.getByRole('heading', { name: 'Votre code de retour' }).locator('xpath=following-sibling::p[1]').textContent()) ?? '').trim();

/** Those without a page answer a part once they know that it is open. */
async function reply(guests: readonly Guest[], part: string, answer: (guest: Guest, index: number) => Promise<void>) {
  await expect.poll(() => guests.every(({ room }) => room?.part?.id === part && room.part.state === 'open')).toBe(true);
  await Promise.all(guests.map(answer));
}

/** Every sentence of the open series, each at the point a guest gives. */
async function positioned(guest: Guest, pointOf: (competency: string) => number) {
  for (const { id: pass, items } of guest.room?.play?.assessment?.passes ?? []) {
    for (const { id, competency } of items) await guest.answer(id, pointOf(competency), { pass });
    await guest.lock(pass);
  }
}

test('a vote that waits for ideas keeps the cards open while they are picked', async ({ desk }) => {
  await desk.introduce();
  const session = await desk.open({ workshop: 'full-day' });
  await session.startAt('canvas');
  await session.goTo('vote', 'waiting');
  const { page } = desk;
  await expect(page.getByText('Il faut d’abord des idées', { exact: false })).toBeVisible();
  const cards = page.getByRole('region', { name: 'Cartes' });
  await cards.getByRole('button', { name: 'Ajouter une carte' }).click();
  const voted = (await session.view()).play?.board?.boxes.find((box) => box.voted);
  await cards.getByLabel('Dans la case').selectOption(voted?.id ?? '');
  const text = cards.getByLabel('Nouvelle carte');
  for (const idea of ['Un binôme par site', 'Une réunion de moins']) {
    await text.fill(idea);
    await text.press('Enter');
    await expect(cards.getByRole('checkbox', { name: idea })).toBeChecked();
    await expect(text).toBeFocused();
  }
  await expect(desk.button('Ouvrir le vote')).toBeEnabled();
  await expect(cards.getByRole('checkbox', { name: 'Une réunion de moins' })).toBeVisible();
});

test('nine kinds of activity, composed, answered on pages, revealed, taken home and found again two months later', async ({ program, desk, phone, laptop, stage, crowd }) => {
  test.setTimeout(300_000);
  await desk.introduce();
  const activities = await program.call<ActivityView[]>('activities');
  const titleOf = (id: string) => activities.find((activity) => activity.id === id)?.title['fr'] ?? id;

  const session = await test.step('an agenda is composed, a follow-up announced, the room opened', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /^Nouvelle séance/ }).click();
    await desk.button('Composer un déroulé').click();
    await page.getByLabel('Nom du déroulé').fill('Toutes les activités');
    for (const id of agenda) await page.getByRole('button', { name: `Ajouter « ${titleOf(id)} »` }).click();
    await expect(page.getByRole('region', { name: 'Le déroulé' }).getByRole('listitem')).toHaveCount(agenda.length);
    await desk.button('Enregistrer le déroulé').click();
    await expect(page.getByRole('radio', { name: /^Toutes les activités/ })).toBeChecked();
    await page.getByLabel('Organisation cliente').fill('Groupe Ormeval');
    await page.getByLabel('Tables', { exact: true }).selectOption('1');
    await page.getByRole('checkbox', { name: /^Annoncer un point à deux mois/ }).check();
    await desk.button('Préparer la séance').click();
    await desk.act('Ouvrir la salle');
    return new Session(program, /session\/([^/]+)$/.exec(page.url())?.[1] ?? '');
  });

  const link = linkOf(await session.view());
  const [anna, ben] = [await phone(), await laptop()];
  const annas = await anna.join(link, 'Anna Weiß');
  const bens = await ben.join(link, 'Ben Ouali');
  const guests = await crowd(session, ['Chloé', 'Driss', 'Emma', 'Farid', 'Gaëlle', 'Hugo']);
  const screen = await stage(session);
  const everybody = [annas, bens, ...guests.map(({ pseudonym }) => pseudonym)];
  /** The stage tells nothing of what is matched, and never anybody. */
  const silent = async (early: RegExp) => {
    await expect(screen.locator('body')).not.toContainText(early);
    for (const pseudonym of everybody) await expect(screen.locator('body')).not.toContainText(pseudonym);
  };
  const all = async () => expect(screen.getByText('8 réponses sur 8')).toBeVisible();
  const go = (id: string) => desk.act(`Étape suivante : ${titleOf(id)}`);
  /** The console asks before it closes a part that somebody has not finished: it must know. */
  const complete = () => expect(desk.page.getByText('Tout le monde a répondu.')).toBeVisible();
  const locked = async () => {
    await expect(anna.heading('Verrouillé')).toBeVisible();
    await expect(ben.heading('Verrouillé')).toBeVisible();
    await complete();
  };

  await test.step('the T: sentences by key and by touch, for oneself alone', async () => {
    await desk.act(`Commencer : ${titleOf('t-before')}`);
    await desk.act('Ouvrir les réponses');
    const byKey = async () => {
      for (const key of ['4', '3']) {
        await position(ben, key);
        if (key === '4') await ben.button('Passer à la série suivante').click();
      }
      await ben.lock('Verrouiller mes réponses');
    };
    const byTouch = async () => {
      const points = anna.page.getByRole('group', { name: 'Votre réponse' }).getByRole('button');
      await points.nth(1).tap();
      await expect(anna.page.getByText(/^2 sur \d+$/)).toBeVisible();
      await expect(async () => {
        await anna.button('Je préfère ne pas répondre').tap();
        await expect(anna.page.getByText(/^3 sur \d+$/)).toBeVisible({ timeout: 200 });
      }).toPass();
      await anna.button('Tout voir').tap();
      await expect(anna.heading('Relisez vos réponses')).toBeVisible();
      await anna.button('Passer à la série suivante').tap();
      await anna.button('Tout voir').tap();
      await anna.lock('Verrouiller mes réponses');
    };
    await Promise.all([byKey(), byTouch(), reply(guests, 'answer', (guest, index) => positioned(guest, () => 2 + (index % 2)))]);
    await locked();
    await ben.button('Revoir').click();
    await desk.act('Clore les réponses');
    await silent(/sur 100|\d+\s%|moyenne/);
    await expect(ben.page.getByRole('heading', { level: 2, name: 'Votre T' })).toBeVisible();
  });

  await test.step('the curve: estimates, a drawing by finger and one by the table', async () => {
    await go('engagement-curve');
    await desk.page.getByRole('radio', { name: 'Sans rebond' }).check();
    await desk.act('Ouvrir les estimations');
    for (const who of [anna, ben]) {
      const fields = who.page.getByRole('textbox');
      await fields.nth(0).fill('30');
      await fields.nth(1).fill('-12,5');
    }
    for (const who of [anna, ben]) await who.lock('Verrouiller mes estimations');
    await reply(guests, 'estimate', async (guest, index) => {
      for (const { id } of guest.room?.play?.curve?.estimates ?? []) await guest.answer(id, 20 + 5 * index);
      await guest.lock();
    });
    await locked();
    await desk.act('Clore les estimations');
    await desk.act('Passer à : Dessiner');
    await desk.act('Ouvrir le dessin');
    await drawWithFinger(anna, [[0.15, 0.9], [0.3, 0.2], [0.5, 0.7], [0.95, 0.4]]);
    await expect(anna.page.getByText(/^1[0-9] points sur 17/)).toBeVisible();
    await ben.button('Tableau').click();
    const values = [10, 40, 80, 60, 30, 25, 20, 20, 15, 15, 12, 12, 10, 10, 10, 10, 10];
    for (const [index, value] of values.entries()) await ben.page.getByLabel(`Mois ${3 * index}`, { exact: true }).fill(String(value));
    await ben.button('Dessin').click();
    await expect(ben.page.getByText('17 points sur 17')).toBeVisible();
    await ben.page.getByRole('slider', { name: 'Mois 6', exact: true }).press('ArrowUp');
    await expect(ben.page.getByRole('slider', { name: 'Mois 6', exact: true })).toHaveAttribute('aria-valuenow', '81');
    for (const who of [anna, ben]) await who.lock('Verrouiller ma courbe');
    await reply(guests, 'draw', async (guest, index) => {
      await guest.answer('curve', (guest.room?.play?.curve?.months ?? []).map((_, at) => (at === 0 ? 10 : Math.max(5, 100 - 6 * at + index))));
      await guest.lock();
    });
    await locked();
    await all();
    await silent(/dessins? sur|rebond|2014/i);
    await desk.act('Clore le dessin');
    await desk.act('Passer à : Placer les interventions');
    await desk.act('Ouvrir le placement');
    await sortByTouch(anna, guests[0]?.room?.play?.curve?.interventions.length ?? 0, { column: 'Moment', review: 'Relisez vos moments' });
    await expect(ben.page.getByText(/^Carte 1 sur/)).toBeVisible();
    await ben.page.keyboard.press('Tab');
    for (let card = 0; card < (guests[0]?.room?.play?.curve?.interventions.length ?? 0); card++) await ben.page.keyboard.press('2');
    await expect(ben.heading('Relisez vos moments')).toBeVisible();
    for (const who of [anna, ben]) await who.lock('Verrouiller mes moments');
    await reply(guests, 'place', async (guest, index) => {
      const { interventions = [], zones = [] } = guest.room?.play?.curve ?? {};
      for (const [at, { id }] of interventions.entries()) await guest.answer(id, zones[(at + (index % 2)) % zones.length]?.id);
      await guest.lock();
    });
    await locked();
    await desk.act('Clore le placement');
    await silent(/dessins? sur|rebond|2014/i);
    await desk.page.keyboard.press(' ');
    await desk.act('Révéler : Révélation', 'r');
    await expect(screen.getByRole('heading', { name: /^\d dessins? sur 8|^Vos dessins se partagent/ })).toBeVisible();
    await expect(screen.getByRole('img', { name: /^8 dessins en traits fins, et la courbe de référence « Sans rebond »/ })).toBeVisible();
    await expect(screen.getByText('Effectif réduit, lecture indicative.')).toBeVisible();
    await expect(screen.getByRole('region', { name: 'Chiffres publiés' })).toContainText('2014');
    await expect(anna.heading('Votre courbe et les références')).toBeVisible();
    await expect(ben.page.getByText(/^Le plus proche de «\s.+\s»\.$/)).toBeVisible();
    await desk.act('Passer à : Débriefing');
    await silent(/Anna|Ben/);
  });

  await test.step('cards into columns, alone and then with one pen', async () => {
    await go('community-carriers');
    await desk.act('Ouvrir le tri individuel');
    const cards = guests[0]?.room?.play?.sort?.cards ?? [];
    await sortByTouch(anna, cards.length);
    await ben.button('Voir toutes les cartes').click();
    const selects = ben.page.getByRole('main').getByRole('combobox');
    await expect(selects).toHaveCount(cards.length);
    for (const select of await selects.all()) await select.selectOption({ index: 1 });
    for (const who of [anna, ben]) await who.lock('Verrouiller mon tri');
    await reply(guests, 'individual', async (guest, index) => {
      const { columns = [] } = guest.room?.play?.sort ?? {};
      for (const [at, { id }] of cards.entries()) await guest.answer(id, columns[(at + (index % 3)) % columns.length]?.id);
      await guest.lock();
    });
    await locked();
    await all();
    await silent(/en moyenne|à explorer|Les tables/);
    await desk.act('Clore le tri individuel');
    await desk.act('Passer à : Par table');
    await desk.act('Ouvrir le tri des tables');
    await anna.button('Prendre la main').tap();
    await expect(anna.page.getByText('Vous avez la main.')).toBeVisible();
    await anna.page.getByRole('group', { name: 'Colonne' }).getByRole('button').first().tap();
    await expect(ben.page.getByText(`${annas} a la main.`)).toBeVisible();
    await ben.button('Prendre la main').click();
    await expect(anna.page.getByText(`${bens} a la main.`)).toBeVisible();
    await ben.page.keyboard.press('Tab');
    for (let card = 2; card <= cards.length; card++) {
      await expect(ben.page.getByText(`Carte ${card} sur ${cards.length}`)).toBeVisible();
      await ben.page.keyboard.press('1');
    }
    await ben.lock('Verrouiller le tri de la table');
    await expect(anna.page.getByText('Le tri de la table est verrouillé.')).toBeVisible();
    await silent(/en moyenne|à explorer|Les tables/);
    await complete();
    await desk.act('Clore le tri des tables');
    await desk.act('Révéler : Révélation', 'r');
    await expect(screen.getByRole('heading', { name: 'Vos tris face à la clé proposée' })).toBeVisible();
    await expect(screen.getByText('Effectif réduit, lecture indicative.')).toBeVisible();
    await expect(anna.heading('Votre tri et la clé')).toBeVisible();
    await expect(ben.page.getByText(/^Repérage\s: (0|1|0,\d+) \(de 0 à 1\)\.$/)).toBeVisible();
    await expect(ben.page.getByText(/^Table .+\s: (0|1|0,\d+) \(de 0 à 1\)\./)).toBeVisible();
    await desk.act('Passer à : Une question de plus');
    await desk.act('Ouvrir la question');
    for (const who of [anna, ben]) {
      await who.page.getByRole('main').getByRole('radio').first().check();
      await who.button('Envoyer ma réponse').click();
      await expect(who.heading('Réponse enregistrée')).toBeVisible();
    }
    await reply(guests, 'follow-up', (guest, index) => guest.answer('follow-up', guest.room?.play?.sort?.followUp?.choices[index % 2]?.id));
    await all();
    await complete();
    await desk.act('Clore la question');
    await desk.act('Révéler : Débriefing', 'r');
    await expect(screen.getByText(/La salle\s: 0,\d\d en moyenne/)).toBeVisible();
    await silent(/Anna|Ben/);
  });

  await test.step('sources rated; the table’s decision is written, picked and read by the room', async () => {
    const decision = 'Nous disons au client ce qui est établi : rien n’est décidé, et nous rappelons jeudi.';
    await go('trusted-sources');
    await desk.act('Ouvrir les notations individuelles');
    const sources = guests[0]?.room?.play?.rating?.items.length ?? 0;
    for (const [who, share] of [[anna, 0.3], [ben, 0.8]] as const) {
      const sliders = who.page.getByRole('main').getByRole('slider');
      await expect(sliders).toHaveCount(sources);
      for (const slider of await sliders.all()) await slideTo(slider, share);
      for (const chosen of await who.page.getByRole('group', { name: 'Le critère qui a le plus compté' }).all()) await chosen.getByRole('radio', { name: 'Origine' }).check();
      await expect(who.page.getByText(`${sources} sur ${sources} notées`)).toBeVisible();
    }
    await ben.page.getByRole('slider').first().press('ArrowRight');
    for (const who of [anna, ben]) await who.lock('Verrouiller mes notes');
    await reply(guests, 'individual', async (guest, index) => {
      for (const [at, { id }] of (guest.room?.play?.rating?.items ?? []).entries()) {
        await guest.answer(id, at === 0 ? (index % 2) * 100 : 40 + index);
        await guest.answer(id, 'date', { pass: 'criterion' });
      }
      for (const pass of ['', 'criterion']) await guest.lock(pass);
    });
    await locked();
    await all();
    await silent(/réponse du milieu|référence|Proximité/);
    await desk.act('Clore les notations individuelles');
    await desk.act('Passer à : Par table : que dit-on au client ?');
    await desk.act('Ouvrir la décision des tables');
    // The pen stays where the table left it.
    await expect(ben.page.getByText('Vous avez la main.')).toBeVisible();
    await anna.button('Prendre la main').tap();
    await anna.page.getByLabel('Ce que dit votre table').fill(decision);
    await expect(ben.page.getByText(decision)).toBeVisible();
    await anna.lock('Verrouiller la décision de la table');
    await expect(ben.page.getByText('La décision de la table est verrouillée.')).toBeVisible();
    await silent(/établi\s: rien/);
    await complete();
    await desk.act('Clore la décision des tables');
    await desk.act('Révéler : Révélation', 'r');
    await expect(screen.getByRole('heading', { name: /c’est là que vous divergez le plus/ })).toBeVisible();
    await expect(screen.getByText(/Proximité moyenne avec la référence\s: \d+ sur 100\./)).toBeVisible();
    await expect(anna.heading('Vos notes et la référence')).toBeVisible();
    await expect(anna.page.getByText(/^Proximité\s: \d+ sur 100\.$/)).toBeVisible();
    await silent(/établi\s: rien/);
    await desk.act('Passer à : Débriefing');
    await desk.page.getByRole('checkbox', { name: decision }).check();
    await expect(screen.getByText(decision)).toBeVisible();
    await expect(anna.page.getByText(decision)).toBeVisible();
    await silent(/Anna|Ben/);
  });

  await test.step('notes are written, picked, put together and voted on, twice where two are level', async () => {
    const ideas = ['Deux clients ont annulé le même jour', 'Le site pilote reçoit trois fois plus de questions', 'Plus personne n’ouvre la lettre du vendredi'];
    await go('weak-signals');
    await desk.act('Ouvrir les notes');
    const note = (who: typeof anna, n: number) => who.page.getByRole('textbox', { name: `Fait observé, Carte ${n}`, exact: true });
    await note(anna, 1).fill(`${agreed}, dit Karim`);
    await note(anna, 1).press('Enter');
    await note(anna, 2).fill(unchosen);
    await note(ben, 1).fill(ideas[0] ?? '');
    await ben.button('Ajouter une carte').first().click();
    await note(ben, 2).fill('Brouillon');
    await note(ben, 2).blur();
    await ben.button('Supprimer la carte 2').click();
    await silent(/réunion|Brouillon|clients ont/);
    for (const who of [anna, ben]) await who.lock('J’ai terminé mes cartes');
    await reply(guests, 'notes', async (guest, index) => {
      await guest.answer('fact.1', [ideas[1], ideas[2], 'Deux clients ont annulé en mars'][index] ?? `Un fait parmi d’autres, le ${index}`);
      await guest.lock();
    });
    await locked();
    await expect(desk.page.getByText(agreed)).toHaveCount(0);
    await desk.act('Clore les notes');
    await desk.act('Passer à : Regrouper');

    const picks = desk.page.getByRole('region', { name: 'Notes du groupe' });
    await expect(picks.getByText('Brouillon')).toHaveCount(0);
    const card = (text: string | RegExp) => picks.getByRole('listitem').filter({ hasText: text });
    await card(agreed).getByRole('button', { name: /^Modifier/ }).click();
    await picks.getByLabel('Texte de la carte, tel qu’il sera montré').fill(agreed);
    await desk.button('Garder').click();
    for (const text of [agreed, ideas[1], ideas[2]]) await card(text ?? '').getByRole('checkbox').check();
    await picks.getByLabel('Groupe', { exact: true }).fill('Des clients partent');
    for (const text of ['le même jour', 'en mars']) await card(text).getByRole('button', { name: /^Mettre la carte/ }).click();
    await expect(screen.getByRole('heading', { name: 'Des clients partent' })).toBeVisible();
    await expect(screen.getByText(agreed, { exact: true })).toBeVisible();
    await expect(anna.page.getByText(ideas[0] ?? '')).toBeVisible();
    await silent(/Karim|Dupont|Un fait parmi/);

    await desk.act('Passer à : Voter');
    await desk.act('Ouvrir le vote');
    const dot = (who: typeof anna, title: string) => who.page.getByRole('button', { name: `Mettre un point sur : ${title}` });
    await dot(anna, 'Des clients partent').tap();
    await dot(anna, agreed).tap();
    await expect(anna.page.getByText(/^Il vous reste \d+ points? sur \d+\.$/)).toBeVisible();
    await dot(ben, 'Des clients partent').click();
    await dot(ben, agreed).click();
    for (const who of [anna, ben]) await who.lock('Verrouiller mes points');
    const idea = (guest: Guest, title: string | undefined) => guest.room?.play?.board?.ideas.find((one) => one.title === title)?.id ?? '';
    await reply(guests, 'vote', async (guest, index) => {
      await guest.answer('ballot', index < 4 ? { [idea(guest, 'Des clients partent')]: 1, [idea(guest, agreed)]: 1 } : { [idea(guest, ideas[index - 3])]: 1 });
      await guest.lock();
    });
    await locked();
    await all();
    await silent(/retenue|\d+ personnes/);
    await desk.act('Clore le vote');
    await desk.act('Révéler : Débriefing', 'r');
    await expect(screen.getByRole('heading', { name: '2 idées à égalité pour une place : un second tour les départage.' })).toBeVisible();
    await desk.act('Passer à : Second tour');
    await desk.act('Ouvrir le second tour');
    await dot(anna, ideas[2] ?? '').tap();
    await dot(ben, ideas[2] ?? '').click();
    for (const who of [anna, ben]) await who.lock('Verrouiller mes points');
    await reply(guests, 'runoff', async (guest, index) => {
      await guest.answer('ballot', { [idea(guest, ideas[1 + (index % 2)])]: 1 });
      await guest.lock();
    });
    await locked();
    await desk.act('Clore le second tour');
    await desk.act('Révéler : Résultat du second tour', 'r');
    await expect(screen.getByRole('heading', { name: '3 idées retenues' })).toBeVisible();
    const result = screen.getByRole('table', { name: 'Points reçus par chaque idée, 8 personnes' });
    await expect(result.getByRole('row').filter({ hasText: ideas[2] })).toContainText('oui');
    await expect(result.getByRole('row').filter({ hasText: ideas[1] })).not.toContainText('oui');
    await expect(anna.page.getByText('retenue')).toHaveCount(3);
    await silent(/Karim|Dupont|Un fait parmi/);
  });

  await test.step('the plan: filled, made more precise in pairs, shared by one only, put into a calendar', async () => {
    await go('action-plan');
    await desk.act('Ouvrir les plans');
    const write = async (who: typeof anna, plan: typeof kept, confidence: number) => {
      await who.page.getByLabel('Situation précise').fill(plan.situation);
      await who.page.getByLabel('Comportement', { exact: true }).fill(plan.behaviour);
      await who.page.getByLabel('Date', { exact: true }).fill(soon(12));
      await who.page.getByLabel('Témoin').fill(plan.witness);
      await who.page.getByLabel('Signe visible').fill(plan.sign);
      await who.page.getByRole('radio', { name: String(confidence), exact: true }).check();
    };
    await write(anna, kept, 8);
    await write(ben, { ...kept, situation: 'Un secret de Ben' }, 5);
    await expect(ben.page.getByText('En dessous de 7, choisissez un pas plus petit')).toBeVisible();
    await anna.page.getByRole('checkbox', { name: /^Proposer ce plan/ }).check();
    for (const who of [anna, ben]) await who.lock('J’ai terminé');
    await reply(guests, 'alone', async (guest) => {
      await guest.answer('1.situation', 'Un plan privé');
      await guest.lock();
    });
    await locked();
    await expect(desk.page.locator('body')).not.toContainText(/réunion d’équipe|secret|privé/);
    await desk.act('Clore les plans');
    await desk.act('Passer à : En binôme');
    await desk.act('Ouvrir l’échange à deux');
    await expect(anna.page.getByLabel('Situation précise')).toHaveValue(kept.situation);
    await anna.page.getByLabel('Signe visible').fill('cinq réponses écrites');
    for (const who of [anna, ben]) await who.lock('J’ai terminé');
    await reply(guests, 'pairs', (guest) => guest.lock());
    await locked();
    await desk.act('Clore l’échange à deux');
    const plans = desk.page.getByRole('region', { name: 'Plans partagés' });
    await expect(plans.getByRole('checkbox')).toHaveCount(1);
    await plans.getByRole('checkbox', { name: /cinq réponses écrites/ }).check();
    await expect(screen.getByText(/réunion d’équipe.+cinq réponses écrites/)).toBeVisible();
    await silent(/secret|Un plan privé/);
    const { name, path } = await downloaded(anna, anna.button('Ajouter à mon agenda (.ics)'));
    expect(name).toMatch(/\.ics$/);
    const calendar = readFileSync(path, 'utf8').replace(/\r\n /g, '');
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
    expect(calendar).toContain(soon(12).replaceAll('-', ''));
    expect(calendar).toContain('cinq réponses écrites');
    expect(calendar).not.toMatch(/Anna|Weiß/);
    expect(calendar).not.toContain(annas);
  });

  await test.step('the T again, and before in hindsight: what moved is each person’s own, and the group’s for the trainer', async () => {
    await go('t-after');
    await desk.act('Ouvrir les réponses');
    const few = async (act: 'answer' | 'retrospective', key: string) => {
      await Promise.all([
        position(ben, key).then(() => ben.lock('Verrouiller mes réponses')),
        anna.button('Tout voir').tap().then(() => anna.lock('Verrouiller mes réponses')),
        reply(guests, act, (guest, index) => positioned(guest, () => (act === 'answer' ? 4 : 1) + (index % 2))),
      ]);
      await locked();
    };
    await few('answer', '5');
    await desk.act('Clore les réponses');
    await desk.act('Passer à : Avant, avec le recul');
    await desk.act('Ouvrir le regard en arrière');
    await few('retrospective', '3');
    await desk.act('Clore le regard en arrière');
    await expect(ben.page.getByText('Trois façons de lire ce qui a bougé')).toBeVisible();
    for (const [name, value] of [['Variation classique', '+1,0'], ['Variation rétrospective', '+2,0'], ['Déplacement du regard', '−1,0']]) {
      await expect(ben.page.locator('dl > div').filter({ hasText: name })).toContainText(value ?? '');
    }
    await silent(/sur 100|moyenne|Variation/);
  });

  await test.step('the evaluation: totals for the trainer only, comments without a name', async () => {
    await go('hot-evaluation');
    await desk.button('Résultats figés…').click();
    const frozen = desk.page.getByRole('dialog', { name: 'Résultats figés' });
    await frozen.getByText(titleOf('t-after')).click();
    await expect(frozen.getByText(/Variation du groupe, sur les personnes ayant répondu aux deux moments \(\d\)\./)).toBeVisible();
    await desk.page.keyboard.press('Escape');
    await desk.act('Ouvrir les réponses');
    for (const who of [anna, ben]) {
      for (const answer of await who.page.getByRole('radio', { name: 'plutôt oui' }).all()) await answer.check();
      await who.page.getByRole('radio', { name: '9', exact: true }).check();
    }
    for (const who of [anna, ben]) await who.lock('Envoyer et verrouiller');
    await reply(guests, 'answer', async (guest, index) => {
      for (const { id } of guest.room?.play?.feedback?.questions ?? []) await guest.answer(id, 3 + (index % 2));
      await guest.answer('recommendation', 7 + (index % 4));
      await guest.lock();
    });
    await locked();
    await desk.act('Clore les réponses');
    await silent(/plutôt oui|9 et 10/);
    await desk.act('Passer à : Commenter');
    await desk.act('Ouvrir les commentaires');
    await anna.page.getByLabel('À garder').fill('Le temps d’écrire seule, avant de parler à Karim.');
    await ben.page.getByLabel('À changer').fill('La salle était froide.');
    for (const who of [anna, ben]) await who.lock('J’ai terminé');
    await reply(guests, 'comments', (guest) => guest.lock());
    await locked();
    await desk.act('Clore les commentaires');
    await silent(/écrire seule|froide/);
    await go('closing');
    await session.finish();
  });

  const bensCode = await test.step('each person’s page and document tell all of it, to them alone', async () => {
    await expect(anna.heading('C’était la dernière étape.')).toBeVisible();
    for (const id of agenda.slice(0, 7)) await expect(anna.page.getByRole('heading', { level: 2, name: titleOf(id), exact: true })).toBeVisible();
    await expect(anna.page.locator('body')).not.toContainText('Un secret de Ben');
    await expect(anna.page.getByText(unchosen)).toBeVisible();
    // Where a follow-up is announced, whoever leaves without the document leaves without a code.
    await expect(anna.page.getByText('Il porte aussi votre code de retour', { exact: false })).toBeVisible();
    const { name, path } = await downloaded(anna, anna.button('Mon document personnel (PDF)'));
    expect(name).toMatch(/\.pdf$/);
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
    const code = await codeOf(anna);
    const text = textOf(path);
    expect(text).toContain(annas);
    expect(text).toContain(code.replaceAll('-', ' '));
    expect(text).toContain('cinq réponses écrites');
    expect(text).not.toMatch(/Anna|Weiß|secret/);
    await downloaded(ben, ben.button('Mon document personnel (PDF)'));
    return codeOf(ben);
  });

  await test.step('comments are read again before any report; what was not chosen goes nowhere', async () => {
    const { page } = desk;
    await desk.button('Clore la séance').click();
    await page.getByRole('dialog', { name: 'Clore la séance ?' }).getByRole('button', { name: 'Clore la séance' }).click();
    await desk.button('Confirmer les présences').click();
    await expect(page.getByRole('heading', { name: 'Relire les commentaires' })).toBeVisible();
    const comment = page.getByRole('listitem').filter({ hasText: 'écrire seule' });
    await comment.getByRole('button', { name: /^Modifier/ }).click();
    await page.getByLabel('Texte de la carte, tel qu’il sera montré').fill('Le temps d’écrire seule, avant de parler.');
    await desk.button('Garder').click();
    await comment.getByRole('checkbox').check();
    await expect(page.getByText('1 sur 2 dans le compte rendu')).toBeVisible();
    await desk.button('Continuer').click();
    await desk.button('Émettre les documents').click();
    await expect(page.getByText(/documents? écrits?, et un ZIP/)).toBeVisible({ timeout: 30_000 });
    const [folder = ''] = await page.getByRole('definition').filter({ hasText: program.data }).allInnerTexts();
    const texts = readdirSync(folder).filter((file) => file.endsWith('.pdf')).map((file) => textOf(join(folder, file)));
    const report = texts.filter((text) => text.includes('avant de parler.'));
    expect(report).toHaveLength(1);
    expect(texts.join()).not.toMatch(/Karim|froide|Dupont|secret|privé,/);
    await desk.button('Continuer').click();
    await desk.button('Terminer').click();
    await page.getByRole('dialog', { name: 'Terminer pour de bon ?' }).getByRole('button', { name: 'Détruire le lien et terminer' }).click();
    await expect(ben.heading('La séance est close.')).toBeVisible();
  });

  await test.step('two months later, the return code brings one’s own answers back, and nobody else’s', async () => {
    const later = await desk.open({ workshop: 'follow-up', tables: 1 });
    const back = await laptop();
    const pseudonym = await back.join(linkOf(await later.view()), 'Benjamin Ouali');
    const others = await crowd(later, ['Chloé', 'Driss', 'Emma', 'Farid']);
    await later.startAt('t-follow-up');
    await back.button('Menu').click();
    await back.page.getByText('J’ai un code de retour').click();
    await back.page.getByLabel('Code de retour').fill('AAAA-BBBB');
    await back.button('Retrouver mes réponses').click();
    await expect(back.page.getByText(/^Ce code de retour ne retrouve aucune réponse\./)).toBeVisible();
    await back.page.getByLabel('Code de retour').fill(bensCode.toLowerCase());
    await back.button('Retrouver mes réponses').click();
    await expect(back.page.getByText('Vos réponses d’il y a deux mois sont retrouvées')).toBeVisible();
    await back.button('Revenir à la séance').click();
    await later.goTo('answer');
    await position(back, '5');
    await back.lock('Verrouiller mes réponses');
    await reply(others, 'answer', (guest, index) => positioned(guest, () => 1 + index));
    await expect(back.heading('Verrouillé')).toBeVisible();
    await complete();
    await desk.act('Clore les réponses');
    await back.button('Menu').click();
    await back.button('Mes résultats').click();
    await expect(back.page.getByRole('heading', { name: 'Il y a deux mois' })).toBeVisible();
    for (const mark of ['au départ', 'deux mois plus tard']) await expect(back.page.getByRole('columnheader', { name: mark })).toBeVisible();
    await expect(back.page.getByText('Un secret de Ben')).toBeVisible();
    await expect(back.page.locator('body')).not.toContainText(/Dupont|cinq réponses/);
    const { path } = await downloaded(back, back.button('Mon document personnel (PDF)'));
    const text = textOf(path);
    expect(text).toContain(pseudonym);
    expect(text).toMatch(/Vision et sens 50 100 \+1/);
    expect(text).not.toMatch(/Benjamin|Ouali|Dupont/);
  });
});

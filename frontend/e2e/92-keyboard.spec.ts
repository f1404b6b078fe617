import type { ActivityView, ConsoleView } from '../src/shared/model/wire';
import { Settling } from './desk';
import { Keyboard } from './keyboard';
import { expect, test } from './workshop';

const agenda = ['welcome', 't-before', 'manager-leader', 'dormant-network', 'gate-12', 'engagement-curve', 'community-carriers', 'trusted-sources', 'weak-signals', 'action-plan', 'hot-evaluation', 'closing'];
const soon = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10);

test('a whole workshop with keys alone: the trainer’s console from the first start to the end, and a participant’s page', async ({ program, browserPage }) => {
  test.setTimeout(300_000);
  const desk = new Keyboard(await browserPage({ viewport: { width: 1440, height: 900 } }), 'console');
  const anna = new Keyboard(await browserPage({ viewport: { width: 1280, height: 800 } }), 'participant');
  await desk.alone();
  await anna.alone();
  const { page } = desk;
  await page.goto(program.link);
  program.cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');

  await test.step('the first start', async () => {
    await desk.write(page.getByLabel('Organisme de formation'), 'Atelier du Nord');
    await desk.write(page.getByLabel('Personne qui anime'), 'Camille Roux');
    await desk.pressButton('Commencer');
    await expect(page.getByRole('heading', { name: 'Aucune séance en cours' })).toBeVisible();
    await desk.kept('the first start');
  });

  const activities = await program.call<ActivityView[]>('activities');
  const titleOf = (id: string) => activities.find((activity) => activity.id === id)?.title['fr'] ?? id;

  await test.step('an agenda is composed and a session prepared', async () => {
    await desk.press(page.getByRole('button', { name: /^Nouvelle séance/ }));
    await desk.pressButton('Composer un déroulé');
    await desk.write(page.getByLabel('Nom du déroulé'), 'Au clavier');
    for (const id of agenda) await desk.press(page.getByRole('button', { name: `Ajouter « ${titleOf(id)} »` }));
    await expect(page.getByRole('region', { name: 'Le déroulé' }).getByRole('listitem')).toHaveCount(agenda.length);
    await desk.pressButton('Enregistrer le déroulé');
    await desk.write(page.getByLabel('Organisation cliente'), 'Groupe Ormeval');
    await desk.to(page.getByLabel('Tables', { exact: true }));
    await page.keyboard.press('1');
    await desk.pressButton('Préparer la séance');
    await desk.pressButton('Ouvrir la salle');
    await expect(page.getByText('La salle est ouverte')).toBeVisible();
  });

  const id = /session\/([^/]+)$/.exec(page.url())?.[1] ?? '';
  const view = () => program.call<ConsoleView>('session', id);
  const at = (part: string, state: string) => expect.poll(async () => `${(await view()).part?.phase} ${(await view()).part?.state}`, part).toBe(`${part} ${state}`);

  await test.step('somebody comes in', async () => {
    await anna.page.goto((await view()).join?.localUrl ?? '');
    await anna.write(anna.page.getByLabel('Votre nom'), 'Anna Weiß');
    await anna.pressButton('Entrer');
    await anna.pressButton('C’est noté');
    await expect(anna.page.getByRole('heading', { level: 1 })).toBeVisible();
    await anna.kept('coming in');
  });

  const settling = new Settling();
  /** An act of the footer, until the session has moved; R reveals. */
  const act = async (name: string | RegExp, key: 'Enter' | 'r' | 'PageDown' = 'Enter') => {
    const button = desk.button(name);
    await expect(button).toBeEnabled();
    await settling.over(page);
    await expect(async () => {
      if (await button.isVisible()) {
        if (key === 'Enter') await desk.press(button);
        else await page.keyboard.press(key);
      }
      await expect(button).toBeHidden({ timeout: 800 });
    }).toPass();
    settling.acted();
    await desk.kept(`« ${String(name)} » on the console`);
  };
  const go = (id: string) => act(`Étape suivante : ${titleOf(id)}`);
  /** Both pages have somewhere for the keys to go on from. */
  const moved = async (what: string) => {
    await desk.kept(what);
    await anna.kept(what);
  };
  const answered = () => expect(page.getByText('Tout le monde a répondu.')).toBeVisible();
  const close = async (name: string) => {
    await answered();
    await act(name);
    await moved(name);
  };
  /** Passes over what is left of a step; a yes too soon after an act is put aside, and given again. */
  const passOver = async (to: string) => {
    await desk.press(page.getByRole('button', { name: /^Passer l’étape/ }));
    const yes = page.getByRole('dialog').getByRole('button').last();
    await settling.over(page);
    await expect(async () => {
      if (await yes.isVisible()) await desk.press(yes);
      await expect.poll(async () => (await view()).step?.activity, { timeout: 800 }).toBe(to);
    }).toPass();
    settling.acted();
    await moved('a step passed over');
  };
  const { page: own } = anna;
  /** Takes the table's pen; who took it at a step before still holds it. */
  const takePen = async () => {
    const take = anna.button('Prendre la main');
    await expect(take.or(own.getByText(/^Vous (avez la main|tenez le stylo)/))).toBeVisible();
    if (await take.isVisible()) await anna.press(take);
  };

  await test.step('the welcome, section by section', async () => {
    await act(`Commencer : ${titleOf('welcome')}`);
    for (let sections = 0; sections < 8 && (await view()).actions[0]?.command === 'section'; sections++) {
      const before = (await view()).stage.section;
      await settling.over(page);
      // A press too soon after an act is the second half of a double one.
      await expect(async () => {
        await page.keyboard.press('PageDown');
        await expect.poll(async () => (await view()).stage.section, { timeout: 400 }).toBe(before + 1);
      }).toPass();
      settling.acted();
    }
  });

  await test.step('the T', async () => {
    await go('t-before');
    await act('Ouvrir les réponses');
    const onward = anna.button('Passer à la série suivante');
    do {
      if (await onward.isVisible()) await anna.press(onward);
      await expect(own.getByRole('group', { name: 'Votre réponse' })).toBeVisible();
      const review = own.getByRole('heading', { level: 1, name: 'Relisez vos réponses' });
      await anna.to(own.getByRole('group', { name: 'Votre réponse' }).getByRole('button').first());
      await expect(async () => {
        await own.keyboard.press('4');
        await expect(review).toBeVisible({ timeout: 50 });
      }).toPass({ intervals: [0], timeout: 30_000 });
      await anna.kept('the last sentence');
    } while (await onward.isVisible());
    await anna.lock('Verrouiller mes réponses');
    await close('Clore les réponses');
  });

  /** Every card of a series into a column, by the figures. */
  const cards = async (review: string, key: (card: number) => string) => {
    const again = own.getByRole('heading', { level: 1, name: review }).or(own.getByText(review));
    await anna.to(own.getByRole('main').getByRole('group').getByRole('button').first());
    let card = 0;
    await expect(async () => {
      await own.keyboard.press(key(card++));
      await expect(again).toBeVisible({ timeout: 50 });
    }).toPass({ intervals: [0], timeout: 30_000 });
    await anna.kept(review);
  };

  await test.step('the contrasts: cards, then sliders', async () => {
    await go('manager-leader');
    await act('Ouvrir le tri');
    await cards('Relisez votre tri', (card) => String(1 + (card % 2)));
    await anna.lock('Verrouiller mon tri');
    await close('Clore le tri');
    await act('Passer à : Où suis-je ? De quoi a-t-on besoin ?');
    await desk.choose(page.getByRole('radio', { name: /^Une crise en ligne/ }));
    await act('Ouvrir les curseurs');
    for (let pass = 0; pass < 2; pass++) {
      const sliders = own.getByRole('main').getByRole('radiogroup');
      await expect(sliders).toHaveCount(12);
      for (const slider of await sliders.all()) {
        await anna.to(slider.getByRole('radio').first());
        await own.keyboard.press('ArrowRight');
      }
      await expect(own.getByText('12 sur 12 placés')).toBeVisible();
      if (pass === 0) await anna.pressButton('Continuer');
    }
    await anna.lock('Verrouiller mes curseurs');
    await close('Clore les curseurs');
    await act('Révéler : Où divergeons-nous ?', 'r');
    await moved('the map');
    // Nothing more is opened here: what is left of the activity is passed over.
    await passOver('dormant-network');
  });

  await test.step('the ranking, alone and with the pen', async () => {
    await act('Ouvrir les listes individuelles');
    const rank = async () => {
      const waiting = own.getByRole('region', { name: /^À placer/ }).getByRole('button');
      await expect(waiting).toHaveCount(10);
      for (let left = 10; left > 0; left--) {
        await expect(waiting).toHaveCount(left);
        await anna.press(waiting.first());
      }
    };
    await rank();
    await anna.lock('Verrouiller ma liste');
    await close('Clore les listes individuelles');
    await act('Passer à : Par table');
    await act('Ouvrir les listes des tables');
    await takePen();
    await rank();
    await anna.lock('Verrouiller la liste de la table');
    await act('Clore les listes des tables');
    await act('Révéler : Révélation', 'r');
    await expect(own.getByRole('heading', { level: 1, name: 'Votre liste et la référence' })).toBeVisible();
    await moved('the ranking’s reveal');
    await act('Passer à : Débriefing');
  });

  await test.step('the scenario: a node, and the rest passed over', async () => {
    await go('gate-12');
    await act('Passer à : Vote');
    await act('Ouvrir le vote');
    await anna.choose(own.getByRole('radio', { name: /^B/ }));
    await anna.pressButton('Envoyer B');
    await expect(own.getByRole('heading', { level: 1, name: 'Réponse enregistrée' })).toBeVisible();
    await anna.kept('the vote');
    await close('Clore le vote');
    await act('Révéler : Répartition', 'r');
    await moved('the split');
    await act('Passer à : Décision');
    await act('Ouvrir le choix des tables');
    await takePen();
    await anna.choose(own.getByRole('radio', { name: /^B/ }));
    await anna.pressButton('Inscrire B pour la table');
    await anna.kept('the table’s choice');
    await page.keyboard.press('PageDown');
    const choice = page.getByRole('dialog', { name: 'Que choisit la salle ?' });
    await desk.choose(choice.getByRole('radio', { name: /^B/ }));
    await desk.press(choice.getByRole('button', { name: 'C’est le choix de la salle' }));
    await act('Révéler : Conséquence', 'r');
    await expect(own.getByText('Ce qui arrive')).toBeVisible();
    await moved('the consequence');
    await passOver('engagement-curve');
  });

  await test.step('the curve: estimates, a drawing by its points, moments', async () => {
    await act('Ouvrir les estimations');
    for (const field of await own.getByRole('main').getByRole('textbox').all()) await anna.write(field, '30');
    await anna.lock('Verrouiller mes estimations');
    await close('Clore les estimations');
    await act('Passer à : Dessiner');
    await act('Ouvrir le dessin');
    const points = own.getByRole('slider');
    await anna.to(points.first());
    for (let month = 0; month < 17; month++) {
      await own.keyboard.press('ArrowUp');
      await own.keyboard.press('ArrowRight');
    }
    await expect(own.getByText('17 points sur 17')).toBeVisible();
    await anna.lock('Verrouiller ma courbe');
    await close('Clore le dessin');
    await act('Passer à : Placer les interventions');
    await act('Ouvrir le placement');
    await cards('Relisez vos moments', (card) => String(1 + (card % 3)));
    await anna.lock('Verrouiller mes moments');
    await close('Clore le placement');
    await act('Révéler : Révélation', 'r');
    await expect(own.getByRole('heading', { level: 1, name: 'Votre courbe et les références' })).toBeVisible();
    await moved('the curve’s reveal');
    await act('Passer à : Débriefing');
  });

  await test.step('the cards, alone and with the pen, and one more question', async () => {
    await go('community-carriers');
    await act('Ouvrir le tri individuel');
    await cards('Relisez votre tri', (card) => String(1 + (card % 2)));
    await anna.lock('Verrouiller mon tri');
    await close('Clore le tri individuel');
    await act('Passer à : Par table');
    await act('Ouvrir le tri des tables');
    await takePen();
    await cards('Vous pouvez changer chaque carte jusqu’au verrouillage.', () => '1');
    await anna.lock('Verrouiller le tri de la table');
    await act('Clore le tri des tables');
    await act('Révéler : Révélation', 'r');
    await moved('the sort’s reveal');
    await act('Passer à : Une question de plus');
    await act('Ouvrir la question');
    await anna.choose(own.getByRole('main').getByRole('radio').first());
    await anna.pressButton('Envoyer ma réponse');
    await close('Clore la question');
    await act('Révéler : Débriefing', 'r');
    await moved('the answers to the question');
  });

  await test.step('the sources, and what the table says', async () => {
    await go('trusted-sources');
    await act('Ouvrir les notations individuelles');
    for (const slider of await own.getByRole('main').getByRole('slider').all()) {
      await anna.to(slider);
      await own.keyboard.press('ArrowRight');
    }
    for (const chosen of await own.getByRole('group', { name: 'Le critère qui a le plus compté' }).all()) await anna.choose(chosen.getByRole('radio').first());
    await anna.lock('Verrouiller mes notes');
    await close('Clore les notations individuelles');
    await act('Passer à : Par table : que dit-on au client ?');
    await act('Ouvrir la décision des tables');
    await takePen();
    await anna.write(own.getByLabel('Ce que dit votre table'), 'Nous disons ce qui est établi.');
    await anna.lock('Verrouiller la décision de la table');
    await act('Clore la décision des tables');
    await act('Révéler : Révélation', 'r');
    await moved('the rating’s reveal');
    await act('Passer à : Débriefing');
    await desk.choose(page.getByRole('checkbox', { name: 'Nous disons ce qui est établi.' }));
  });

  await test.step('the notes: written, picked, voted on', async () => {
    await go('weak-signals');
    await act('Ouvrir les notes');
    const note = own.getByRole('textbox', { name: 'Fait observé, Carte 1', exact: true });
    await anna.write(note, 'Deux clients ont annulé le même jour');
    await anna.lock('J’ai terminé mes cartes');
    await close('Clore les notes');
    await act('Passer à : Regrouper');
    await desk.choose(page.getByRole('region', { name: 'Notes du groupe' }).getByRole('checkbox').first());
    await act('Passer à : Voter');
    await act('Ouvrir le vote');
    await anna.press(own.getByRole('button', { name: /^Mettre un point sur/ }));
    await anna.lock('Verrouiller mes points');
    await close('Clore le vote');
    await act('Révéler : Débriefing', 'r');
    await moved('the votes');
  });

  await test.step('the plan', async () => {
    await go('action-plan');
    await act('Ouvrir les plans');
    for (const [label, text] of [['Situation précise', 'Lundi'], ['Comportement', 'demander ce qui bloque'], ['Témoin', 'une collègue'], ['Signe visible', 'trois réponses']] as const) await anna.write(own.getByLabel(label, { exact: true }), text);
    const [year = '', month = '', day = ''] = soon.split('-');
    await anna.to(own.getByLabel('Date', { exact: true }));
    await own.keyboard.type(`${day}${month}${year}`);
    await anna.choose(own.getByRole('radio', { name: '8', exact: true }));
    await anna.lock('J’ai terminé');
    await close('Clore les plans');
    await act('Passer à : En binôme');
    await act('Ouvrir l’échange à deux');
    await anna.lock('J’ai terminé');
    await close('Clore l’échange à deux');
  });

  await test.step('the evaluation', async () => {
    await go('hot-evaluation');
    await act('Ouvrir les réponses');
    for (const answer of await own.getByRole('radio', { name: 'plutôt oui' }).all()) await anna.choose(answer);
    await anna.choose(own.getByRole('radio', { name: '9', exact: true }));
    await anna.lock('Envoyer et verrouiller');
    await close('Clore les réponses');
    await act('Passer à : Commenter');
    await act('Ouvrir les commentaires');
    await anna.write(own.getByLabel('À garder'), 'Le temps d’écrire.');
    await anna.lock('J’ai terminé');
    await close('Clore les commentaires');
    await at('comments', 'closed');
  });

  await test.step('the closing: attendance, documents, the end', async () => {
    await go('closing');
    for (let acts = 0; acts < 8 && !(await view()).finished; acts++) {
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(700);
    }
    await moved('the last step');
    await desk.pressButton('Clore la séance');
    await desk.press(desk.button('Clore la séance', page.getByRole('dialog', { name: 'Clore la séance ?' })));
    await expect(page.getByRole('heading', { name: 'Confirmer les présences' })).toBeVisible();
    await moved('the session closing');
    await desk.pressButton('Confirmer les présences');
    // Comments of fewer than five people are not read by anybody.
    await expect(desk.button('Émettre les documents')).toBeVisible();
    await desk.kept('attendance confirmed');
    await desk.pressButton('Émettre les documents');
    await expect(page.getByText(/documents? écrits?, et un ZIP/)).toBeVisible({ timeout: 30_000 });
    await desk.kept('documents issued');
    await desk.pressButton('Continuer');
    await desk.pressButton('Terminer');
    await desk.press(page.getByRole('dialog', { name: 'Terminer pour de bon ?' }).getByRole('button', { name: 'Détruire le lien et terminer' }));
    await expect(own.getByRole('heading', { level: 1, name: 'La séance est close.' })).toBeVisible();
    await moved('the end');
  });

  await desk.untouched();
  await anna.untouched();
  expect([...desk.faults, ...anna.faults]).toEqual([]);
});

import type { WebSocketRoute } from '@playwright/test';
import { linkOf } from './desk';
import type { Phone } from './phone';
import { expect, test } from './workshop';

const early = /Votes individuels, sans nom|La salle choisit|Conséquence/;

/** Holds back what a page sends to the room, as a bad network does, until the returned function is called. */
async function holdBack({ page }: Phone): Promise<{ hold: () => void; release: () => void }> {
  let holding = false;
  const waiting: (() => void)[] = [];
  await page.routeWebSocket(/\/connection\/websocket$/, (socket: WebSocketRoute) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (holding) waiting.push(() => server.send(message));
      else server.send(message);
    });
  });
  return {
    hold: () => (holding = true),
    release: () => {
      holding = false;
      for (const send of waiting.splice(0)) send();
    },
  };
}

test('a scenario: votes apart, their split, the table’s choice, what follows and the end', async ({ desk, phone, stage, crowd }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const link = linkOf(await session.view());
  const [anna, ben, late] = [await phone(), await phone(), await phone()];
  const network = await holdBack(late);
  const annas = await anna.join(link, 'Anna');
  const bens = await ben.join(link, 'Ben');
  await late.join(link, 'Cora');
  const guests = await crowd(session, ['Driss', 'Emma', 'Farid', 'Gaëlle', 'Hugo']);
  await session.startAt('scenario');
  const screen = await stage(session);
  await expect(screen.getByText('Inès')).toBeVisible();
  await desk.act('Passer à : Vote');

  await test.step('each votes apart, changes their mind, or prefers not to', async () => {
    await desk.act('Ouvrir le vote', ' ');
    await anna.page.getByRole('radio', { name: /^B/ }).check();
    await anna.button('Envoyer B').tap();
    await expect(anna.heading('Réponse enregistrée')).toBeVisible();
    await anna.button('Changer ma réponse').tap();
    await anna.page.getByRole('radio', { name: /^A/ }).check();
    await anna.button('Envoyer A').tap();
    await expect(anna.heading('Réponse enregistrée')).toBeVisible();
    await ben.button('Je préfère ne pas répondre').tap();
    await expect(ben.heading('C’est noté')).toBeVisible();
    await expect(ben.page.getByText('Vous avez choisi de ne pas répondre. Cela ne se voit nulle part.')).toBeVisible();
    const options = guests[0]?.room?.play?.scenario?.node?.options.map(({ id }) => id) ?? [];
    for (const [index, guest] of guests.entries()) await guest.answer('choice', options[[0, 0, 1, 1, 2][index] ?? 0]);
    await expect(screen.getByText('7 réponses sur 8')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(early);
  });

  await test.step('an answer that arrives after the close is refused, and said so', async () => {
    network.hold();
    await late.page.getByRole('radio', { name: /^C/ }).check();
    await late.button('Envoyer C').tap();
    await expect(late.heading('En attente')).toBeVisible();
    await desk.button('Clore le vote').click();
    await desk.page.getByRole('dialog', { name: '1 personne n’a pas terminé' }).getByRole('button', { name: 'Clore le vote quand même' }).click();
    await expect(late.page.getByText('Partie close')).toBeVisible();
    network.release();
    await expect(late.page.getByRole('status').filter({ hasText: '1 réponse n’a pas été prise en compte.' })).toContainText('Cette partie');
    await expect(late.page.getByText('Vous n’avez pas répondu à cette partie')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(early);
  });

  await test.step('R shows the split; the passed and the refused are in no count', async () => {
    await desk.act('Révéler : Répartition', 'r');
    const votes = screen.getByRole('table', { name: 'Votes individuels, 6 personnes' });
    for (const line of ['A 3', 'B 2', 'C 1']) await expect(votes.getByRole('row', { name: new RegExp(`^${line}\\b`) })).toHaveCount(1);
    await expect(screen.getByText('Votes individuels, sans nom')).toBeVisible();
    await expect(anna.page.getByText('Les voix de la salle')).toBeVisible();
  });

  await test.step('the table writes its choice; another takes the pen; the room’s is entered', async () => {
    await desk.act('Passer à : Décision');
    await desk.act('Ouvrir le choix des tables');
    await anna.button('Prendre la main').tap();
    await anna.page.getByRole('radio', { name: /^C/ }).check();
    await anna.button('Inscrire C pour la table').tap();
    await expect(ben.page.getByText(`${annas} a la main.`)).toBeVisible();
    await expect(ben.page.getByRole('listitem').filter({ hasText: 'Choix de la table' })).toContainText(/^\s*C/);
    await ben.button('Prendre la main').tap();
    await expect(anna.page.getByText(`${bens} a la main.`)).toBeVisible();
    await ben.page.getByRole('radio', { name: /^B/ }).check();
    await ben.button('Inscrire B pour la table').tap();
    await expect(anna.page.getByRole('listitem').filter({ hasText: 'Choix de la table' })).toContainText(/^\s*B/);
    await desk.page.keyboard.press(' ');
    const choice = desk.page.getByRole('dialog', { name: 'Que choisit la salle ?' });
    await choice.getByRole('radio', { name: /^B/ }).check();
    await choice.getByRole('button', { name: 'C’est le choix de la salle' }).click();
    await expect(desk.button('Révéler : Conséquence')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(/La salle choisit/);
  });

  await test.step('the consequence, the next node, and the ending', async () => {
    await desk.act('Révéler : Conséquence', 'r');
    await expect(screen.getByText(/La salle choisit B/)).toBeVisible();
    await expect(screen.getByRole('img', { name: /^Confiance : de 50 à \d+/ })).toBeVisible();
    await expect(anna.page.getByText('Ce qui arrive')).toBeVisible();
    await desk.act('Passer à la situation suivante');
    await expect(desk.button('Ouvrir le vote')).toBeVisible();
    await session.goTo('ending', 'shown');
    await expect(screen.getByRole('img', { name: /^Chemin suivi sur la jauge Confiance/ })).toBeVisible();
    await expect(anna.page.getByRole('heading', { name: 'Vos choix dans ce scénario' })).toBeVisible();
    await expect(anna.page.getByText('Vous avez voté à 1 étape.')).toBeVisible();
    await expect(late.page.getByText('Vous n’avez voté à aucune étape.')).toBeVisible();
  });
});

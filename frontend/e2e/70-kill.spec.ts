import { linkOf } from './desk';
import { expect, test } from './workshop';

test('the program is killed in the middle of a vote and started again: everything is there, and goes on', async ({ program, desk, phone, stage, crowd }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const link = linkOf(await session.view());
  const [anna, ben] = [await phone(), await phone()];
  const annas = await anna.join(link, 'Anna');
  await ben.join(link, 'Ben');
  const guests = await crowd(session, ['Chloé', 'Driss', 'Emma', 'Farid', 'Gaëlle']);
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  const screen = await stage(session);
  await anna.page.getByRole('radio', { name: /^C/ }).check();
  await anna.button('Envoyer C').tap();
  await expect(anna.heading('Réponse enregistrée')).toBeVisible();
  const option = guests[0]?.room?.play?.scenario?.node?.options[0]?.id;
  await Promise.all(guests.map((guest) => guest.answer('choice', option)));
  await expect(screen.getByText('6 réponses sur 7')).toBeVisible();

  await program.kill();
  await expect(anna.page.getByText('Connexion perdue.')).toBeVisible();
  await expect(screen.getByText('Reconnexion…')).toBeVisible();
  await expect(desk.page.getByText('Le programme ne répond plus')).toBeVisible();
  await program.start();

  await expect(anna.page.getByText('Connexion perdue.')).toBeHidden();
  await expect(anna.heading('Réponse enregistrée')).toBeVisible();
  await anna.button('Revoir').tap();
  await expect(anna.page.getByText('Vous appelez Karim')).toBeVisible();
  await expect(anna.page.getByRole('banner')).toContainText(annas);
  await expect(screen.getByText('Reconnexion…')).toBeHidden();
  await expect(screen.getByText('6 réponses sur 7')).toBeVisible();

  await desk.enter();
  await desk.button('Reprendre').click();
  await expect(desk.button('Clore le vote')).toBeVisible();
  await ben.page.getByRole('radio', { name: /^B/ }).check();
  await ben.button('Envoyer B').tap();
  await expect(ben.heading('Réponse enregistrée')).toBeVisible();
  await expect(screen.getByText('7 réponses sur 7')).toBeVisible();
  await desk.act('Clore le vote', ' ');
  await desk.act('Révéler : Répartition', 'r');
  const votes = screen.getByRole('table', { name: 'Votes individuels, 7 personnes' });
  for (const line of ['A 5', 'B 1', 'C 1']) await expect(votes.getByRole('row', { name: new RegExp(`^${line}\\b`) })).toHaveCount(1);
});

import type { ConsoleView, SessionSummary } from '../src/shared/model/wire';
import { expect, test } from './workshop';

const roster = ['Zoé', 'O', 'Nguyễn Thị Hoa', 'François-Xavier d’Aboville', 'Anna Weiß', 'Łukasz Żak'];

test('a session is prepared, opened, left and taken up again', async ({ desk, program }) => {
  await desk.introduce();
  const { page } = desk;
  await page.getByRole('button', { name: /^Nouvelle séance/ }).click();
  await page.getByRole('radio', { name: /^L’essentiel/ }).check();
  await page.getByLabel('Lieu', { exact: true }).fill('Lille, salle 4');
  await page.getByLabel('Organisation cliente').fill('Groupe Ormeval');
  await expect(page.getByLabel('Tables', { exact: true })).toHaveValue('0');

  // Keeping answers for longer than usual needs a reason; for less, none.
  const days = page.getByLabel(/^Réponses conservées/);
  await days.fill('45');
  const reason = page.getByLabel('Motif d’une conservation plus longue');
  await expect(reason).toBeVisible();
  await desk.button('Préparer la séance').click();
  await expect(page.getByText('Dites pourquoi, ou indiquez 30 jours au plus.')).toBeVisible();
  await reason.fill('Étude suivie à deux mois');

  const names = page.getByLabel('Personnes attendues (facultatif)');
  await names.fill([...roster, 'é'.repeat(81)].join('\n'));
  await expect(page.getByText('7 noms.')).toBeVisible();
  await desk.button('Préparer la séance').click();
  await expect(page.getByRole('alert').filter({ hasText: /^Nom 7, «\sé+…\s»\s: / })).toBeVisible();
  await names.fill(roster.join('\r\n'));
  await expect(page.getByText('6 noms.')).toBeVisible();
  await desk.button('Préparer la séance').click();

  await expect(page.getByText('Séance préparée')).toBeVisible();
  const [prepared] = await program.call<SessionSummary[]>('sessions', { search: '', limit: 1, offset: 0 });
  const { session } = await program.call<ConsoleView>('session', prepared?.id);
  expect([session.retentionDays, session.retentionReason]).toEqual([45, 'Étude suivie à deux mois']);
  await expect(page.getByRole('heading', { level: 1, name: 'L’essentiel' })).toBeVisible();
  await expect(page.getByText('Groupe Ormeval · Lille, salle 4')).toBeVisible();
  await desk.button('Revenir à l’accueil ; la séance continue').click();
  const line = page.getByRole('row').filter({ hasText: 'Groupe Ormeval' });
  await expect(line).toContainText('préparée');
  await line.getByRole('button', { name: 'L’essentiel', exact: true }).click();

  await desk.act('Ouvrir la salle');
  await expect(page.getByText('La salle est ouverte')).toBeVisible();
  await expect(page.getByText(/^127\.0\.0\.1:\d+$/).first()).toBeVisible();
  await expect(page.getByText(/^[A-Z3-9]{3}\s[A-Z3-9]{3}$/).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^Code QR qui ouvre/ }).first()).toBeVisible();
  await desk.button('Revenir à l’accueil ; la séance continue').click();
  await expect(page.getByText(/^Groupe Ormeval · Lille, salle 4 · ouverte à /)).toBeVisible();
  await desk.button('Reprendre').click();
  await expect(desk.button('Commencer : Bienvenue')).toBeVisible();
});

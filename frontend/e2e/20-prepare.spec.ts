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
  await expect(page.getByText('6 personnes attendues')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'François-Xavier d’Aboville' })).toBeVisible();
  await page.getByLabel('Ajouter une personne').fill('Awa Diallo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('7 personnes attendues')).toBeVisible();
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
  // Others may see this screen now: the names wait to be asked for.
  await expect(page.getByText('7 personnes encore attendues')).toBeVisible();
  await expect(page.getByText('Awa Diallo')).toBeHidden();
  await expect(page.getByText(/^127\.0\.0\.1:\d+$/).first()).toBeVisible();
  await expect(page.getByText(/^[A-Z3-9]{3}\s[A-Z3-9]{3}$/).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^Code QR qui ouvre/ }).first()).toBeVisible();
  await desk.button('Revenir à l’accueil ; la séance continue').click();
  await expect(page.getByText(/^Groupe Ormeval · Lille, salle 4 · ouverte à /)).toBeVisible();
  await desk.button('Reprendre').click();
  await expect(desk.button('Commencer : Bienvenue')).toBeVisible();

  // Another language for these pages changes nothing for a session that is prepared or runs, and the settings say so.
  await desk.button('Revenir à l’accueil ; la séance continue').click();
  await page.getByRole('link', { name: 'Réglages' }).click();
  const language = page.getByLabel('Langue', { exact: true });
  await expect(language).toHaveAccessibleDescription(/Une séance déjà préparée garde les siennes\.$/);
  await language.selectOption('English');
  await desk.button('Enregistrer').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Sessions' }).click();
  await desk.button('Resume').click();
  await expect(desk.button('Commencer : Bienvenue')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

test('a list pasted from a spreadsheet is read as names, and a session put off is put right before documents print its day', async ({ desk, program }) => {
  await desk.introduce();
  const { page } = desk;
  await page.getByRole('button', { name: /^Nouvelle séance/ }).click();
  await page.getByRole('radio', { name: /^L’essentiel/ }).check();
  const names = page.getByLabel('Personnes attendues (facultatif)');
  await names.fill('Nom\tPrénom\tService\nDUPONT\tMarie\tRH\nMartin\tPaul\tDSI\nDUPONT\tMarie\tDAF\n');
  await expect(page.getByText('3 noms.')).toBeVisible();
  await expect(page.getByText('Lus ainsi\u00a0: Marie DUPONT, Paul Martin, Marie DUPONT.')).toBeVisible();
  await expect(page.getByText(/^En double\s: Marie DUPONT\./)).toBeVisible();
  // Written at once, as a paste is: typing so many lines takes the browser half a minute.
  await names.evaluate((field: HTMLTextAreaElement, text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, 'Marie Dupont\n'.repeat(2_001));
  await desk.button('Préparer la séance').click();
  await expect(page.getByText(/^La liste de noms est trop longue\s: 2000 au plus\./)).toBeVisible();
  await names.fill('Dupont;Marie');
  await page.getByLabel('Date', { exact: true }).fill('24/11/2025');
  await desk.button('Préparer la séance').click();
  await expect(page.getByText('Séance préparée')).toBeVisible();
  await expect(page.getByText('La date prévue, le lundi 24 novembre 2025, est passée.', { exact: false })).toBeVisible();

  await desk.act('Ouvrir la salle');
  const told = page.getByText('Séance prévue le lundi 24 novembre 2025, ouverte le', { exact: false });
  await expect(told).toBeVisible();
  await told.getByRole('button', { name: 'Corriger…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Corriger la préparation' });
  await dialog.getByLabel('Date', { exact: true }).fill('31/02/2026');
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(dialog.getByText('Écrivez une date de cette façon', { exact: false })).toBeVisible();
  const today = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(Date.now());
  await dialog.getByLabel('Date', { exact: true }).fill(today);
  await dialog.getByLabel('Lieu', { exact: true }).fill('Lille, salle 4');
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(dialog).toBeHidden();
  await expect(told).toBeHidden();
  const [prepared] = await program.call<SessionSummary[]>('sessions', { search: '', limit: 1, offset: 0 });
  const { session } = await program.call<ConsoleView>('session', prepared?.id);
  expect([session.date.split('-').reverse().join('/'), session.place]).toEqual([today, 'Lille, salle 4']);
});

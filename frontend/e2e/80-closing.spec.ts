import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttendanceView } from '../src/shared/model/wire';
import { linkOf } from './desk';
import { expect, test } from './workshop';

const names = ['Nguyễn Thị Hoa', 'François-Xavier d’Aboville', 'Łukasz Żak', 'Zoé', 'Gaëlle Le Goff'];

const textOf = (file: string) => execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');

test('the session is closed: attendance, documents, one’s own results, and nothing left of names', async ({ program, desk, phone, crowd }) => {
  await desk.introduce();
  const session = await desk.open();
  const anna = await phone();
  await anna.join(linkOf(await session.view()), 'Anna Weiß');
  const guests = await crowd(session, names);
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  await anna.page.getByRole('radio', { name: /^B/ }).check();
  await anna.button('Envoyer B').tap();
  await expect(anna.heading('Réponse enregistrée')).toBeVisible();
  for (const guest of guests) await guest.answer('choice', guest.room?.play?.scenario?.node?.options[1]?.id);
  await session.goTo('debrief', 'shown');
  // Certificates print the minutes that were followed: half a minute counts as one.
  await expect.poll(async () => (await program.call<AttendanceView[]>('attendance', session.id))[0]?.minutes, { timeout: 45_000 }).toBeGreaterThan(0);
  await session.finish();
  await expect(anna.heading('C’était la dernière étape.')).toBeVisible();

  await test.step('the trainer closes; participants read their results and may delete them', async () => {
    await desk.button('Clore la séance').click();
    await desk.page.getByRole('dialog', { name: 'Clore la séance ?' }).getByRole('button', { name: 'Clore la séance' }).click();
    await expect(anna.heading('La séance se termine.')).toBeVisible();
    await expect(anna.page.getByText('Vous avez voté à 1 étape.')).toBeVisible();
    await anna.button('Effacer mes réponses').tap();
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Effacer définitivement' }).tap();
    await expect(anna.page.getByText('Vos réponses sont effacées.')).toBeVisible();
    await expect(anna.page.getByText('Vous n’avez voté à aucune étape.')).toBeVisible();
  });

  await test.step('attendance is corrected and confirmed', async () => {
    await expect(desk.page.getByRole('heading', { name: 'Confirmer les présences' })).toBeVisible();
    await expect(desk.page.getByText('6 présences sur 6.')).toBeVisible();
    await desk.page.getByLabel('Nom imprimé pour Zoé').fill('Zoé Lambert');
    await desk.page.getByLabel('Łukasz Żak : présent·e').uncheck();
    await desk.button('Confirmer les présences').click();
    await expect(desk.page.getByRole('heading', { name: '5 attestations' })).toBeVisible();
    // Issuing ends the signing: who has not signed is told before.
    await expect(desk.page.getByText('5 signatures manquent sur 5.')).toBeVisible();
  });

  await test.step('the trainer writes a synthesis for the report', async () => {
    await desk.page.getByRole('textbox', { name: 'Votre synthèse' }).fill('Décidé vite, écouté peu.');
    await desk.page.getByRole('textbox', { name: 'Votre synthèse' }).blur();
    await expect(desk.page.getByText('Enregistré', { exact: true })).toBeVisible();
  });

  const [folder = '', zip = ''] = await test.step('documents are written where the page says', async () => {
    await desk.button('Émettre les documents').click();
    await expect(desk.page.getByText('12 documents écrits, et un ZIP de l’ensemble.')).toBeVisible({ timeout: 30_000 });
    return desk.page.getByRole('definition').filter({ hasText: program.data }).allInnerTexts();
  });
  await expect(desk.page.getByText(/signatures? manque/)).toBeHidden();
  const documents = readdirSync(folder).filter((file) => file.endsWith('.pdf')).map((file) => join(folder, file));
  expect(documents).toHaveLength(12);
  expect(readFileSync(zip).subarray(0, 2).toString()).toBe('PK');
  for (const file of documents) expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  const texts = documents.map(textOf);
  const certificates = texts.filter((text) => /attestation de fin de formation/i.test(text));
  expect(certificates).toHaveLength(5);
  expect(texts.filter((text) => text.includes('Décidé vite, écouté peu.'))).toHaveLength(1);
  for (const name of ['Anna Weiß', 'Zoé Lambert', 'Nguyễn Thị Hoa', 'François-Xavier d’Aboville', 'Gaëlle Le Goff']) {
    expect(certificates.filter((text) => text.includes(name)), name).toHaveLength(1);
    // Their certificate, their completion, the attendance sheet and the report.
    expect(texts.filter((text) => text.includes(name)).length, name).toBe(4);
  }
  expect(certificates.join()).not.toContain('Łukasz');

  const people = await program.call<AttendanceView[]>('attendance', session.id);
  await test.step('the session is ended for good', async () => {
    await desk.button('Continuer').click();
    await desk.button('Clore et archiver').click();
    await desk.page.getByRole('dialog', { name: 'Clore et archiver ?' }).getByRole('button', { name: 'Clore et archiver' }).click();
    await expect(anna.heading('La séance est close.')).toBeVisible();
    await expect(desk.page.getByText('12 documents émis')).toBeVisible();
    await anna.page.reload();
    await expect(anna.page.getByLabel('Code affiché à l’écran')).toBeVisible();
    await desk.page.getByRole('link', { name: 'Documents' }).click();
    await desk.page.getByLabel('Numéro, code, nom ou séance').fill('zoe lambert');
    await expect(desk.page.getByText('2 documents.', { exact: true })).toBeVisible();
    await desk.page.getByRole('button', { name: /^Révoquer/ }).first().click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Raison').fill('Émise par erreur');
    await dialog.getByRole('button', { name: 'Révoquer' }).click();
    await expect(desk.page.getByText('Émise par erreur')).toBeVisible();
    await desk.button('Enregistrer le registre').click();
    await expect(desk.page.getByText('Registre enregistré : 2 lignes.')).toBeVisible();
    await desk.page.getByRole('link', { name: 'Séances' }).click();
    await expect(desk.page.getByRole('heading', { name: 'Aucune séance en cours' })).toBeVisible();
    await expect(desk.page.getByRole('row').filter({ hasText: 'Groupe Ormeval' })).toContainText(/11.*réponses à effacer le/);
  });

  await test.step('the session is deleted for good: a receipt without names, and nothing left in the files', async () => {
    await desk.page.getByRole('link', { name: 'Documents' }).click();
    const shelf = desk.page.getByRole('navigation', { name: 'Séances passées' });
    await shelf.getByRole('searchbox').fill('lambert');
    await shelf.getByRole('link', { name: /Groupe Ormeval/ }).click();
    await expect(shelf.getByRole('link', { name: /Groupe Ormeval/ })).toHaveAttribute('aria-current', 'page');
    await desk.button('Supprimer la séance…').click();
    const dialog = desk.page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Supprimer définitivement' })).toBeDisabled();
    await dialog.getByLabel('Pour confirmer, tapez « supprimer »').fill('Supprimer');
    await dialog.getByRole('button', { name: 'Supprimer définitivement' }).click();
    await expect(desk.page.getByRole('heading', { name: 'Séances supprimées' })).toBeVisible();
    await expect(desk.page.getByText(/noms\s:\s[67], documents\s:\s12\./)).toBeVisible();
    await expect(desk.page.getByText('nom effacé').first()).toBeVisible();
    const [receipt] = await Promise.all([desk.page.waitForEvent('download'), desk.page.getByRole('button', { name: /^Reçu de suppression de/ }).click()]);
    const text = textOf(await receipt.path());
    expect(text).toContain('Reçu de suppression');
    for (const name of [...names, 'Anna Weiß', 'Lambert']) expect(text).not.toContain(name);
    // Nor its random ids: backups are replaced within the minute.
    await expect(desk.page.getByText('Sauvegardes en cours de remplacement.')).toBeHidden({ timeout: 60_000 });
    for (const file of readdirSync(program.data, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.db') || path.endsWith('-wal'))) {
      const bytes = readFileSync(join(program.data, file));
      for (const line of people) expect(bytes.includes(line.id), `${line.name} in ${file}`).toBe(false);
    }
  });
});

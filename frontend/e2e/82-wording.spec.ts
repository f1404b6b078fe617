import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AttendanceView, IssuedDocument } from '../src/shared/model/wire';
import { expect, test } from './workshop';

const textOf = (file: string) => execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');

test('a sentence is changed, seen on the document, saved, and printed on what is issued', async ({ program, desk, crowd }) => {
  const { page } = desk;
  await desk.introduce();
  const preview = page.getByRole('figure');
  /** How dark the picture of the sample is where the title stands. */
  const ink = () =>
    page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const data = [...(canvas.getContext('2d')?.getImageData(width * 0.05, height * 0.19, width * 0.4, height * 0.05).data ?? [])];
      return data.filter((_, index) => index % 4 === 1).reduce((sum, green) => sum + 255 - green, 0);
    });

  await test.step('the words of documents are a page of the settings', async () => {
    await page.getByRole('link', { name: 'Réglages' }).click();
    await page.getByRole('link', { name: 'Textes des documents et aperçu' }).click();
    await expect(page.getByRole('heading', { name: 'Textes des documents' })).toBeVisible();
    await expect(preview).toContainText('Attestation de fin de formation', { timeout: 15_000 });
    await expect(preview).toContainText('Camille Roux atteste que');
    expect(await ink()).toBeGreaterThan(0);
  });

  const title = page.getByRole('textbox', { name: 'Titre', exact: true });
  await test.step('the picture follows what is typed', async () => {
    const before = await ink();
    await title.fill('Attestation de présence');
    await expect(preview).toContainText('Attestation de présence');
    await expect(preview).not.toContainText('Attestation de fin de formation Camille');
    expect(await ink()).not.toBe(before);
  });

  await test.step('what cannot be printed is said at its field', async () => {
    const full = page.getByRole('textbox', { name: 'Quand tout l’atelier a été suivi' });
    await full.fill('a suivi {cours}');
    await expect(page.getByRole('alert').filter({ hasText: '{cours} ne correspond à rien ici.' })).toBeVisible();
    await expect(desk.button('Enregistrer ce texte')).toBeDisabled();
    await full.fill('a obtenu le diplôme');
    await expect(page.getByRole('alert').filter({ hasText: 'Un document d’Estrade n’écrit pas « diplôme ».' })).toBeVisible();
    await full.fill('a pris part à ');
    await full.press('End');
    await desk.button('Insérer {atelier}').click();
    await expect(full).toHaveValue(/a pris part à ?\{atelier\}/);
    await expect(preview).toContainText(/a pris part à ?Leadership et numérique/);
  });

  await test.step('it is saved as a version, and a sample as a file', async () => {
    await desk.button('Enregistrer ce texte').click();
    await expect(page.getByText('Enregistré : version 1.')).toBeVisible();
    await desk.button('Enregistrer un exemple').click();
    const saved = join(program.data, 'documents', 'specimens', 'specimen-certificate-fr.pdf');
    await expect(page.getByText(saved)).toBeVisible();
    expect(existsSync(saved)).toBe(true);
    expect(textOf(saved)).toContain('Spécimen : données inventées, document sans valeur.');
  });

  const session = await desk.open();
  await crowd(session, ['Zoé Lambert', 'Awa Diallo']);
  await session.startAt('scenario');
  await expect.poll(async () => (await program.call<AttendanceView[]>('attendance', session.id))[0]?.minutes, { timeout: 45_000 }).toBeGreaterThan(0);
  await session.finish();
  await test.step('what is issued bears the words, and says which version', async () => {
    await desk.button('Clore la séance').click();
    await page.getByRole('dialog', { name: 'Clore la séance ?' }).getByRole('button', { name: 'Clore la séance' }).click();
    await desk.button('Confirmer les présences').click();
    await desk.button('Émettre les documents').click();
    await expect.poll(async () => (await program.call<IssuedDocument[]>('documents', session.id)).length, { timeout: 30_000 }).toBeGreaterThan(1);
    const issued = await program.call<IssuedDocument[]>('documents', session.id);
    expect(issued.filter(({ kind }) => kind === 'certificate').map(({ wording }) => wording)).toEqual([1, 1]);
    // They are in the register before their files are written.
    const written = () => readdirSync(join(program.data, 'documents'), { recursive: true, encoding: 'utf8' }).filter((file) => issued.some((document) => file.endsWith(document.file)));
    await expect.poll(() => written().length, { timeout: 30_000 }).toBe(issued.length);
    const certificates = written().map((file) => textOf(join(program.data, 'documents', file))).filter((text) => text.includes('Attestation de présence'));
    expect(certificates).toHaveLength(2);
    for (const text of certificates) expect(text).not.toContain('Spécimen');
  });

  await test.step('the built-in words come back as one more version', async () => {
    await page.goto(new URL('/#/wording', program.link).href);
    await expect(preview).toContainText('Attestation de présence');
    await expect(title).toHaveValue('Attestation de présence');
    await desk.button('Revenir au texte d’origine').click();
    await expect(title).toHaveValue('Attestation de fin de formation');
    await desk.button('Enregistrer ce texte').click();
    await expect(page.getByText('Enregistré : version 2.')).toBeVisible();
    await page.getByText('2 versions enregistrées').click();
    await desk.button('Reprendre la version 1').click();
    await expect(title).toHaveValue('Attestation de présence');
    await expect(page.getByText('Changements non enregistrés.')).toBeVisible();
  });
});

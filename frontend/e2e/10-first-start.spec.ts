import type { Home, Images } from '../src/shared/model/wire';
import { expect, test } from './workshop';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

test('the first start asks who one is, says what is missing, and keeps it', async ({ desk, program, browserPage }) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Bienvenue' })).toBeVisible();
  await desk.button('Commencer').click();
  await expect(page.getByRole('alert').filter({ hasText: 'Donnez le nom de l’organisme' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'Donnez le nom de la personne qui anime' })).toBeVisible();
  await page.getByLabel('Organisme de formation').fill('Atelier du Nord');
  await page.getByLabel('Personne qui anime').fill('Camille Roux');

  const refused = page.getByRole('alert').filter({ hasText: 'Ce fichier n’est pas une image PNG ou JPEG lisible. Choisissez-en une autre.' });
  const logo = page.locator('input[type=file]').first();
  await logo.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('Ceci n’est pas une image.') });
  await expect(refused).toBeVisible();
  await expect(page.getByRole('img', { name: 'Le logo, tel qu’il sera imprimé' })).toHaveCount(0);
  await logo.setInputFiles({ name: 'cut.png', mimeType: 'image/png', buffer: png.subarray(0, 30) });
  await expect(refused).toBeVisible();
  await logo.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
  await expect(refused).toBeHidden();
  await expect(page.getByRole('img', { name: 'Le logo, tel qu’il sera imprimé' })).toBeVisible();

  await desk.button('Commencer').click();
  await expect(page.getByRole('heading', { name: 'Aucune séance en cours' })).toBeVisible();
  const { settings } = await program.call<Home>('home');
  expect(settings).toMatchObject({ organisation: 'Atelier du Nord', trainer: 'Camille Roux', language: 'fr', zone: 'Europe/Paris', ready: true, answersDays: 30, attendanceYears: 6 });
  expect(await program.call<Images>('images')).toEqual({ logo: png.toString('base64'), signature: '' });

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Aucune séance en cours' })).toBeVisible();
  await page.getByRole('link', { name: 'Réglages' }).click();
  await expect(page.getByLabel('Organisme de formation')).toHaveValue('Atelier du Nord');

  const stranger = await browserPage();
  for (const address of [program.link, new URL('/', program.link).href]) {
    const answer = await stranger.goto(address);
    expect([401, 403]).toContain(answer?.status());
    await expect(stranger.locator('body')).not.toContainText('Atelier du Nord');
  }
  const call = await stranger.request.post(new URL('/api/console/home', program.link).href, { data: [] });
  expect([401, 403]).toContain(call.status());
});

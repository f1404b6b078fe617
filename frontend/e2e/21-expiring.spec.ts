import type { Home } from '../src/shared/model/wire';
import { axe, guidelines } from './axe';
import { expect, test } from './workshop';

/** How the home page is told that sessions will go: what the program tells of sessions closed years ago, which no test can wait for. */
const soon = { count: 2, from: Date.UTC(2027, 0, 9, 11) };

test('the home page tells of the attendance about to be deleted, and leads to the sessions and to the number of years', async ({ desk }) => {
  const { page } = desk;
  await desk.introduce();
  await page.route('**/api/console/home', async (route) => {
    const response = await route.fetch();
    const home = (await response.json()) as Home;
    await route.fulfill({ response, json: { ...home, expiring: soon, settings: { ...home.settings, attendanceYears: 6 } } });
  });
  await page.reload();
  const told = page.getByText('2 séances seront supprimées à partir du samedi 9 janvier 2027 : leurs présences auront été conservées 6 ans.');
  await expect(told).toBeVisible();
  await expect(page.getByText('Écrivez d’ici là le dossier pour les RH, ou conservez-les plus longtemps.')).toBeVisible();
  expect((await axe(page, guidelines).analyze()).violations).toEqual([]);

  await desk.button('Voir les séances').click();
  await expect(page.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
  await page.goBack();
  await expect(told).toBeVisible();
  await desk.button('Changer la durée').click();
  await expect(page.getByLabel(/^Conservation de l’émargement/)).toBeVisible();

  // Nothing is told where nothing goes.
  await page.unroute('**/api/console/home');
  await page.goto(new URL('/#/', desk.program.link).href);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Aucune séance en cours' })).toBeVisible();
  await expect(told).toBeHidden();
});

import { linkOf } from './desk';
import { expect, test } from './workshop';

const early = /En solo|Ensemble|classement de référence, de 0 à 100/;

test('a ranking: each alone, then the table with one pen, then what talking brought', async ({ desk, phone, stage, crowd }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 2 });
  const link = linkOf(await session.view());
  const [anna, ben] = [await phone(), await phone()];
  const annas = await anna.join(link, 'Anna', 'Loire');
  const bens = await ben.join(link, 'Ben', 'Loire');
  const guests = await crowd(session, ['Chloé', 'Driss', 'Emma', 'Farid', 'Gaëlle', 'Hugo', 'Inès', 'Jules', 'Kenza']);
  await session.startAt('ranking');
  const screen = await stage(session);
  const { backstage, tables } = await session.view();
  const reference = backstage?.reference.map(({ id }) => id) ?? [];
  expect(tables.map(({ name, size }) => `${name} ${size}`)).toEqual(['Loire 6', 'Garonne 5']);

  await test.step('alone: a whole list, locked; one person prefers not to', async () => {
    await desk.act('Ouvrir les listes individuelles', ' ');
    const waiting = anna.page.getByRole('region', { name: /^À placer/ }).getByRole('button');
    await expect(waiting).toHaveCount(10);
    await waiting.nth(3).tap();
    for (let left = 9; left > 0; left--) {
      await expect(waiting).toHaveCount(left);
      await waiting.first().press('Enter');
    }
    await anna.lock('Verrouiller ma liste');
    await expect(anna.heading('Verrouillé')).toBeVisible();
    await ben.button('Je préfère ne pas répondre').tap();
    await expect(ben.page.getByText('Vous avez choisi de ne pas répondre. Cela ne se voit nulle part.')).toBeVisible();
    for (const [index, guest] of guests.entries()) {
      await guest.answer('list', [...reference.slice(index), ...reference.slice(0, index)]);
      await guest.lock();
    }
    await expect(screen.getByText('11 réponses sur 11')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(early);
    await desk.act('Clore les listes individuelles');
    await expect(anna.page.getByText('Partie close')).toBeVisible();
  });

  await test.step('together: one writes, another takes the pen and goes on', async () => {
    await desk.act('Passer à : Par table');
    await desk.act('Ouvrir les listes des tables');
    await anna.button('Prendre la main').tap();
    await expect(anna.page.getByText('Vous avez la main.')).toBeVisible();
    const annaPlaces = anna.page.getByRole('region', { name: /^À placer/ }).getByRole('button');
    for (let left = 10; left > 4; left--) {
      await expect(annaPlaces).toHaveCount(left);
      await annaPlaces.first().press('Enter');
    }
    await expect(ben.page.getByText(`${annas} a la main.`)).toBeVisible();
    await expect(ben.page.getByText('libre')).toHaveCount(4);
    await ben.button('Prendre la main').tap();
    await expect(anna.page.getByText(`${bens} a la main.`)).toBeVisible();
    const benPlaces = ben.page.getByRole('region', { name: /^À placer/ }).getByRole('button');
    for (let left = 4; left > 0; left--) {
      await expect(benPlaces).toHaveCount(left);
      await benPlaces.first().press('Enter');
    }
    await ben.lock('Verrouiller la liste de la table');
    await expect(anna.page.getByText('La liste de la table est verrouillée.')).toBeVisible();

    const writer = guests.find(({ me }) => me?.table?.name === 'Garonne');
    await writer?.takePen();
    await writer?.answer('list', reference, { asTable: true });
    await writer?.lock('', true);
    await expect(desk.page.getByText('liste verrouillée')).toHaveCount(2);
    await expect(screen.locator('body')).not.toContainText(early);
    await desk.act('Clore les listes des tables', ' ');
    await expect(screen.locator('body')).not.toContainText(early);
  });

  await test.step('revealed: the tables’ stairs, and to each person their own list', async () => {
    await desk.act('Révéler : Révélation', 'r');
    await expect(screen.getByRole('img', { name: /^Garonne : moyenne \d+, meilleur \d+, table 100$/ })).toBeVisible();
    await expect(screen.getByRole('img', { name: /^Loire : moyenne \d+, meilleur \d+, table \d+$/ })).toBeVisible();
    await expect(screen.getByRole('img').getByText('En solo, au mieux')).toHaveCount(2);
    await expect(anna.heading('Votre liste et la référence')).toBeVisible();
    await expect(anna.page.getByText(/^Votre distance\s: \d+/)).toBeVisible();
    await expect(anna.page.getByText(/^Table Loire\s: distance \d+/)).toBeVisible();
    await expect(ben.page.getByText('Votre liste est trop incomplète pour être comparée.')).toBeVisible();
    await desk.act('Passer à : Débriefing');
    await expect(screen.getByRole('row')).toHaveCount(11);
    for (const pseudonym of [annas, bens]) await expect(screen.locator('body')).not.toContainText(pseudonym);
  });
});

import type { Page } from '@playwright/test';
import type { ConsoleView } from '../src/shared/model/wire';
import { axe, guidelines } from './axe';
import { expect, test } from './workshop';

async function accessible(page: Page): Promise<void> {
  expect((await axe(page, guidelines).analyze()).violations).toEqual([]);
}

test('the lobby tells the hours, and the Wi-Fi that the trainer typed', async ({ desk, stage }, info) => {
  await desk.page.setViewportSize({ width: 1280, height: 800 });
  await desk.introduce();
  const title = 'Conduire la transformation numérique sans perdre ni ses équipes ni ses repères : une journée pour décider à plusieurs, confronter deux pôles, tenir une histoire jusqu’à sa fin, et repartir avec un geste.'.slice(0, 200);
  const session = await desk.open({ title, date: '2026-11-24', starts: '09:00', client: '', stageLanguage: 'en' });
  const screen = await stage(session);
  const heading = screen.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/repartir avec un g/);
  await expect(screen.getByText(/Tuesday,?\s24\sNovember 2026 · 09:00 – \d\d:\d\d/)).toBeVisible();
  await expect(screen.getByText('Join the Wi-Fi')).toBeHidden();

  await desk.page.getByLabel('Nom du réseau').fill('Estrade-B204');
  await desk.page.getByLabel('Mot de passe').fill('tilleul27');
  await desk.button('Montrer à la salle').click();
  await expect(desk.page.getByText('Montré sur la scène.')).toBeVisible();
  await expect(screen.getByText('Estrade-B204')).toBeVisible();
  await expect(screen.getByText('tilleul27')).toBeVisible();
  await accessible(desk.page);
  await desk.page.screenshot({ path: info.outputPath('lobby-console.png') });
  await screen.screenshot({ path: info.outputPath('lobby-stage-long.png') });
  // What the trainer wrote is in the room's language, whatever the console speaks.
  await expect(desk.page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'en');
  expect(await heading.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(8);
});

test('the console tells what becomes of the projection, and who is away since when', async ({ desk, crowd, stage }, info) => {
  await desk.page.setViewportSize({ width: 1280, height: 800 });
  await desk.introduce();
  const session = await desk.open({ title: 'Leadership et numérique' });
  await crowd(session, ['Awa Diallo', 'Inès Roy', 'Léo Petit', 'Maud Guérin', 'Noé Blanc']);
  const [tilleul] = await crowd(session, ['Paul Martin']);
  const state = (word: string) => desk.button(new RegExp(`^Projecteur\\s:\\s${word}$`));
  const picture = (name: string) => desk.page.screenshot({ path: info.outputPath(`${name}.png`) });

  await test.step('the preview alone projects nothing', async () => {
    await expect(desk.page.frameLocator('iframe').getByRole('heading', { name: 'Leadership et numérique' })).toBeVisible();
    await expect(desk.button('Ouvrir la scène')).toBeVisible();
  });

  const screen = await stage(session);
  await expect(state('connecté')).toBeVisible();
  await session.startAt('scenario');
  await session.goTo('N1.vote');

  await test.step('frozen and black are told', async () => {
    await desk.page.keyboard.press('g');
    await expect(state('image figée')).toBeVisible();
    await desk.page.keyboard.press('b');
    await expect(state('écran noir')).toBeVisible();
    await desk.page.keyboard.press('b');
    await desk.page.keyboard.press('g');
    await expect(state('connecté')).toBeVisible();
  });

  await test.step('a reload of the stage is no alarm; its closing is told, with the way out', async () => {
    await screen.reload();
    await expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(state('connecté')).toBeVisible();
    await screen.close();
    await expect(desk.page.getByRole('alert')).toContainText('La salle ne voit plus la scène depuis');
    await expect(desk.button('Rouvrir la scène').first()).toBeVisible();
    await accessible(desk.page);
    await picture('gone-fr-light');
    await desk.page.emulateMedia({ colorScheme: 'dark' });
    await picture('gone-fr-dark');
    await desk.page.emulateMedia({ colorScheme: 'light' });
    const again = await stage(session);
    await expect(desk.page.getByRole('alert')).toBeHidden();
    await expect(state('connecté')).toBeVisible();
    await again.close();
    await desk.button('Continuer sans').click();
    await expect(desk.page.getByRole('alert')).toBeHidden();
  });

  await test.step('who left is told, with how long', async () => {
    tilleul?.leave();
    const away = () => session.view().then((view: ConsoleView) => view.roster.find(({ connected }) => !connected));
    await expect.poll(async () => (await away())?.awaySince ?? 0).toBeGreaterThan(0);
    await expect(desk.page.getByRole('button', { name: /hors ligne à l’instant$/ })).toBeVisible();
  });

  await test.step('a digit goes to its table', async () => {
    const [first] = (await session.view()).tables;
    await desk.page.keyboard.press('1');
    await expect(desk.page.getByRole('heading', { name: new RegExp(first?.name ?? 'none') })).toBeFocused();
    await accessible(desk.page);
    await picture('table-focused');
  });

  await test.step('the minutes of each part stand in the agenda', async () => {
    const parts = desk.page.getByRole('region', { name: 'Déroulé' }).locator('.parts li');
    await expect(parts.first()).toHaveText(/\d+\smin/);
    await expect(parts.filter({ hasText: /pour \d+\smin prévues/ }).first()).toBeVisible();
  });
});

import type { FrameLocator } from '@playwright/test';
import type { ConsoleView, Home, SessionSummary } from '../src/shared/model/wire';
import { expect, test } from './workshop';

const sessionOf = (address: string) => /session\/([\w-]+)/.exec(address)?.[1] ?? '';

test('a trainer alone rehearses, sees the three surfaces, changes the time and the people, and throws it away', async ({ desk, phone }) => {
  test.setTimeout(300_000);
  const { page, program } = desk;
  await desk.introduce();
  await page.setViewportSize({ width: 1280, height: 800 });
  const earnest = await program.open({ client: 'Groupe Ormeval' });
  const before = await earnest.view();

  await page.getByRole('button', { name: /^Répéter avec des participants simulés/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Personnes', { exact: true }).fill('201');
  await desk.button('Répéter').click();
  await expect(dialog.getByText('Un nombre de 1 à 200.')).toBeVisible();
  await dialog.getByLabel('Personnes', { exact: true }).fill('4');
  await dialog.getByLabel('Atelier', { exact: true }).selectOption('essentials');
  await dialog.getByLabel('Le temps passe').selectOption('10');
  await expect(dialog.getByRole('radio')).toHaveCount(6);
  await dialog.getByRole('radio', { name: /^Rapide/ }).check();
  await desk.button('Répéter').click();

  const bar = page.getByRole('toolbar', { name: 'Répétition' });
  await expect(bar.getByRole('radio', { name: '×10' })).toBeChecked();
  const id = sessionOf(page.url());
  const view = () => program.call<ConsoleView>('session', id);
  await expect.poll(async () => (await view()).progress.connected, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);

  // The three surfaces are the real ones.
  const stage = page.frameLocator('iframe[title="La scène, telle que projetée"]');
  await expect(stage.getByText('Répétition').first()).toBeVisible();
  const glass = page.getByRole('region', { name: 'La page d’une personne simulée' });
  const shown: FrameLocator = glass.frameLocator('iframe');
  await expect(shown.locator('main h1')).toBeVisible();

  // A real phone joins as well, and reads that it is a rehearsal.
  const guest = await phone();
  await guest.page.goto((await view()).join?.localUrl ?? '');
  await expect(guest.page.getByText('Répétition')).toBeVisible();

  await desk.act('Commencer : Bienvenue');
  const onward = async (name: 'skip-step' | 'open') => {
    const { revision } = await view();
    await program.call('do', id, { name, revision, confirmed: true });
  };
  while ((await view()).step?.kind !== 'ranking') await onward('skip-step');

  // Time stands still: nobody answers. Then everybody hurries but the one in whose place the trainer plays.
  await bar.getByRole('radio', { name: 'Arrêter le temps' }).click();
  await expect(bar.getByRole('radio', { name: 'Arrêter le temps' })).toBeChecked();
  await onward('open');
  await glass.getByRole('button', { name: 'Jouer à sa place' }).click();
  await expect(glass.getByText('Vous répondez à sa place.')).toBeVisible();
  const held = (await program.call<{ participant: string; held: boolean }[]>('cast', id)).find((one) => one.held)?.participant;
  expect(held).toBeTruthy();
  expect((await view()).progress.answered).toBe(0);
  await bar.getByRole('radio', { name: '×5' }).click();
  await bar.getByRole('button', { name: 'Jusqu’à la fin de la partie' }).click();
  await expect.poll(async () => (await view()).roster.filter(({ simulated, answered }) => simulated && answered).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  expect((await view()).roster.find(({ id: one }) => one === held)?.answered).toBe(false);
  expect((await view()).timer?.remainingMillis).toBeLessThan(60_000);
  expect((await view()).timer?.pace).toBe(5);
  await expect(shown.getByRole('button').first()).toBeEnabled();
  await glass.getByRole('button', { name: 'Lui rendre sa place' }).click();
  await bar.getByRole('button', { name: 'Jusqu’à la fin de la partie' }).click();
  await expect.poll(async () => (await view()).roster.find(({ id: one }) => one === held)?.answered, { timeout: 30_000 }).toBe(true);

  // People come and go.
  // Who comes late is there by now, too.
  await expect.poll(async () => (await view()).roster.filter(({ simulated }) => simulated).length, { timeout: 30_000 }).toBe(4);
  const there = (await view()).roster.length;
  await bar.getByRole('button', { name: /personnes? simulées?$/ }).click();
  const cast = page.getByRole('dialog');
  await cast.getByLabel('Combien').fill('3');
  await cast.getByRole('radio', { name: /^Endormi/ }).check();
  await cast.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await expect.poll(async () => (await view()).roster.length, { timeout: 30_000 }).toBe(there + 3);
  await expect(cast.getByText('endormi (3)')).toBeVisible();
  await cast.getByLabel('Combien').fill('1');
  await cast.getByRole('button', { name: 'Retirer', exact: true }).click();
  await expect.poll(async () => (await view()).roster.length).toBe(there + 2);
  await cast.getByRole('button', { name: 'Fermer', exact: true }).last().click();

  // The session that counts runs on the clock, whatever was done here.
  const after = await earnest.view();
  expect(after.clock.pace).toBeUndefined();
  expect(Math.abs(after.clock.now - Date.now())).toBeLessThan(60_000);
  expect((await view()).clock.now - Date.now()).toBeGreaterThan(60_000);
  expect(after.roster).toEqual(before.roster);

  // The program is started again: the people come back by themselves, as they were.
  const tempers = async () => (await program.call<{ participant: string; temper: string }[]>('cast', id)).map(({ participant, temper }) => `${participant} ${temper}`).sort();
  const known = await tempers();
  await program.kill();
  await program.start();
  await desk.enter();
  await page.goto(new URL(`/#/session/${id}`, program.link).href);
  await expect(bar.getByRole('radio', { name: '×5' })).toBeChecked();
  await expect.poll(async () => (await tempers()).filter((one) => known.includes(one)).length, { timeout: 30_000 }).toBe((await view()).roster.filter(({ simulated }) => simulated).length);
  await expect(shown.locator('main h1')).toBeVisible();

  for (const [name, frames] of [['Console', 1], ['La salle', 2], ['Les trois écrans', 3]] as const) {
    await bar.getByRole('radio', { name }).check();
    await expect(page.locator('iframe')).toHaveCount(frames);
    // Nothing hangs out of the window.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }

  await bar.getByRole('button', { name: 'Jeter la répétition' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Jeter la répétition' }).click();
  await expect(page.getByRole('button', { name: /^Répéter avec des participants simulés/ })).toBeVisible();
  const left = (await program.call<Home>('home')).sessions;
  expect(left.map(({ id: one }: SessionSummary) => one)).toEqual([earnest.id]);
  expect(await program.call('cast', id)).toEqual([]);
});

test('a simulated participant’s page leaves the browser’s own places alone', async ({ desk, phone }) => {
  const { program } = desk;
  await desk.introduce();
  const id = await program.call<string>('rehearse', {
    workshop: 'essentials', title: '', client: '', place: '', date: '', tables: 0, roster: [], consoleLanguage: 'fr', stageLanguage: 'fr',
    documentLanguage: 'fr', starts: '', singleTeam: false, noReport: false, followUp: false, retentionDays: 0, retentionReason: '', rehearsal: true, seed: 1,
  }, 2, 'quick');
  const view = () => program.call<ConsoleView>('session', id);
  await expect.poll(async () => (await view()).roster.length, { timeout: 60_000 }).toBe(2);
  const { page } = await phone();
  await page.goto(new URL('/health', program.room).href);
  await page.evaluate(() => localStorage.setItem('estrade.sessions', '[]'));
  const someone = (await view()).roster[0];
  await page.goto(await program.call<string>('simulatedPage', id, someone?.id));
  await expect(page.locator('main h1')).toBeVisible();
  await expect(page.getByText(someone?.pseudonym ?? '').first()).toBeVisible();
  expect(await page.evaluate(() => [localStorage.getItem('estrade.sessions'), localStorage.length, sessionStorage.length])).toEqual(['[]', 1, 0]);
});

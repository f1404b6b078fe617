import type { ConsoleView } from '../src/shared/model/wire';
import { axe, guidelines } from './axe';
import { expect, test } from './workshop';

const idOf = (address: string) => /session\/([\w-]+)/.exec(address)?.[1] ?? '';

test('« Votre première séance » shows the way on the real screens, is left and resumed, and is done', async ({ desk }, info) => {
  test.setTimeout(180_000);
  const { page, program } = desk;
  await desk.introduce();
  const card = page.getByRole('region', { name: 'Votre première séance' });
  await expect(desk.button('Commencer la visite')).toBeVisible();
  await info.attach('home', { body: await page.screenshot(), contentType: 'image/png' });
  await desk.button('Commencer la visite').click();
  await expect(card.getByRole('heading', { name: 'Une salle qui répond à votre place' })).toBeVisible();
  await expect(page.locator('.guided')).toContainText('Répéter avec des participants simulés');

  // Esc leaves it; the home offers to resume, also after a reload.
  await page.keyboard.press('Escape');
  await expect(page.locator('.guided')).toHaveCount(0);
  await page.reload();
  await desk.button('Reprendre la visite').click();

  // The real thing is done on the real screen, and the guide goes on by itself.
  await page.getByRole('button', { name: /^Répéter avec des participants simulés/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Personnes', { exact: true }).fill('4');
  await desk.button('Répéter').click();
  await expect(card.getByRole('heading', { name: 'Qui est là' })).toBeVisible();
  await expect(page.locator('section.roster.guided')).toBeVisible();
  expect((await axe(page, guidelines).include('.guide').analyze()).violations).toEqual([]);
  await card.getByRole('button', { name: 'Continuer' }).click();
  await expect(card.getByRole('heading', { name: 'Un seul bouton à la fois' })).toBeVisible();
  await desk.act('Commencer : Bienvenue');
  await expect(card.getByRole('heading', { name: 'Ce que la salle voit' })).toBeVisible();
  await info.attach('guided stage', { body: await page.screenshot(), contentType: 'image/png' });
  await card.getByRole('button', { name: 'Continuer' }).click();
  await expect(card.getByRole('heading', { name: 'Ouvrir, attendre, clore' })).toBeVisible();

  // A reload in the middle puts it aside and loses nothing.
  const id = idOf(page.url());
  await page.reload();
  await expect(page.getByRole('toolbar', { name: 'Répétition' })).toBeVisible();
  await page.goto(new URL('/#/', program.link).href);
  await desk.button('Reprendre la visite').click();
  await page.goto(new URL(`/#/session/${id}`, program.link).href);
  await expect(card.getByRole('heading', { name: 'Ouvrir, attendre, clore' })).toBeVisible();
  const view = () => program.call<ConsoleView>('session', id);
  for (let act = 0; act < 30 && (await view()).part?.state !== 'closed'; act++) {
    const { actions, revision, stage } = await view();
    const name = actions[0]?.command ?? 'advance';
    await program.call('do', id, { name, revision, confirmed: true, number: name === 'section' ? stage.section + 1 : undefined });
  }
  await expect(card.getByRole('heading', { name: 'De quoi animer' })).toBeVisible();
  await card.getByRole('button', { name: 'Continuer' }).click();
  await expect(card.getByRole('heading', { name: 'Se tromper sans crainte' })).toBeVisible();
  await card.getByRole('button', { name: 'Continuer' }).click();
  await card.getByRole('button', { name: 'Terminer' }).click();
  await expect(card).toHaveCount(0);
  await page.goto(new URL('/#/', program.link).href);
  await expect(desk.button('Revoir « Votre première séance »')).toBeVisible();
});

test('« 10 minutes avant » ticks what the program sees, and keeps what the trainer ticks with the session', async ({ desk }, info) => {
  const { page, program } = desk;
  await desk.introduce();
  const session = await desk.open();
  await desk.button('10 minutes avant…').click();
  const dialog = page.getByRole('dialog', { name: '10 minutes avant' });
  await expect(dialog.getByText('Aucun autre appareil n’a encore atteint la salle', { exact: false })).toBeVisible();
  await expect(dialog.getByText(/libres\s:\sune journée/)).toBeVisible();
  await expect(dialog.getByText(/^Il manque\s:\sadresse/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^Son\s: fait$/ }).check();
  await expect.poll(async () => (await session.view()).checked).toEqual(['sound']);
  expect((await axe(page, guidelines).analyze()).violations).toEqual([]);
  await info.attach('checklist', { body: await page.screenshot(), contentType: 'image/png' });

  // What is filled in the settings meanwhile ticks itself.
  const { settings } = await program.call<{ settings: Record<string, unknown> }>('home');
  await program.call('saveSettings', { ...settings, address: ['12 rue du Port'], siret: '73282932000074', activityDeclaration: '11 75 12345 75', privacyContact: 'dpo@exemple.fr' });
  await expect(dialog.getByText('Tout ce que les attestations demandent est rempli.')).toBeVisible();

  // Kept with the session, over a restart of the program.
  await program.kill();
  await program.start();
  await desk.enter();
  await page.goto(new URL(`/#/session/${session.id}`, program.link).href);
  await desk.button('10 minutes avant…').click();
  await expect(dialog.getByRole('checkbox', { name: /^Son\s: fait$/ })).toBeChecked();
  await page.keyboard.press('Escape');
});

test('the help of an activity tells its aim, how it runs, what to know and its debrief', async ({ desk }, info) => {
  const { page } = desk;
  await desk.introduce();
  const session = await desk.open();
  await session.startAt('ranking');
  await page.getByRole('button', { name: /^Comment animer/ }).click();
  const dialog = page.getByRole('dialog');
  for (const part of ['But', 'Déroulement', 'À savoir', 'Débriefing']) await expect(dialog.getByRole('heading', { name: part, exact: true })).toBeVisible();
  expect((await axe(page, guidelines).analyze()).violations).toEqual([]);
  await info.attach('activity', { body: await page.screenshot(), contentType: 'image/png' });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Bundle, ConsoleView, Home, PresenceView } from '../src/shared/model/wire';
import { axe, guidelines } from './axe';
import { linkOf } from './desk';
import type { Phone } from './phone';
import { expect, test } from './workshop';

async function accessible(page: Page): Promise<void> {
  expect((await axe(page, guidelines).analyze()).violations).toEqual([]);
}

/** Draws a signature with the mouse, or as a pen would. */
async function draw(page: Page, bend = 1): Promise<void> {
  const pad = page.getByRole('img', { name: /^Zone où tracer|^Area to draw/ });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  const at = (t: number) => [box.x + box.width * (0.12 + 0.7 * t), box.y + box.height * (0.5 - 0.28 * Math.sin(t * 14 * bend) * (1 - 0.5 * t))] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1) await page.mouse.move(...at(step / 40));
  await page.mouse.up();
}

const line = (phone: Phone) => phone.button('Signez votre présence');
const signed = (view: PresenceView) => view.people.filter(({ cells }) => cells.at(-1)?.signature != null).map(({ name }) => name);

test('people sign their presence on their screen', async ({ desk, program, phone }, info) => {
  await desk.introduce();
  const { settings } = await program.call<Home>('home');
  await program.call('saveSettings', { ...settings, attendanceYears: 6 });
  const session = await desk.open({ roster: ['Sans Poste'] });
  const awa = await phone();
  await awa.join(linkOf(await session.view()), 'Awa Diallo');
  await session.startAt('scenario');
  await session.goTo('N1.vote');

  await test.step('the invitation stands beside the vote and holds nothing up', async () => {
    await awa.page.getByRole('radio', { name: /^B/ }).check();
    await awa.button('Envoyer B').tap();
    await expect(awa.heading('Réponse enregistrée')).toBeVisible();
    await expect(line(awa)).toBeVisible();
    await line(awa).tap();
    await expect(awa.heading('Signez votre présence')).toBeFocused();
    await expect(awa.page.getByText(/Awa Diallo, (matin|après-midi) du/)).toBeVisible();
    await expect(awa.page.getByText(/Votre signature est conservée 6\sans après la séance\./)).toBeVisible();
    await accessible(awa.page);
  });

  await test.step('a touch is no signature; a drawing is, once it is on disk', async () => {
    await awa.button('Valider ma signature').tap();
    await expect(awa.page.getByRole('alert').filter({ hasText: 'Tracez d’abord votre signature.' })).toBeVisible();
    await draw(awa.page);
    await awa.button('Effacer').tap();
    await expect(awa.button('Effacer')).toBeDisabled();
    await draw(awa.page, 1.3);
    await awa.page.screenshot({ path: info.outputPath('phone-sign.png') });
    await awa.button('Valider ma signature').tap();
    await expect(awa.heading('Présence signée')).toBeFocused();
    await expect(awa.page.getByText(/^Signature enregistrée à .* matin du |^Signature enregistrée à .* après-midi du /).first()).toBeVisible();
    await accessible(awa.page);
    await awa.page.screenshot({ path: info.outputPath('phone-signed.png') });
    expect(signed(await program.call<PresenceView>('signatures', session.id))).toEqual(['Awa Diallo']);
    await awa.button('Revenir à la séance').tap();
    await expect(awa.heading('Réponse enregistrée')).toBeVisible();
    await expect(line(awa)).toBeHidden();
  });

  await test.step('on a shared phone each person signs for themselves, at the keyboard too', async () => {
    await awa.button('Menu').tap();
    await expect(awa.page.getByText(/^Signature enregistrée à /)).toBeVisible();
    await awa.button('Ajouter une personne sur ce poste').tap();
    await awa.enter('Maud Guérin');
    await line(awa).tap();
    await expect(awa.page.getByText(/Maud Guérin, (matin|après-midi) du/)).toBeVisible();
    await expect(awa.page.getByText('Awa Diallo')).toBeHidden();
    await awa.button('Signer au clavier').tap();
    await expect(awa.page.getByLabel('Votre prénom et votre nom')).toBeFocused();
    await awa.page.keyboard.type('Maud Guérin');
    await awa.page.keyboard.press('Enter');
    await expect(awa.heading('Présence signée')).toBeVisible();
    expect(signed(await program.call<PresenceView>('signatures', session.id))).toEqual(['Awa Diallo', 'Maud Guérin']);
  });

  await test.step('what is signed without a connection leaves with the next one', async () => {
    await awa.button('Signer de nouveau').tap();
    await draw(awa.page, 0.8);
    await awa.page.context().setOffline(true);
    await expect(awa.page.getByText('Connexion perdue.')).toBeVisible();
    await awa.button('Valider ma signature').tap();
    await expect(awa.page.getByText(/^Pas de connexion/).first()).toBeVisible();
    await awa.button('Revenir à la séance').tap();
    await expect(awa.page.getByText('Votre signature attend la connexion')).toBeVisible();
    await awa.page.context().setOffline(false);
    await expect(awa.page.getByText('Votre signature attend la connexion')).toBeHidden({ timeout: 20_000 });
    const { people } = await program.call<PresenceView>('signatures', session.id);
    expect(people.find(({ name }) => name === 'Maud Guérin')?.cells.at(-1)?.signature?.typed).toBe('');
  });

  await test.step('the console shows who signed, and lets the trainer and somebody without a device sign', async () => {
    const { page } = desk;
    await desk.button(/^Émargement.*2 signatures sur 2/).click();
    const dialog = page.getByRole('dialog', { name: 'Émargement' });
    await expect(dialog.getByRole('img', { name: 'Signature de Awa Diallo' })).toBeVisible();
    await expect(dialog.getByRole('row', { name: /^Sans Poste/ })).toContainText('pas entré·e');
    await accessible(page);
    await dialog.getByRole('button', { name: /^Signer pour l’animation/ }).click();
    await expect(page.getByRole('heading', { name: 'Camille Roux (animation)' })).toBeFocused();
    await draw(page, 1.1);
    await desk.button('Valider ma signature').click();
    await expect(dialog.getByRole('img', { name: 'Signature de Camille Roux (animation)' })).toBeVisible();

    await dialog.getByRole('button', { name: 'Faire signer Sans Poste sur cet ordinateur' }).click();
    await expect(page.getByRole('heading', { name: 'Passez l’ordinateur à Sans Poste' })).toBeFocused();
    await page.keyboard.press('Escape');
    await desk.button('Je suis Sans Poste').click();
    // Whoever signs reads nobody else's name.
    await expect(page.getByText('Awa Diallo')).toHaveCount(0);
    await page.screenshot({ path: info.outputPath('console-hand-over.png') });
    await accessible(page);
    await draw(page, 0.9);
    await desk.button('Valider ma signature').click();
    await expect(page.getByText('La signature est enregistrée. Rendez l’ordinateur à la personne qui anime.')).toBeVisible();
    await desk.button('Revenir à la console').click();
    await expect(dialog.getByRole('img', { name: 'Signature de Sans Poste' })).toBeVisible();
    await page.screenshot({ path: info.outputPath('console-signatures.png') });
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Imprimer une feuille vierge' }).click()]);
    expect(readFileSync(await download.path()).subarray(0, 5).toString()).toBe('%PDF-');
    await download.saveAs(info.outputPath('blank.pdf'));
    await dialog.getByRole('button', { name: 'Fermer' }).click();
    await expect(desk.button(/^Émargement.*3 signatures sur 3/)).toBeVisible();
  });

  await test.step('in English and in the dark', async () => {
    await awa.page.emulateMedia({ colorScheme: 'dark' });
    await awa.button('Menu').tap();
    await awa.page.getByRole('radio', { name: 'English' }).check();
    await awa.button('Sign again').tap();
    await expect(awa.heading('Presence signed')).toBeVisible();
    await awa.button('Sign again').tap();
    await draw(awa.page, 1.2);
    await accessible(awa.page);
    await awa.page.screenshot({ path: info.outputPath('phone-dark-english.png'), fullPage: true });
    await awa.page.setViewportSize({ width: 320, height: 568 });
    await awa.page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await awa.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await awa.page.screenshot({ path: info.outputPath('phone-320.png'), fullPage: true });
  });

  await test.step('signatures stay when the session is closing, until documents are issued', async () => {
    await session.finish();
    await session.do('begin-closing');
    await expect(desk.page.getByRole('heading', { name: 'Confirmer les présences' })).toBeVisible();
    await desk.button(/^Émargement.*3 signatures sur 3/).click();
    await desk.page.screenshot({ path: info.outputPath('console-closing.png') });
    await desk.page.keyboard.press('Escape');
  });

  await test.step('the nature of the action is chosen where documents are prepared', async () => {
    await desk.button('Confirmer les présences').click();
    const nature = desk.page.getByLabel('Nature de l’action');
    await expect(nature).toHaveValue('training');
    await nature.selectOption('assessment');
    await expect.poll(async () => (await program.call<ConsoleView>('session', session.id)).session.actionNature).toBe('assessment');
    await expect(nature).toHaveValue('assessment');
    await accessible(desk.page);
    await desk.page.screenshot({ path: info.outputPath('console-nature.png'), fullPage: true });
  });

  await test.step('the sheet that was signed is issued', async () => {
    const { documents } = await program.call<Bundle>('issue', session.id, { kinds: ['attendance-sheet'], dir: info.outputPath('written') });
    expect(documents.map(({ kind }) => kind)).toEqual(['attendance-sheet']);
  });
});

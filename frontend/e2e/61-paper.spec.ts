import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { axe, guidelines } from './axe';
import { expect, test } from './workshop';

async function accessible(page: Page): Promise<void> {
  expect((await axe(page, guidelines).analyze()).violations).toEqual([]);
}

test('a room on paper: sheets to print, raised hands and an evaluation typed, shown, kept through a crash and told in the report', async ({ program, desk, stage }, info) => {
  await desk.introduce();
  const { page } = desk;
  const session = await desk.open({ workshop: 'half-day' });

  await test.step('the sheets are printed while the session waits', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), desk.button('Imprimer les feuilles papier').click()]);
    const file = info.outputPath('sheets.pdf');
    await download.saveAs(file);
    await expect(page.getByText('Les feuilles sont dans vos téléchargements')).toBeVisible();
    const said = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    expect(said).toContain('Cartes de vote');
    expect(said).toContain('Une par personne, à garder');
    await page.screenshot({ path: info.outputPath('lobby.png') });
    await accessible(page);
  });

  await test.step('where nothing is typed the console says so', async () => {
    await session.startAt('ranking');
    const told = page.getByText('Sur papier, cette partie ne se saisit pas', { exact: false });
    await expect(told).toBeHidden();
    while ((await session.view()).part?.state !== 'open') await session.do((await session.view()).actions[0]?.command ?? 'open');
    await expect(told).toBeVisible();
    await accessible(page);
  });

  while ((await session.view()).step?.kind !== 'scenario') await session.do('skip-step');
  const screen = await stage(session);
  const dialog = page.getByRole('dialog', { name: 'Mains levées' });
  const field = (letter: string) => dialog.getByRole('spinbutton', { name: new RegExp(`^${letter} ·`) });
  await desk.act('Passer à : Vote');

  await test.step('hands are typed by keys while the vote is open, and only then', async () => {
    await expect(desk.button('Saisir les mains levées')).toHaveCount(0);
    await desk.act('Ouvrir le vote');
    await desk.button('Saisir les mains levées').focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await field('A').fill('501');
    await expect(dialog.getByText('Écrivez des nombres entiers, de 0 à 500.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
    await field('A').fill('6');
    await field('A').press('Tab');
    await page.keyboard.type('2');
    await expect(dialog.getByText('En tout : 8 mains levées')).toBeVisible();
    await expect(dialog.getByText('Seuls les votes, les cartes triées et l’évaluation se saisissent.', { exact: false })).toBeVisible();
    await accessible(page);
    await page.screenshot({ path: info.outputPath('hands.png') });
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('8 mains levées saisies.')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(/8|main levée/);
  });

  await test.step('a slip is taken back, or typed anew', async () => {
    await desk.button('Saisir les mains levées').click();
    await field('A').fill('60');
    await field('A').press('Enter');
    await expect(page.getByText('62 mains levées saisies.')).toBeVisible();
    await desk.button(/^Annuler/).click();
    await expect(page.getByText('8 mains levées saisies.')).toBeVisible();
    await desk.button('Saisir les mains levées').click();
    await expect(field('A')).toHaveValue('6');
    await field('C').fill('1');
    await field('C').press('Enter');
    await expect(page.getByText('9 mains levées saisies.')).toBeVisible();
  });

  await test.step('a power cut loses none', async () => {
    await program.kill();
    await program.start();
    await desk.enter();
    await page.goto(new URL(`/#/session/${session.id}`, program.link).href);
    await expect(page.getByText('9 mains levées saisies.')).toBeVisible();
  });

  await test.step('they are on the stage once revealed, and stand', async () => {
    await desk.act('Clore le vote');
    await expect(desk.button('Saisir les mains levées')).toHaveCount(0);
    await desk.act('Révéler : Répartition');
    await expect(page.getByText('dont 9 à main levée')).toBeVisible();
    await expect(screen.getByText('6', { exact: true }).first()).toBeVisible();
    await screen.screenshot({ path: info.outputPath('stage.png') });
    await page.screenshot({ path: info.outputPath('split.png') });
    await expect(desk.button(/^Annuler/)).toHaveCount(0);
    const { revision, part } = await session.view();
    const refused = program.call('do', session.id, { name: 'hands', revision, option: `${part?.id ?? ''}/choice`, counts: [] });
    await expect(refused).rejects.toThrow('hands-not-open');
  });

  await test.step('fewer than five stay hidden', async () => {
    const view = await session.view();
    const node = view.play?.scenario?.node?.id ?? '';
    await session.goTo(`${node}.consequence`, 'shown');
    await session.do('advance');
    await session.do('open');
    await desk.button('Saisir les mains levées').click();
    await field('B').fill('4');
    await field('B').press('Enter');
    await expect(page.getByText('4 mains levées saisies.')).toBeVisible();
    await session.do('close');
    await session.do('reveal');
    await expect(screen.getByText('Réponses reçues. Trop peu nombreuses pour être affichées.')).toBeVisible();
  });

  await test.step('an evaluation handed in on paper is counted question by question', async () => {
    while ((await session.view()).step?.kind !== 'feedback') await session.do('skip-step');
    await session.do('open');
    const sheets = page.getByRole('dialog', { name: 'Feuilles rendues' });
    await desk.button('Saisir les feuilles rendues').click();
    for (let question = 1; question <= 8; question++) {
      await expect(sheets.getByRole('combobox', { name: 'Question' }).locator(':checked')).toHaveText(new RegExp(`^${question}\\. `));
      await sheets.getByRole('spinbutton', { name: 'tout à fait' }).fill('7');
      await page.keyboard.press('Enter');
    }
    await sheets.getByRole('spinbutton', { name: '9', exact: true }).fill('7');
    await page.screenshot({ path: info.outputPath('sheets.png') });
    await accessible(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText('9 questions saisies sur 9.')).toBeVisible();
  });

  await test.step('the report says how many were raised hands, and how many sheets', async () => {
    await session.finish();
    await session.do('begin-closing');
    await program.call('confirmAttendance', session.id, []);
    const { dir } = await program.call<{ dir: string }>('issue', session.id, { dir: info.outputPath('archive') });
    const report = execFileSync('sh', ['-c', 'pdftotext "$0"/*compte-rendu*.pdf -', dir], { encoding: 'utf8' }).replace(/\s+/g, ' ');
    expect(report).toContain('dont 7 sur papier (décompte saisi par la personne qui anime)');
    expect(report).toContain('9 votes, dont 9 à main levée (décompte saisi par la personne qui anime)');
  });
});

import type { ConsoleView } from '../src/shared/model/wire';
import { expect, test } from './workshop';

test('the trainer takes back the last act within ten seconds, by a key or a press, and never another than the last', async ({ desk, crowd }) => {
  test.setTimeout(120_000);
  const { page, program } = desk;
  await desk.introduce();
  const session = await desk.open();
  await crowd(session, ['Alix Martin', 'Bao Nguyen', 'Chris Petit', 'Dana Roy', 'Eli Simon', 'Fred Blanc']);
  await desk.act('Commencer : Bienvenue');
  const view = () => program.call<ConsoleView>('session', session.id);
  const bar = page.locator('.undo');

  // A step skipped by mistake: back where it was, with the key.
  const before = await view();
  await desk.button('Passer l’étape…').click();
  const yes = page.getByRole('dialog').getByRole('button', { name: 'Passer l’étape' });
  // A press that follows the last act too closely is put aside.
  await expect(async () => {
    if (await yes.isVisible()) await yes.click({ timeout: 1_000 });
    await expect(yes).toBeHidden({ timeout: 800 });
  }).toPass();
  await expect(bar.getByText('Étape passée.')).toBeVisible();
  expect((await view()).step?.index).toBe((before.step?.index ?? 0) + 1);
  await page.keyboard.press('z');
  await expect(bar.getByText('Annulé.')).toBeVisible();
  const after = await view();
  expect([after.step?.index, after.part?.id, after.part?.state]).toEqual([before.step?.index, before.part?.id, before.part?.state]);
  expect(after.agenda[1]?.startedAt).toBe(0);

  // A minute more, by a press; the page lets the offer go with what follows.
  const planned = after.timer?.totalSeconds ?? 0;
  await desk.button('+1 min').click();
  await expect.poll(async () => (await view()).timer?.totalSeconds).toBe(planned + 60);
  await bar.getByRole('button', { name: /^Annuler/ }).click();
  await expect.poll(async () => (await view()).timer?.totalSeconds).toBe(planned);

  // The black screen, with Ctrl+Z.
  await page.keyboard.press('b');
  await expect.poll(async () => (await view()).stage.black).toBe(true);
  await expect(bar.getByRole('button', { name: /^Annuler/ })).toBeVisible(); // the page knows of it after the program does
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await view()).stage.black).toBe(false);

  // Somebody removed comes back, to their table.
  const roster = (await view()).roster;
  const gone = roster[0];
  await page.getByRole('button', { name: new RegExp(`^${gone?.pseudonym}`) }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer de la séance…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click();
  await expect(bar.getByText('Personne retirée.')).toBeVisible();
  // Keys are the dialog's as long as it is open.
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('z');
  await expect.poll(async () => (await view()).roster.map(({ pseudonym, table }) => `${pseudonym} ${table}`)).toEqual(roster.map(({ pseudonym, table }) => `${pseudonym} ${table}`));

  // What another console did meanwhile is never taken for the last act.
  await desk.button('+1 min').click();
  await expect(bar.getByRole('button', { name: /^Annuler/ })).toBeVisible();
  const stale = await view();
  await program.call('do', session.id, { name: 'check', revision: stale.revision, option: 'sound', number: 1 });
  await expect(bar.getByRole('button', { name: /^Annuler/ })).toBeHidden();
  await expect(program.call('do', session.id, { name: 'undo', revision: stale.revision })).rejects.toThrow('undo-moved-on');
  expect((await view()).timer?.totalSeconds).toBe(planned + 60);

  // Nor is anything offered for what moves the session on.
  await program.call('do', session.id, { name: 'skip-step', revision: (await view()).revision });
  await expect(page.getByText(/^Étape 2 sur 5/)).toBeVisible();
  const { revision } = await view();
  await page.keyboard.press(' ');
  await expect.poll(async () => (await view()).revision).toBeGreaterThan(revision);
  expect((await view()).undo).toBeUndefined();
  await expect(bar.getByRole('button', { name: /^Annuler/ })).toBeHidden();
});

test('what was typed in a box of the debrief is taken back as one act, within ten seconds, and its box is empty again', async ({ desk }) => {
  const { page, program } = desk;
  await desk.introduce();
  const session = await desk.open();
  await session.do('start');
  await session.goTo('map', 'shown');
  const notes = async () => (await program.call<ConsoleView>('session', session.id)).notes.map(({ text }) => text);
  const bar = page.locator('.undo');

  await expect(page.getByRole('heading', { name: 'Où divergeons-nous', level: 2 })).toBeVisible();
  await page.locator('.debrief .stage').first().click();
  const box = page.locator('.debrief').getByRole('textbox').first();
  // Two pauses of the hand: kept twice, one act.
  await box.fill('La paire 1');
  await expect.poll(notes).toEqual(['La paire 1']);
  await box.pressSequentially(' nous divise');
  await expect.poll(notes).toEqual(['La paire 1 nous divise']);
  await expect(bar.getByText('Note gardée.')).toBeVisible();
  // In the field the key writes; the press takes back.
  await bar.getByRole('button', { name: /^Annuler/ }).click();
  await expect(bar.getByText('Annulé.')).toBeVisible();
  await expect.poll(notes).toEqual([]);
  await expect(box).toHaveValue('');

  // Ten seconds later it is not offered any more, and the note stays.
  await box.fill('Rien ne presse');
  await expect.poll(notes).toEqual(['Rien ne presse']);
  await expect(bar.getByRole('button', { name: /^Annuler/ })).toBeVisible();
  await expect(bar.getByRole('button', { name: /^Annuler/ })).toBeHidden({ timeout: 15_000 });
  expect(await notes()).toEqual(['Rien ne presse']);
});

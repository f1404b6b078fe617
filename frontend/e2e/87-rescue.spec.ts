import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../src/shared/model/wire';
import { linkOf } from './desk';
import type { Program } from './program';
import { expect, test } from './workshop';

const file = (program: Program) => join(program.data, 'estrade.db');

/** Writes nonsense over a leaf page of the database that holds a text. */
function spoil(program: Program, text: string): void {
  const data = readFileSync(file(program));
  const [size, leaf] = [4096, 0x0a]; // of tables without rowid
  for (let page = 0; page < data.length; page += size) {
    if (data[page] !== leaf || !data.subarray(page, page + size).includes(text)) continue;
    data.fill(0xa5, page, page + 600);
    writeFileSync(file(program), data);
    return;
  }
  throw new Error(`${text} is on no page`);
}

const backups = (program: Program) => {
  const folder = join(program.data, 'backups');
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^estrade-.*\.db$/.test(name)) : [];
};

test('a page of the database is damaged: the console tells, restores the backup, and the room goes on', async ({ program, desk, phone }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1, title: 'Séance du matin' });
  const anna = await phone();
  await anna.join(linkOf(await session.view()), 'Anna');
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  await anna.page.getByRole('radio', { name: /^C/ }).check();
  await anna.button('Envoyer C').tap();
  await expect(anna.heading('Réponse enregistrée')).toBeVisible();

  // The program makes a backup by itself when it starts and there is none yet.
  await program.stop();
  await program.start();
  await expect.poll(() => backups(program).length, { timeout: 30_000 }).toBe(1);
  await expect(anna.page.getByText('Connexion perdue.')).toBeHidden();
  await program.stop();
  spoil(program, 'choicep:'); // an answer: the item, then who gave it
  const damaged = readFileSync(file(program));
  await program.start();

  await desk.enter();
  await expect(desk.page.getByRole('heading', { name: 'Le fichier des séances est abîmé' })).toBeVisible();
  await expect(desk.page.getByText('Aucune salle n’est ouverte.')).toBeVisible();
  expect(program.room).toBe('');
  await expect(desk.page.getByText(/^1 séance, 1 personne, 1 réponse/)).toBeVisible();
  await expect(desk.page.getByRole('row', { name: /Séance du matin abîmée/ })).toBeVisible();
  expect(readFileSync(file(program)).equals(damaged)).toBe(true);
  await expect(program.call('sessions', { search: '', running: false, limit: 0, offset: 0 })).rejects.toThrow('in-rescue');

  await desk.page.getByRole('button', { name: /^Restaurer la sauvegarde du/ }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Restaurer' }).click();
  await expect(desk.page.getByText('Estrade repart d’un fichier sain.')).toBeVisible();
  const kept = readdirSync(program.data).find((name) => name.startsWith('damaged-')) ?? '';
  expect(readFileSync(join(program.data, kept, 'estrade.db')).equals(damaged)).toBe(true);
  const home = await program.call<Home>('home');
  expect(home.running.map(({ id }) => id)).toEqual([session.id]);

  // Her phone comes back by itself, with her answer, and the session goes on.
  await expect(anna.page.getByText('Connexion perdue.')).toBeHidden();
  await expect(anna.heading('Réponse enregistrée')).toBeVisible();
  await desk.button('Reprendre').click();
  await desk.act('Clore le vote', ' ');
  await expect(anna.page.getByText('Partie close')).toBeVisible();
});

test('a file that is no database at all, and no backup: one starts anew', async ({ program, desk }) => {
  await desk.introduce({ language: 'en' });
  await program.stop();
  writeFileSync(file(program), 'Bonjour. '.repeat(2000));
  await program.start();
  await desk.enter();
  await expect(desk.page.getByRole('button', { name: /fichier neuf|new file/ })).toBeVisible();
  await desk.page.getByRole('button', { name: /fichier neuf|new file/ }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: /fichier neuf|new file/ }).click();
  await expect(desk.page.getByRole('heading', { name: /Bienvenue|Welcome/ })).toBeVisible();
  expect(readdirSync(program.data).some((name) => name.startsWith('damaged-'))).toBe(true);
});

import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { linkOf } from './desk';
import { Program } from './program';
import { expect, test as base } from './workshop';

const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed.
  program: async ({}, use) => {
    const program = new Program({ disk: 32 });
    await program.start();
    await use(program);
    await program.end();
  },
});

/** Writes a file until nothing more fits, and returns the way to delete it. */
function fill(folder: string): () => void {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, page);
  } catch (full) {
    if ((full as { code?: string }).code !== 'ENOSPC') throw full;
  }
  closeSync(file);
  return () => rmSync(path);
}

test('a full disk: answers wait in the browsers, the trainer is told, and all goes on once there is space', async ({ program, desk, phone, crowd }, info) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const anna = await phone();
  await anna.join(linkOf(await session.view()), 'Anna');
  const guests = await crowd(session, ['Chloé', 'Driss', 'Emma', 'Farid']);
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  const low = desk.page.getByText('Il reste peu de place sur le disque');
  const full = desk.page.getByText('Le disque est plein : plus rien n’est enregistré.');
  await expect(low).toBeVisible();
  await desk.page.screenshot({ path: info.outputPath('low.png') });

  const free = fill(program.folder);
  const options = guests[0]?.room?.play?.scenario?.node?.options.map(({ id }) => id) ?? [];
  // What the log of the database still holds is taken up first.
  let taken = 0;
  const storm = async () => {
    for (; taken < 200; taken++) await guests[0]?.answer('choice', options[taken % 2]);
    throw new Error('the disk takes everything');
  };
  await expect(storm()).rejects.toThrow(/disk-full|too-many/);
  await anna.page.getByRole('radio', { name: /^C/ }).check();
  await expect(full).toBeVisible();
  await anna.button('Envoyer C').tap();
  await expect(anna.heading('En attente')).toBeVisible();
  await anna.page.waitForTimeout(2_000);
  await expect(anna.heading('En attente')).toBeVisible();
  await desk.page.screenshot({ path: info.outputPath('full.png') });
  await anna.page.screenshot({ path: info.outputPath('waiting.png') });

  free();
  await expect(full).toBeHidden();
  await expect(anna.heading('Réponse enregistrée')).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => (await session.view()).progress.answered).toBe(taken > 0 ? 2 : 1);
});

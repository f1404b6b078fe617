import { Cable } from './cable';
import { linkOf } from './desk';
import { expect, test } from './workshop';

const second = 1_000;
const lengths = process.env.ESTRADE_FULL ? [5 * second, 30 * second, 300 * second] : [5 * second];

for (const length of lengths)
  test(`what is answered while the network is gone for ${length / second} s waits in the browser, over a reload too, and arrives once`, async ({ desk, program, phone, crowd }) => {
    test.setTimeout(120 * second + 2 * length);
    await desk.introduce();
    const session = await desk.open({ tables: 1 });
    const cable = await Cable.to(program.room);
    const link = cable.through(linkOf(await session.view()));
    const [anna, ben] = [await phone(), await phone()];
    const annas = await anna.join(link, 'Anna');
    await ben.join(link, 'Ben');
    const guests = await crowd(session, ['Chloé', 'Driss', 'Emma', 'Farid']);
    await session.startAt('scenario');
    await session.goTo('N1.vote');
    const answered = async () => (await session.view()).progress.answered;

    await test.step('silence: the page does not know yet, and keeps what it has', async () => {
      await expect(anna.page.getByRole('radio', { name: /^C/ })).toBeVisible();
      cable.silence();
      await anna.page.getByRole('radio', { name: /^C/ }).check();
      await anna.button('Envoyer C').tap();
      await expect(anna.heading('En attente')).toBeVisible();
      await anna.page.waitForTimeout(length);
      expect(await answered()).toBe(0);
      await expect(anna.heading('En attente')).toBeVisible();
      cable.heal();
      await expect(anna.heading('Réponse enregistrée')).toBeVisible();
      expect(await answered()).toBe(1);
    });

    await test.step('cut: the page says so; people answer on, and change their mind', async () => {
      cable.cut();
      await expect(ben.page.getByText('Connexion perdue.')).toBeVisible();
      await ben.page.getByRole('radio', { name: /^A/ }).check();
      await ben.button('Envoyer A').tap();
      await expect(ben.heading('En attente')).toBeVisible();
      await ben.button('Changer ma réponse').tap();
      await ben.page.getByRole('radio', { name: /^B/ }).check();
      await ben.button('Envoyer B').tap();
      await expect(ben.heading('En attente')).toBeVisible();
      await ben.page.waitForTimeout(length);
      expect(await answered()).toBe(1);
    });

    await test.step('reloaded without a network, the browser still has it', async () => {
      await anna.button('Changer ma réponse').tap();
      await anna.page.getByRole('radio', { name: /^B/ }).check();
      await anna.button('Envoyer B').tap();
      await expect(anna.heading('En attente')).toBeVisible();
      await expect(anna.page.reload()).rejects.toThrow(/ERR_/);
      cable.heal();
      // Chromium's own page of the failure may still be on its way.
      await expect(() => anna.page.goto(link)).toPass();
      await expect(anna.page.getByRole('banner')).toContainText(annas);
      await expect(anna.heading('Réponse enregistrée')).toBeVisible();
    });

    await test.step('all of it arrives by itself, once', async () => {
      await expect(ben.page.getByText('Connexion perdue.')).toBeHidden();
      await expect(ben.heading('Réponse enregistrée')).toBeVisible();
      await expect.poll(answered).toBe(2);
      expect((await session.view()).roster).toHaveLength(6);
      const first = guests[0]?.room?.play?.scenario?.node?.options[0]?.id;
      for (const guest of guests) await guest.answer('choice', first);
      await session.do('close');
      await session.do('reveal');
      const { figures } = await session.view();
      expect(figures?.split?.n).toBe(6);
      expect(figures?.split?.counts?.map(({ count }) => count)).toEqual([4, 2, 0, 0]);
    });
    await cable.end();
  });

import type { BrowserContext, Page } from '@playwright/test';
import { linkOf } from './desk';
import { Phone } from './phone';
import type { Session } from './program';
import { expect, test } from './workshop';

const inRoom = 'Vous êtes dans la séance.';
const elsewhere = 'Estrade est déjà ouvert dans un autre onglet.';
const moved = 'Vous avez continué sur un autre appareil.';

/** Joins, and keeps the re-entry code. */
async function joinNoting(phone: Phone, link: string, name: string): Promise<{ pseudonym: string; code: string }> {
  await phone.scan(link);
  await phone.page.getByLabel('Votre nom').fill(name);
  await phone.button('Entrer').click();
  await expect(phone.heading(/^Vous êtes .+\.$/)).toBeVisible();
  const code = ((await phone.page.locator('.reentry .code').textContent()) ?? '').replace(/\s/g, '');
  return { pseudonym: await phone.noted(), code };
}

/** Comes back by the session's code and the re-entry code. */
async function comeBack(phone: Phone, room: string, session: Session, code: string): Promise<void> {
  await phone.type(room, (await session.view()).join?.code ?? '');
  await phone.button('J’ai un code de reprise').click();
  await phone.page.getByLabel('Code de reprise').pressSequentially(code);
}

async function vote(phone: Phone, letter: string): Promise<void> {
  await phone.page.getByRole('radio', { name: new RegExp(`^${letter}`) }).check();
  await phone.button(`Envoyer ${letter}`).click();
  await expect(phone.heading('Réponse enregistrée')).toBeVisible();
}

const sockets = (page: Page): { open: () => number } => {
  let open = 0;
  page.on('websocket', (socket) => {
    open++;
    socket.on('close', () => open--);
  });
  return { open: () => open };
};

test('a reply to a request to join is lost: sent again, it makes one person', async ({ desk, phone }) => {
  await desk.introduce();
  const session = await desk.open();
  const link = linkOf(await session.view());
  const zoe = await phone();
  let cut = 2;
  const ids: string[] = [];
  await zoe.page.route('**/api/join', async (route) => {
    ids.push((route.request().postDataJSON() as { id: string }).id);
    if (cut-- <= 0) return route.continue();
    await route.fetch(); // the program has done it
    return route.abort('connectionreset');
  });
  await zoe.scan(link);
  const pseudonym = await zoe.enter('Zoé');
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  await expect(zoe.heading(inRoom)).toBeVisible();
  const { roster } = await session.view();
  expect(roster.map((one) => one.pseudonym)).toEqual([pseudonym]);

  await test.step('also when the page was loaded again in between, with the name put right', async () => {
    const ben = await phone();
    cut = Number.MAX_SAFE_INTEGER;
    await ben.page.route('**/api/join', async (route) => {
      if (cut-- <= 0) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await ben.scan(link);
    await ben.page.getByLabel('Votre nom').fill('Bem');
    await ben.button('Entrer').click();
    await expect(ben.page.getByText('Estrade ne répond pas.')).toBeVisible();
    cut = 0;
    await ben.scan(link);
    await ben.enter('Ben');
    expect((await session.view()).roster).toHaveLength(2);
    const names = await session.program.call<{ name: string }[]>('names', session.id);
    expect(names.map(({ name }) => name).sort()).toEqual(['Ben', 'Zoé']);
  });
});

test('somebody who closed the browser comes back with everything, and the reply to that may be lost too', async ({ program, desk, phone }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const first = await phone();
  const { pseudonym, code } = await joinNoting(first, linkOf(await session.view()), 'Zoé');
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  await vote(first, 'B');
  await first.page.context().close();

  const later = await phone();
  let cut = 1;
  await later.page.route('**/api/reenter', async (route) => {
    if (cut-- <= 0) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await comeBack(later, program.room, session, code);
  await expect(later.page.getByText('Estrade ne répond pas.')).toBeVisible();
  await later.button('Reprendre').click();
  await expect(later.heading('Réponse enregistrée')).toBeVisible();
  await expect(later.page.getByRole('banner')).toContainText(pseudonym);
  await later.button('Revoir').click();
  await expect(later.page.locator('main')).toContainText(/B/);
  // The code stays good, and is found again in the menu.
  await later.button('Menu').click();
  await expect(later.page.locator('.reentry .code')).toHaveText(new RegExp(`${code.slice(0, 3)}\\s${code.slice(3)}`));
  expect((await session.view()).roster).toHaveLength(1);
});

test('somebody goes on on another device, is told so on the first one, and comes back to it', async ({ program, desk, phone, laptop }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const link = linkOf(await session.view());
  const [old, fresh] = [await phone(), await phone()];
  const { pseudonym, code } = await joinNoting(old, link, 'Zoé');
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  await vote(old, 'B');
  await comeBack(fresh, program.room, session, code);
  await expect(fresh.heading('Réponse enregistrée')).toBeVisible();
  await expect(old.heading(moved)).toBeVisible();
  await expect(old.page.locator('body')).not.toContainText('Réponse enregistrée');

  await test.step('a reload and a start of the program do not change what it is told', async () => {
    await old.page.reload();
    await expect(old.heading(moved)).toBeVisible();
    await program.kill();
    await program.start();
    await desk.enter();
    await old.page.reload();
    await expect(old.heading(moved)).toBeVisible();
    await expect(fresh.heading('Réponse enregistrée')).toBeVisible();
  });

  await test.step('back, by one button, and the other one is told in its turn', async () => {
    await old.button('Revenir sur celui-ci').click();
    await expect(old.heading('Réponse enregistrée')).toBeVisible();
    await expect(fresh.heading(moved)).toBeVisible();
  });

  await test.step('a new code of the trainer, and the one kept is no longer good: it is typed', async () => {
    const who = (await session.view()).roster.find((one) => one.pseudonym === pseudonym)?.id;
    const { reentry } = await program.call<{ reentry: string }>('newReentry', session.id, who);
    await fresh.button('Revenir sur celui-ci').click();
    await expect(fresh.heading('Reprendre ma place')).toBeVisible();
    await fresh.page.getByLabel('Code de reprise').pressSequentially(reentry);
    await expect(fresh.heading('Réponse enregistrée')).toBeVisible();
  });

  await test.step('from a shared computer: the others go on', async () => {
    const shared = await laptop();
    const away = await joinNoting(shared, link, 'Une');
    await shared.button('Menu').click();
    await shared.button('Ajouter une personne sur ce poste').click();
    const stays = await shared.enter('Deux');
    const own = await phone();
    await comeBack(own, program.room, session, away.code);
    await expect(own.page.getByRole('banner')).toContainText(away.pseudonym);
    await expect(shared.page.getByRole('radio').first()).toBeVisible();
    await vote(shared, 'A');
    // Who went on elsewhere is not waited for here.
    await expect(shared.page.getByText('Encore à répondre')).toHaveCount(0);
    await shared.page.getByRole('navigation', { name: 'Personnes sur ce poste' }).getByRole('button', { name: new RegExp(away.pseudonym) }).click();
    await shared.button(`Je suis ${away.pseudonym}`).click();
    await expect(shared.heading(`${away.pseudonym} a continué sur un autre appareil.`)).toBeVisible();
    await shared.button('Retirer de ce poste').click();
    await expect(shared.page.getByRole('banner')).toContainText(stays);
  });
});

test('a second tab is told so, and takes over only when it is asked to', async ({ desk, browserPage }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const link = linkOf(await session.view());
  const one = new Phone(await browserPage());
  const context: BrowserContext = one.page.context();
  const open = async () => {
    const phone = new Phone(await context.newPage());
    return { phone, live: sockets(phone.page) };
  };
  const pseudonym = await one.join(link, 'Zoé');

  await test.step('a reload is no second tab', async () => {
    for (let times = 0; times < 3; times++) {
      await one.page.reload();
      await expect(one.heading(inRoom)).toBeVisible();
    }
  });

  const two = await open();
  await test.step('the second one stands aside, and does not connect', async () => {
    await two.phone.page.goto(one.page.url());
    await expect(two.phone.heading(elsewhere)).toBeVisible();
    expect(two.live.open()).toBe(0);
    await expect(one.heading(inRoom)).toBeVisible();
    await two.phone.page.reload();
    await expect(two.phone.heading(elsewhere)).toBeVisible();
    const three = await open();
    await three.phone.scan(link);
    await expect(three.phone.heading(elsewhere)).toBeVisible();
    await three.phone.page.close();
  });

  await session.startAt('scenario');
  await session.goTo('N1.vote');
  await one.page.getByRole('radio', { name: /^B/ }).check();

  await test.step('it goes on where the first one was, and the first one says so', async () => {
    await two.phone.button('Continuer ici').click();
    await expect(two.phone.page.getByRole('radio').first()).toBeVisible();
    await expect(one.heading('La séance continue dans un autre onglet.')).toBeVisible();
    await vote(two.phone, 'A');
    await expect(two.phone.page.getByRole('banner')).toContainText(pseudonym);
    await one.page.reload();
    await expect(one.heading(elsewhere)).toBeVisible();
    await one.button('Continuer ici').click();
    await expect(one.heading('Réponse enregistrée')).toBeVisible();
    await expect(two.phone.heading('La séance continue dans un autre onglet.')).toBeVisible();
  });

  await test.step('what waited in the one leaves from the other, once', async () => {
    await one.button('Changer ma réponse').click();
    await context.setOffline(true);
    await expect(one.page.getByText('Connexion perdue.')).toBeVisible();
    await one.page.getByRole('radio', { name: /^C/ }).check();
    await one.button('Envoyer C').click();
    await expect(one.heading('En attente')).toBeVisible();
    await context.setOffline(false);
    await two.phone.button('Continuer ici').click();
    await expect(two.phone.heading('Réponse enregistrée')).toBeVisible();
    await two.phone.button('Revoir').click();
    await expect(two.phone.page.locator('.mine')).toContainText('C');
  });

  await test.step('the first one is closed: the other goes on, and a page in its place meets nobody', async () => {
    await two.phone.page.close();
    await one.page.reload();
    await expect(one.heading('Réponse enregistrée')).toBeVisible();
  });

  await test.step('a browser without a channel between tabs tells by what it keeps', async () => {
    await context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
    await one.page.reload();
    await expect(one.heading('Réponse enregistrée')).toBeVisible();
    const four = await open();
    await four.phone.page.goto(one.page.url());
    await expect(four.phone.heading(elsewhere)).toBeVisible();
    await four.phone.button('Continuer ici').click();
    await expect(four.phone.heading('Réponse enregistrée')).toBeVisible();
    await expect(one.heading('La séance continue dans un autre onglet.')).toBeVisible();
  });
});

test('two tabs at the door: who joined in the one is there in the other', async ({ desk, browserPage }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const link = linkOf(await session.view());
  const one = new Phone(await browserPage({ viewport: { width: 1280, height: 800 } }));
  const two = new Phone(await one.page.context().newPage());
  await one.scan(link);
  await two.scan(link);
  // The two are not shown the same names: nobody finds theirs taken.
  const shown = await Promise.all(
    [one, two].map(async ({ page }) => {
      const names = page.getByRole('group', { name: 'Votre pseudonyme' }).getByRole('radio');
      await expect(names).toHaveCount(4);
      return names.evaluateAll((all) => all.map((radio) => (radio as HTMLInputElement).value));
    }),
  );
  expect(new Set(shown.flat()).size).toBe(8);
  const first = await one.enter('Une');
  await two.page.getByLabel('Votre nom').fill('Deux');
  await two.button('Entrer').click();
  // Two words for it: on a busy computer the first one may answer after the second went in, which then leaves.
  await expect(two.page.getByRole('heading', { name: /dans un autre onglet\.$/, level: 1 })).toBeVisible();
  await two.button('Continuer ici').click();
  const second = await two.noted();
  const people = two.page.getByRole('navigation', { name: 'Personnes sur ce poste' });
  await expect(people.getByRole('button')).toHaveText([first, second]);
  expect((await session.view()).roster).toHaveLength(2);
});

test('somebody removed by mistake is put back, and finds everything', async ({ desk, phone }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const zoe = await phone();
  const pseudonym = await zoe.join(linkOf(await session.view()), 'Zoé');
  await (await phone()).join(linkOf(await session.view()), 'Ben');
  await session.startAt('scenario');
  await session.goTo('N1.vote');
  await vote(zoe, 'B');
  await desk.page.getByRole('region', { name: 'Qui est là' }).getByRole('button', { name: new RegExp(pseudonym) }).click();
  const person = desk.page.getByRole('dialog', { name: pseudonym });
  await person.getByRole('button', { name: 'Retirer de la séance…' }).click();
  await person.getByRole('button', { name: 'Retirer', exact: true }).click();
  await expect(zoe.heading('Vous n’êtes plus dans cette séance.')).toBeVisible();
  await zoe.page.reload();
  await expect(zoe.heading('Vous n’êtes plus dans cette séance.')).toBeVisible();

  await desk.page.getByText('1 personne retirée').click();
  await desk.page.getByRole('button', { name: `Remettre ${pseudonym}` }).click();
  await expect(desk.page.getByRole('region', { name: 'Qui est là' }).getByRole('button', { name: new RegExp(pseudonym) })).toBeVisible();
  await zoe.button('Vérifier si je peux revenir').click();
  await expect(zoe.heading('Réponse enregistrée')).toBeVisible();
  await expect(zoe.page.getByRole('banner')).toContainText(pseudonym);
});

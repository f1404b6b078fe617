import type { Page } from '@playwright/test';
import { linkOf } from './desk';
import { Phone } from './phone';
import type { Session } from './program';
import { expect, test } from './workshop';

/** People named in one sentence. */
const named = (people: readonly string[]) => new Intl.ListFormat('fr-FR').format(people);
const nav = (shared: Phone) => shared.page.getByRole('navigation', { name: 'Personnes sur ce poste' });

/** One more person on a shared computer. */
async function addPerson(shared: Phone, name: string): Promise<string> {
  await shared.button('Menu').click();
  await shared.button('Ajouter une personne sur ce poste').click();
  await expect(shared.heading('Une personne de plus sur ce poste')).toBeVisible();
  return shared.enter(name);
}

/** People on a shared computer, the last one has it in hand. */
async function share(shared: Phone, link: string, names: readonly string[]): Promise<string[]> {
  const [first = '', ...others] = names;
  const held = [await shared.join(link, first)];
  for (const name of others) held.push(await addPerson(shared, name));
  return held;
}

/** Answers the vote with an option. */
async function vote(shared: Phone, letter: string): Promise<void> {
  await shared.page.getByRole('radio', { name: new RegExp(`^${letter}`) }).check();
  await shared.button(`Envoyer ${letter}`).click();
}

async function openVote(session: Session): Promise<void> {
  await session.startAt('scenario');
  await session.goTo('N1.vote');
}

/** Chooses a code of four digits in the menu. */
async function setPin(shared: Phone, pin: string): Promise<void> {
  await shared.button('Menu').click();
  await shared.button('Choisir un code').click();
  await shared.page.getByLabel('Quatre chiffres').pressSequentially(pin);
  await shared.page.getByLabel('Une seconde fois').pressSequentially(pin);
  await expect(shared.page.getByText('Code enregistré.')).toBeVisible();
  await shared.button('Revenir à la séance').click();
}

/** What the page holds anywhere a person could meet it. */
const everything = (page: Page) => page.evaluate(() => new XMLSerializer().serializeToString(document) + [...document.querySelectorAll('input,textarea')].map((field) => (field as HTMLInputElement).value).join());

test('six people answer one after the other, and nobody meets the answer before', async ({ desk, laptop }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const shared = await laptop();
  const held = await share(shared, linkOf(await session.view()), ['Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six']);
  expect(new Set(held).size).toBe(6);
  await shared.button('Menu').click();
  await expect(shared.button('Ajouter une personne sur ce poste')).toBeDisabled();
  await shared.button('Revenir à la séance').click();
  await openVote(session);

  // The last one has it in hand: the round begins with them, and goes on from the first.
  const round = [held[5] ?? '', ...held.slice(0, 5)];
  for (const [turn, name] of round.entries()) {
    const still = round.slice(turn + 1);
    await expect(shared.page.getByRole('radio', { checked: true })).toHaveCount(0);
    await vote(shared, 'B');
    await expect(shared.heading('Réponse enregistrée')).toBeVisible();
    const next = still[0];
    if (next === undefined) break;
    await expect(shared.page.getByText(`Encore à répondre : ${named(still)}`)).toBeVisible();
    // By keys alone, every second time.
    if (turn % 2 === 0) await shared.button(`Passer l’ordinateur à ${next}`).click();
    else {
      await shared.button(`Passer l’ordinateur à ${next}`).focus();
      await shared.page.keyboard.press('Enter');
    }
    await expect(shared.heading(`Passez l’ordinateur à ${next}`)).toBeFocused();
    await expect(shared.page.getByText('Elle ne s’affichera plus sur cet écran.').last()).toBeVisible();
    await expect(shared.page.getByRole('status').filter({ hasText: `La réponse` })).toContainText(`Encore à répondre : ${named(still)}`);
    expect(await everything(shared.page)).not.toContain('Envoyer B');
    if (turn % 2 === 0) await shared.button(`Je suis ${next}`).click();
    else {
      await shared.page.keyboard.press('Tab');
      await shared.page.keyboard.press('Enter');
    }
    await expect(nav(shared).getByRole('button', { name: new RegExp(next) })).toHaveAttribute('aria-current', 'true');
    await expect(nav(shared).getByRole('button', { name: new RegExp(name) })).toHaveAccessibleName(/a répondu/);
  }
  await expect(shared.page.getByText('Encore à répondre')).toHaveCount(0);
  await expect(async () => expect((await session.view()).progress).toMatchObject({ answered: 6, of: 6 })).toPass();

  await nav(shared).getByRole('button', { name: new RegExp(held[0] ?? '') }).click();
  await expect(shared.page.getByText('Tout le monde a répondu sur ce poste.').first()).toBeVisible();
});

test('what somebody wrote is found neither by back and forward, nor by undoing, nor by typing again', async ({ program, desk, laptop }) => {
  await desk.introduce();
  const { id: workshop } = await program.call<{ id: string }>('saveWorkshop', { id: '', title: 'Un plan', steps: [{ activity: 'action-plan', minutes: 20, short: false }] });
  const session = await desk.open({ workshop, tables: 1 });
  const shared = await laptop();
  const [first = '', second = ''] = await share(shared, linkOf(await session.view()), ['Une', 'Deux']);
  await session.do('start');
  await session.goTo('alone');
  const area = shared.page.getByRole('textbox').first();
  await area.fill('');
  await area.pressSequentially('Quelque chose que seule la seconde personne sait');
  await shared.page.mouse.wheel(0, 600);
  const title = await shared.page.title();

  await test.step('the hand-over, in the middle of a word, gives it to whom it is from', async () => {
    await nav(shared).getByRole('button', { name: new RegExp(first) }).click();
    await expect(shared.heading(`Passez l’ordinateur à ${first}`)).toBeVisible();
    expect(await everything(shared.page)).not.toContain('seule la seconde');
    await shared.button(`Je suis ${first}`).click();
    await expect(area).toHaveValue('');
    expect(await shared.page.evaluate(() => window.scrollY)).toBe(0);
  });

  await test.step('undoing brings nothing of it', async () => {
    await area.focus();
    for (let times = 0; times < 5; times++) await shared.page.keyboard.press('Control+Z');
    expect(await everything(shared.page)).not.toContain('seule la seconde');
    await area.pressSequentially('Ma');
    for (let times = 0; times < 8; times++) await shared.page.keyboard.press('Control+Z');
    expect(await everything(shared.page)).not.toContain('seule la seconde');
    await area.fill('');
    await area.pressSequentially('Le secret de la première');
  });

  await test.step('back and forward meet the question who is there', async () => {
    await shared.page.goto('about:blank');
    await shared.page.goBack();
    await expect(shared.heading('Qui est devant l’écran ?')).toBeVisible();
    expect(await everything(shared.page)).not.toMatch(/secret de la première|seule la seconde/);
    expect(await shared.page.title()).toBe(title);
    await shared.page.goForward();
    await shared.page.goBack();
    await expect(shared.heading('Qui est devant l’écran ?')).toBeVisible();
    await shared.page.reload();
    await expect(shared.heading('Qui est devant l’écran ?')).toBeVisible();
    // One page, one entry: there is nothing before it to go back to.
    expect(await shared.page.evaluate(() => history.length)).toBeLessThanOrEqual(3);
  });

  await test.step('each finds their own again', async () => {
    await shared.button(`Je suis ${second}`).click();
    await expect(area).toHaveValue('Quelque chose que seule la seconde personne sait');
    await nav(shared).getByRole('button', { name: new RegExp(first) }).click();
    await shared.button(`Je suis ${first}`).click();
    await expect(area).toHaveValue('Le secret de la première');
  });

  await test.step('somebody who would join and turns back does not land on a page in use', async () => {
    await shared.button('Menu').click();
    await shared.button('Ajouter une personne sur ce poste').click();
    await shared.button('Revenir sans ajouter personne').click();
    await expect(shared.heading('Qui est devant l’écran ?')).toBeVisible();
  });
});

test('without the network the computer goes round, and everybody’s answer arrives once, under their own name', async ({ desk, laptop, stage }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const shared = await laptop();
  const held = await share(shared, linkOf(await session.view()), ['Une', 'Deux', 'Trois']);
  const screen = await stage(session);
  await openVote(session);
  const round = [held[2] ?? '', held[0] ?? '', held[1] ?? ''];
  await expect(shared.page.getByRole('radio').first()).toBeVisible();
  // The pages that are not needed at once have had the time to come.
  await shared.page.waitForLoadState('networkidle');
  await setPin(shared, '2580');

  await shared.page.context().setOffline(true);
  await expect(shared.page.getByText('Connexion perdue.')).toBeVisible();
  for (const [turn, letter] of ['A', 'B', 'C'].entries()) {
    await vote(shared, letter);
    await expect(shared.heading('En attente')).toBeVisible();
    const next = round[turn + 1];
    if (next === undefined) break;
    await shared.button(`Passer l’ordinateur à ${next}`).click();
    await expect(shared.page.getByText('est gardée ici').first()).toBeVisible();
    await expect(shared.page.getByText('Sans connexion').first()).toBeVisible();
    await shared.button(`Je suis ${next}`).click();
    await expect(shared.page.getByRole('radio', { checked: true })).toHaveCount(0);
  }
  expect((await session.view()).progress.answered).toBe(0);

  await test.step('the code is asked for and reset without the network', async () => {
    await nav(shared).getByRole('button', { name: new RegExp(round[0] ?? '') }).click();
    await shared.button(`Je suis ${round[0] ?? ''}`).click();
    const pin = shared.page.getByLabel('Code à quatre chiffres');
    await pin.pressSequentially('0000');
    await expect(shared.page.getByText('Ce n’est pas ce code. Encore 4 essais avant une attente.')).toBeVisible();
    await pin.pressSequentially('2580');
    await expect(shared.heading('En attente')).toBeVisible();
    await expect(shared.page.getByText('Encore à répondre')).toHaveCount(0);
  });

  await shared.page.context().setOffline(false);
  await expect(shared.heading('Réponse enregistrée')).toBeVisible();
  await expect(async () => expect((await session.view()).progress).toMatchObject({ answered: 3, of: 3 })).toPass();
  const view = await session.do('close');
  expect(view.part?.state).toBe('closed');
  await session.do('reveal');
  await expect(screen.locator('body')).toContainText('Trop peu'); // three voices are never told apart
  for (const [turn, letter] of [[1, 'B'], [2, 'C'], [0, 'A']] as const) {
    const name = round[turn] ?? '';
    await nav(shared).getByRole('button', { name: new RegExp(name) }).click();
    await shared.button(`Je suis ${name}`).click();
    if (turn === 0) await shared.page.getByLabel('Code à quatre chiffres').pressSequentially('2580');
    await expect(nav(shared).getByRole('button', { name: new RegExp(name) })).toHaveAttribute('aria-current', 'true');
    await shared.button('Menu').click();
    await shared.button('Mes résultats').click();
    await expect(shared.page.locator('main')).toContainText(letter);
    await shared.button('Revenir à la séance').click();
  }
});

test('a code of four digits: chosen, asked for, made to wait for, forgotten', async ({ desk, browserPage }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const shared = new Phone(await browserPage({ viewport: { width: 1280, height: 800 } }));
  await shared.page.clock.install();
  const [first = '', second = ''] = await share(shared, linkOf(await session.view()), ['Une', 'Deux']);

  await test.step('two that differ are not kept', async () => {
    await shared.button('Menu').click();
    await shared.button('Choisir un code').click();
    await shared.page.getByLabel('Quatre chiffres').pressSequentially('1234');
    await shared.page.getByLabel('Une seconde fois').pressSequentially('1235');
    await expect(shared.page.getByText('Les deux ne sont pas les mêmes. Recommencez.')).toBeVisible();
    await shared.button('Revenir à la séance').click();
    await setPin(shared, '1234');
    expect(await shared.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('1234');
  });

  const hand = async (name: string) => {
    if ((await nav(shared).count()) > 0) await nav(shared).getByRole('button', { name: new RegExp(name) }).click();
    await shared.button(`Je suis ${name}`).click();
  };
  const digits = shared.page.getByLabel('Code à quatre chiffres');

  await test.step('it is asked at each hand-over and after a reload, and nobody else’s is', async () => {
    await hand(first);
    await expect(nav(shared).getByRole('button', { name: new RegExp(first) })).toHaveAttribute('aria-current', 'true');
    await hand(second);
    await expect(shared.heading(`${second}, votre code`)).toBeVisible();
    await expect(digits).toBeFocused();
    await shared.button('Ce n’est pas moi').click();
    await expect(shared.heading('Qui est devant l’écran ?')).toBeVisible();
    await shared.page.reload();
    await shared.button(`Je suis ${second}`).click();
    await expect(digits).toBeFocused();
  });

  await test.step('five wrong ones make it wait, also after a reload', async () => {
    for (let wrong = 1; wrong <= 5; wrong++) {
      await digits.pressSequentially('0000');
      if (wrong < 5) await expect(shared.page.getByText(`Encore ${5 - wrong} essai`)).toBeVisible();
    }
    await expect(shared.page.getByText(/Trop d’essais\. Réessayez dans 0:(30|2\d)\./)).toBeVisible();
    await expect(digits).toBeDisabled();
    await shared.page.reload();
    await shared.button(`Je suis ${second}`).click();
    await expect(digits).toBeDisabled();
    await shared.page.clock.fastForward(31_000);
    await expect(digits).toBeEnabled();
    await digits.pressSequentially('1234');
    await expect(nav(shared).getByRole('button', { name: new RegExp(second) })).toHaveAttribute('aria-current', 'true');
  });

  await test.step('forgotten: a new re-entry code of the trainer clears it', async () => {
    await hand(first);
    await hand(second);
    await shared.button('Code oublié').click();
    const who = (await session.view()).roster.find(({ pseudonym }) => pseudonym === second)?.id ?? '';
    const { reentry } = await session.program.call<{ reentry: string }>('newReentry', session.id, who);
    await shared.page.getByLabel('Code de reprise').pressSequentially('AAAAAA');
    await shared.button('Effacer le code à quatre chiffres').click();
    await expect(shared.page.getByText('Ce code de reprise n’est pas connu.')).toBeVisible();
    await shared.page.getByLabel('Code de reprise').fill('');
    await shared.page.getByLabel('Code de reprise').pressSequentially(reentry);
    await shared.button('Effacer le code à quatre chiffres').click();
    await expect(nav(shared).getByRole('button', { name: new RegExp(second) })).toHaveAttribute('aria-current', 'true');
    await hand(first);
    await hand(second);
    await expect(nav(shared).getByRole('button', { name: new RegExp(second) })).toHaveAttribute('aria-current', 'true');
  });
});

test('one session on a shared computer, on phones and on the trainer’s own computer', async ({ desk, laptop, phone }) => {
  await desk.introduce();
  const session = await desk.open({ tables: 1 });
  const link = linkOf(await session.view());
  const [shared, zoe] = [await laptop(), await phone()];
  // The trainer's own browser, where the console stands too.
  const own = new Phone(await desk.page.context().newPage());
  const [first = '', second = ''] = await share(shared, link, ['Une', 'Deux']);
  await zoe.join(link, 'Zoé');
  const [third = '', fourth = ''] = await share(own, link, ['Trois', 'Quatre']);
  await openVote(session);
  await vote(shared, 'A');
  await shared.button(`Passer l’ordinateur à ${first}`).click();
  await shared.button(`Je suis ${first}`).click();
  await vote(shared, 'B');
  await expect(shared.heading('Réponse enregistrée')).toBeVisible();
  await zoe.page.getByRole('radio', { name: /^C/ }).check();
  await zoe.button('Envoyer C').tap();
  await vote(own, 'A');
  await own.button(`Passer l’ordinateur à ${third}`).click();
  await own.button(`Je suis ${third}`).click();
  await vote(own, 'B');
  await expect(own.heading('Réponse enregistrée')).toBeVisible();
  expect(new Set([first, second, third, fourth]).size).toBe(4);
  await expect(desk.page.getByText('5 sur 5').first()).toBeVisible();
});

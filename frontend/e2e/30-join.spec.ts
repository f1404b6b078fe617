import { linkOf } from './desk';
import { expect, test } from './workshop';

const names = ['Zoé', 'O', 'Nguyễn Thị Hoa', 'François-Xavier d’Aboville'];

test('a phone joins by the typed code, and comes back by itself after a reload', async ({ program, desk, phone }) => {
  await desk.introduce();
  const session = await desk.open();
  const view = await session.view();
  const code = view.join?.code ?? '';
  const zoe = await phone();

  await zoe.type(program.room, code === 'AAAAAA' ? 'CCCCCC' : 'AAAAAA');
  await expect(zoe.page.getByRole('alert')).toHaveText(/Ce code n’ouvre aucune séance\. Relisez celui qui est affiché/);

  const spoken = `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase();
  await zoe.page.getByLabel('Code affiché à l’écran').fill('');
  await zoe.page.getByLabel('Code affiché à l’écran').pressSequentially(spoken);
  await expect(zoe.heading('Qui êtes-vous ?')).toBeVisible();
  await expect(zoe.page.getByRole('region', { name: 'À lire avant d’entrer' }).getByRole('paragraph')).toHaveCount(4);
  await zoe.button('Entrer').click();
  await expect(zoe.page.getByText('Écrivez votre nom : il figurera sur votre attestation.')).toBeVisible();

  const pseudonym = await zoe.enter('  Zoé ');
  await expect(zoe.heading('Vous êtes dans la séance.')).toBeVisible();
  await expect(zoe.page.getByRole('banner')).toContainText(pseudonym);

  await zoe.page.reload();
  await expect(zoe.heading('Vous êtes dans la séance.')).toBeVisible();
  await expect(zoe.page.getByRole('banner')).toContainText(pseudonym);
  await expect(desk.page.getByRole('region', { name: 'Qui est là' })).toContainText(pseudonym);
  expect(await desk.page.getByText('Zoé').count()).toBe(0);
});

test('people join by the QR’s link under the names they bear, and the trainer tells two alike apart', async ({ desk, phone, stage, crowd }) => {
  await desk.introduce();
  const session = await desk.open();
  const view = await session.view();
  const screen = await stage(session);
  const held: string[] = [];
  for (const name of names) held.push(await (await phone()).join(linkOf(view), name));
  held.push(...(await crowd(session, ['Zoé'])).map(({ pseudonym }) => pseudonym));
  expect(new Set(held).size).toBe(5);

  for (const pseudonym of held) await expect(screen.getByRole('listitem').filter({ hasText: pseudonym })).toBeVisible();
  await expect(screen.locator('body')).not.toContainText(/Zoé|Nguyễn|Aboville/);

  await desk.button('Voir les noms').click();
  const list = desk.page.getByRole('dialog', { name: 'Noms et pseudonymes' });
  for (const name of names.slice(1)) await expect(list.getByRole('row').filter({ has: desk.page.getByRole('rowheader', { name, exact: true }) })).toHaveCount(1);
  const alike = list.getByRole('rowheader', { name: /^Zoé/ });
  await expect(alike).toHaveCount(2);
  expect(new Set(await alike.allTextContents()).size).toBe(2);
});

test('a pseudonym that was just taken is refused with another choice', async ({ desk, phone }) => {
  await desk.introduce();
  const session = await desk.open();
  const view = await session.view();
  const [first, second] = [await phone(), await phone()];
  await first.scan(linkOf(view));
  await second.scan(linkOf(view));
  const wish = (await second.page.getByRole('group', { name: 'Votre pseudonyme' }).getByRole('radio').first().getAttribute('value')) ?? '';

  // The first browser is shown the same choice: both have it in front of them.
  await first.page.route('**/api/join', async (route) => {
    const request = route.request().postDataJSON() as { pseudonym: string };
    await route.continue({ postData: JSON.stringify({ ...request, pseudonym: wish }) });
  });
  expect(await first.enter('Première')).toBe(wish);

  await second.page.getByLabel('Votre nom').fill('Seconde');
  await second.button('Entrer').click();
  await expect(second.page.getByRole('alert').filter({ hasText: `« ${wish} » vient d’être pris : choisissez-en un autre.` })).toBeVisible();
  await expect(second.page.getByRole('radio', { name: wish })).toBeDisabled();
  expect(await second.enter('Seconde')).not.toBe(wish);
});

test('three people share a laptop, each behind the hand-over screen', async ({ desk, laptop }) => {
  await desk.introduce();
  const session = await desk.open();
  const view = await session.view();
  const shared = await laptop();
  const held = [await shared.join(linkOf(view), 'Une Personne')];
  for (const name of ['Deux Personnes', 'Trois Personnes']) {
    await shared.button('Menu').click();
    await shared.button('Ajouter une personne sur ce poste').click();
    await expect(shared.heading('Une personne de plus sur ce poste')).toBeVisible();
    held.push(await shared.enter(name));
  }
  const [first = '', , third = ''] = held;
  const people = shared.page.getByRole('navigation', { name: 'Personnes sur ce poste' });
  await expect(people.getByRole('button')).toHaveCount(3);

  await people.getByRole('button', { name: new RegExp(first) }).click();
  await expect(shared.heading(`Passez l’ordinateur à ${first}`)).toBeVisible();
  await shared.button(`Je suis ${first}`).click();
  await expect(people.getByRole('button', { name: new RegExp(first) })).toHaveAttribute('aria-current', 'true');

  await shared.page.reload();
  await expect(shared.heading('Qui est devant l’écran ?')).toBeVisible();
  await shared.button(`Je suis ${third}`).click();
  await shared.button('Menu').click();
  await expect(shared.page.getByText('Trois Personnes')).toBeVisible();
  await expect(shared.page.getByText('Une Personne', { exact: true })).toHaveCount(0);
});

test('a participant reads in English, in a French session', async ({ desk, phone }) => {
  await desk.introduce();
  const session = await desk.open();
  const view = await session.view();
  const page = await phone({ locale: 'en-GB' });
  await page.scan(linkOf(view));
  await page.page.getByRole('radiogroup').getByRole('radio', { name: 'English' }).check();
  await expect(page.heading('Who are you?')).toBeVisible();
  await page.page.getByLabel('Your name').fill('Mary O’Neill');
  await page.button('Enter').click();
  await page.button('Noted').click();
  await expect(page.heading('You are in the session.')).toBeVisible();
  await page.page.reload();
  await expect(page.heading('You are in the session.')).toBeVisible();
});

test('a link opened in the tab of another session leads to the new one', async ({ desk, phone }) => {
  await desk.introduce();
  const earlier = await (await desk.open({ title: 'Le matin' })).view();
  const page = await phone();
  await page.join(linkOf(earlier), 'Zoé');
  const later = await (await desk.open({ title: 'L’après-midi' })).view();

  await page.scan(linkOf(later));
  await expect(page.heading('Qui êtes-vous ?')).toBeVisible();
  await expect(page.page.getByText('L’après-midi')).toBeVisible();
  await page.enter('Zoé');
  await page.scan(linkOf(earlier));
  await expect(page.page).toHaveTitle(/Le matin/);
  await expect(page.heading('Vous êtes dans la séance.')).toBeVisible();
});

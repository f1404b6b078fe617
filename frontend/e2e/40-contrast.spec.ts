import { linkOf } from './desk';
import type { Guest } from './guest';
import { expect, test } from './workshop';

const situation = 'Une crise en ligne : un message public met l’équipe en cause.';
const early = /La salle reconnaît|Pôle manager|accord fort|à explorer|c’est là que vous divergez/;

/** Every card where Bennis's list has it. */
async function sort(guest: Guest) {
  for (const { id } of guest.room?.play?.contrast?.cards ?? []) await guest.answer(id, id.split('.')[1]);
  await guest.lock();
}

/** What one does: at the manager's end; what is called for: spread, most of all on the first pair. */
async function slide(guest: Guest, index: number) {
  const { pairs = [], passes = [] } = guest.room?.play?.contrast ?? {};
  for (const { id: pass } of passes) {
    for (const [row, { id }] of pairs.entries()) await guest.answer(id, pass === 'current' ? -3 : row === 0 ? (index % 2) * 6 - 3 : 2, { pass });
    await guest.lock(pass);
  }
}

test('twelve contrasts: sorted, placed on sliders, then revealed as the group’s map', async ({ desk, phone, stage, crowd }) => {
  await desk.introduce();
  const session = await desk.open();
  const link = linkOf(await session.view());
  const [anna, ben] = [await phone(), await phone()];
  await anna.join(link, 'Anna');
  await ben.join(link, 'Ben');
  const guests = await crowd(session, ['Chloé', 'Driss', 'Emma', 'Farid', 'Gaëlle']);
  await session.startAt('manager-leader');
  const screen = await stage(session);
  await expect(desk.button('Ouvrir le tri')).toBeVisible();

  await test.step('the cards are sorted; one person passes and has not finished', async () => {
    await desk.act('Ouvrir le tri', ' ');
    await expect(anna.page.getByText('Carte 1 sur 24')).toBeVisible();
    await anna.button('Je préfère ne pas répondre').tap();
    await expect(anna.page.getByText('Carte 2 sur 24')).toBeVisible();
    await anna.page.getByRole('group', { name: 'Colonne' }).getByRole('button').last().tap();
    await expect(anna.page.getByText('2 sur 24 triées')).toBeVisible();

    await ben.button('Voir toutes les cartes').tap();
    for (const card of await ben.page.getByRole('main').getByRole('group').all()) await card.getByRole('radio').first().check();
    await ben.lock('Verrouiller mon tri');
    await expect(ben.heading('Verrouillé')).toBeVisible();
    await Promise.all(guests.map(sort));

    await expect(screen.getByText('6 réponses sur 7')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(early);
    await expect(desk.page.getByText('aucun résultat tant que c’est ouvert')).toBeVisible();
    await desk.button('Clore le tri').click();
    const ask = desk.page.getByRole('dialog', { name: '1 personne n’a pas terminé' });
    await ask.getByRole('button', { name: 'Clore le tri quand même' }).click();
    await expect(anna.page.getByText('Partie close')).toBeVisible();
    const card = guests[0]?.room?.play?.contrast?.cards[0]?.id ?? '';
    await expect(guests[0]?.answer(card, 'both')).rejects.toThrow(/part-closed/);
    await expect(screen.locator('body')).not.toContainText(early);
  });

  await test.step('the room’s score of the sort is shown, the situation announced', async () => {
    await desk.act('Passer à : Où suis-je ? De quoi a-t-on besoin ?');
    await expect(screen.getByText('La salle reconnaît la liste de Bennis à')).toBeVisible();
    await expect(desk.page.getByText('Choisissez d’abord la situation, puis lisez-la à voix haute.')).toBeVisible();
    await desk.page.getByRole('radio', { name: situation }).check();
    await expect(screen.getByText(situation)).toBeVisible();
  });

  await test.step('two passes of sliders, nothing on the stage before the reveal', async () => {
    await desk.act('Ouvrir les curseurs');
    await expect(anna.page.getByText(situation)).toBeVisible();
    for (const [pass, stop] of [['first', 0], ['second', 6]] as const) {
      const sliders = anna.page.getByRole('main').getByRole('radiogroup');
      await expect(sliders).toHaveCount(12);
      for (const slider of await sliders.all()) await slider.locator('label').nth(stop).tap();
      await expect(anna.page.getByText('12 sur 12 placés')).toBeVisible();
      if (pass === 'first') await anna.button('Continuer').tap();
    }
    await anna.lock('Verrouiller mes curseurs');
    await expect(anna.heading('Verrouillé')).toBeVisible();
    await Promise.all(guests.map(slide));
    await expect(screen.getByText('6 réponses sur 7')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(early);
    await desk.button('Clore les curseurs').click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Clore les curseurs quand même' }).click();
    await expect(desk.button('Tout est clos, prêt à révéler')).toBeDisabled();
    await expect(desk.page.getByRole('dialog')).toHaveCount(0);
    await desk.page.keyboard.press(' ');
    await expect(desk.page.getByText('La barre d’espace ne révèle jamais : appuyez sur R.')).toBeVisible();
    await expect(screen.locator('body')).not.toContainText(early);
  });

  await test.step('R reveals the map; each person reads their own fit', async () => {
    await desk.act('Révéler : Où divergeons-nous ?', 'r');
    await expect(screen.getByRole('img', { name: 'Carte du groupe : 12 paires, 6 personnes.' })).toBeVisible();
    await expect(screen.getByText('accord fort').first()).toBeVisible();
    await expect(anna.page.getByText(/^Ajustement\s: \d+ sur 100/)).toBeVisible();
    await expect(ben.page.getByText(/Ajustement/)).toHaveCount(0);

    await desk.page.getByRole('radiogroup', { name: 'Série montrée à l’écran' }).getByRole('radio').last().check();
    await expect(screen.getByRole('heading', { name: /c’est là que vous divergez le plus/ })).toBeVisible();
    const pair = desk.page.getByRole('list').getByRole('button', { pressed: false }).filter({ hasText: 'à explorer' });
    await pair.first().click();
    await expect(screen.getByRole('heading', { name: 'Parlez-vous de la même situation ?' })).toBeVisible();
    for (const { pseudonym } of guests) await expect(screen.locator('body')).not.toContainText(pseudonym);
  });

  await test.step('the preview on the console is what is projected, pixel for pixel', async () => {
    await desk.page.keyboard.press('t');
    await expect(screen.getByRole('timer')).toHaveCount(0);
    await screen.setViewportSize({ width: 1280, height: 720 });
    const preview = desk.page.locator('.preview iframe');
    await expect(preview.contentFrame().getByRole('timer')).toHaveCount(0);
    // Over everything, at the size it has before it is made smaller.
    await preview.evaluate((frame: HTMLElement) => {
      frame.popover = 'manual';
      frame.showPopover();
      Object.assign(frame.style, { inset: 'auto', left: '0', top: '0', margin: '0', padding: '0', transform: 'none' });
    });
    const still = { animations: 'disabled', caret: 'hide' } as const;
    await expect
      .poll(async () => {
        const seen = await desk.page.screenshot({ ...still, clip: { x: 0, y: 0, width: 1280, height: 720 } });
        return seen.equals(await screen.screenshot(still));
      })
      .toBe(true);
  });
});

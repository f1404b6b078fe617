import { expect, type Locator } from '@playwright/test';
import type { Phone } from './phone';

/** Answers every sentence of a series by its key, as fast as the page takes them. */
export async function position({ page }: Phone, key: string): Promise<void> {
  const review = page.getByRole('heading', { level: 1, name: 'Relisez vos réponses' });
  await expect(page.getByRole('group', { name: 'Votre réponse' })).toBeVisible();
  // The keys answer only where the focus is in the sentence.
  await page.getByRole('group', { name: 'Phrase et réponses' }).focus();
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(review).toBeVisible({ timeout: 50 });
  }).toPass({ intervals: [0], timeout: 40_000 });
}

/** Draws with a finger through places of a drawing, as shares of its width and of its height from above. */
export async function drawWithFinger({ page }: Phone, places: readonly (readonly [number, number])[]): Promise<void> {
  const surface = page.getByRole('group', { name: 'Votre courbe, un point par mois' });
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (!box) throw new Error('the drawing is not there');
  const touch = await page.context().newCDPSession(page);
  const at = ([x, y]: readonly [number, number]) => [{ x: Math.round(box.x + x * box.width), y: Math.round(box.y + y * box.height) }];
  const [first, ...others] = places;
  if (!first) return;
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(first) });
  for (const place of others) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(place) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await touch.detach();
}

/** Touches a column for each card of a sort, or a moment where cards are placed in time, in turn, until all are there to be read again. */
export async function sortByTouch(phone: Phone, cards: number, said = { column: 'Colonne', review: 'Relisez votre tri' }): Promise<void> {
  const columns = phone.page.getByRole('group', { name: said.column }).getByRole('button');
  for (let card = 1; card <= cards; card++) {
    await expect(phone.page.getByText(`Carte ${card} sur ${cards}`)).toBeVisible();
    await columns.nth(card % (await columns.count())).tap();
  }
  await expect(phone.heading(said.review)).toBeVisible();
}

/** Presses a slider at a share of its length. */
export async function slideTo(slider: Locator, share: number): Promise<void> {
  const box = await slider.boundingBox();
  await slider.click({ position: { x: share * (box?.width ?? 0), y: (box?.height ?? 0) / 2 } });
}

/** The file that a press brings: its name and bytes. */
export async function downloaded({ page }: Phone, button: Locator): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

import { Late } from '$shared/chunks/late.svelte';
import type { Place } from '../program.svelte';

/** The console's pages but the first one, by name: each is fetched when the first one stands, or when it is asked for. */
export const pages = {
  session: new Late(() => import('../SessionPage.svelte')),
  new: new Late(() => import('../prepare/New.svelte')),
  compose: new Late(() => import('../compose/Compose.svelte')),
  documents: new Late(() => import('../documents/Page.svelte')),
  settings: new Late(() => import('../settings/SettingsPage.svelte')),
  wording: new Late(() => import('../wording/WordingPage.svelte')),
  verify: new Late(() => import('../verify/Verify.svelte')),
  firstStart: new Late(() => import('../settings/FirstStart.svelte')),
  rescue: new Late(() => import('../rescue/Rescue.svelte')),
};

/** Fetches what an address needs while the program is asked for its first answer. */
export function fetchFor(place: Place): void {
  if (place.page !== 'home') void pages[place.page].fetch();
}

/** Fetches all the others, one after the other, so that no click waits for its page. */
export async function fetchAhead(pause: () => Promise<void> = idle): Promise<void> {
  for (const late of Object.values(pages)) {
    await pause();
    await late.fetch();
  }
}

// The window's engine does not tell when it has nothing to do.
const idle = () => new Promise<void>((resolve) => setTimeout(resolve, 100));

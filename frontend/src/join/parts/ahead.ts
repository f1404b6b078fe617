import { languages } from '$shared/i18n/language';
import { i18n } from '../i18n';
import { owns } from '../results/owns';
import { kinds } from './kinds';
import { screens } from './screens';
import { untilThere } from '$shared/chunks/until';

/**
 * Fetches everything else of the page, one after the other and whenever there is
 * nothing better to do, so that no part has to wait for its page, and none is
 * missing once the room's program is gone.
 */
export async function fetchAhead(pause: () => Promise<void> = idle): Promise<void> {
  await pause();
  await kinds.scenario.fetch();
  i18n.learnErrors(await untilThere(async () => (await (await import('./far')).errors()).furtherErrors));
  for (const language of languages) await i18n.load(language);
  for (const late of [...Object.values(screens), ...Object.values(kinds), ...Object.values(owns)]) {
    await pause();
    await late.fetch();
  }
}

/** Until the browser has nothing to do, at most a second; a moment where it does not tell. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 1_000 });
    else setTimeout(resolve, 50);
  });
}

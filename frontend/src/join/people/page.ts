import { flushSync } from 'svelte';
import type { Visit } from '../visit.svelte';
import { sessionsItem } from './keeper';

/**
 * What happens to the page as a whole. A shared computer shows nobody's page
 * when it comes back from the way back of the browser, which keeps pages as
 * they were left.
 */
export function followPage(visit: Visit): void {
  // Where one person had read to is nobody else's business.
  history.scrollRestoration = 'manual';
  window.addEventListener('pagehide', () => {
    visit.away();
    flushSync();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void visit.wake();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void visit.wake();
  });
  window.addEventListener('storage', ({ key }) => {
    if (key === sessionsItem) visit.heard();
  });
}

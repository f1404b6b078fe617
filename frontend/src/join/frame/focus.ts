import { tick } from 'svelte';

const heading = () => document.querySelector<HTMLElement>('main h1');

/**
 * Begins a page at its top, with the focus on the one field it is about, else
 * on its heading, so that it is read and the keyboard starts there.
 */
export async function beginPage(): Promise<void> {
  await tick();
  window.scrollTo(0, 0);
  (document.querySelector<HTMLElement>('main [data-start]') ?? heading())?.focus({ preventScroll: true });
}

/**
 * Keeps the keyboard on the page: where what held the focus goes away, a form
 * that was closed or a dialog with it, or can no longer be pressed, and nothing else takes it, the heading
 * does. Returns the way to stop.
 */
export function keepFocus(): () => void {
  let held: Element | undefined;
  const hold = ({ target }: FocusEvent) => (held = target as Element);
  const gone = () => held !== undefined && (!held.isConnected || held.matches(':disabled'));
  const watch = new MutationObserver(() => {
    if (!gone()) return;
    // What took its place may take the focus too, in a moment; what cannot be pressed while it sends may come back.
    setTimeout(
      () => {
        if (gone() && document.activeElement === document.body) heading()?.focus();
      },
      held?.isConnected ? 300 : 0,
    );
  });
  // A heading that took the focus shows it to those who use the keys, and to nobody else.
  const keys = ({ type }: Event) => document.documentElement.classList.toggle('keys', type === 'keydown');
  document.addEventListener('focusin', hold);
  document.addEventListener('keydown', keys);
  document.addEventListener('pointerdown', keys);
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', hold);
    document.removeEventListener('keydown', keys);
    document.removeEventListener('pointerdown', keys);
    watch.disconnect();
  };
}

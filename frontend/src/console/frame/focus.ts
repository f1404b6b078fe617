/** Where the keys go on: the one obvious next act, unless it reveals, or else what the page is about. */
function place(): HTMLElement | null {
  const dialog = [...document.querySelectorAll<HTMLElement>('dialog[open]')].pop();
  if (dialog) return dialog.querySelector<HTMLElement>('h2') ?? dialog;
  // The space bar presses what has the focus, and must never reveal.
  const next = document.querySelector<HTMLElement>('.acts .next button:enabled');
  if (next) return next;
  const within = document.querySelector('main');
  return within?.querySelector<HTMLElement>('h1, h2') ?? document.querySelector<HTMLElement>('h1') ?? within;
}

const gone = (element: Element) => !element.isConnected || element.matches(':disabled') || !element.checkVisibility();

/**
 * Gives the focus a place whenever what had it leaves the page or can no longer
 * be pressed, so that whoever has keys alone goes on from there. After a mouse it
 * is left alone: the space bar then belongs to the next act. Returns how to stop.
 */
export function keepFocus(): () => void {
  let last: Element | undefined;
  let byKeys = false;
  let asked = 0;

  const focused = (event: FocusEvent) => {
    if (event.target instanceof Element) last = event.target;
  };
  const pressed = () => (byKeys = true);
  const pointed = () => (byKeys = false);
  function look() {
    asked = 0;
    const now = document.activeElement;
    if (!byKeys || !last || (now !== null && now !== document.body) || !gone(last)) return;
    const to = place();
    if (!to) return;
    if (!to.matches('button')) to.tabIndex = -1;
    to.focus();
  }
  // The browser takes the focus away when it next draws.
  const watch = new MutationObserver(() => (asked ||= requestAnimationFrame(() => setTimeout(look))));

  window.addEventListener('focusin', focused);
  window.addEventListener('keydown', pressed, true);
  window.addEventListener('pointerdown', pointed, true);
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'open', 'hidden'] });
  return () => {
    watch.disconnect();
    cancelAnimationFrame(asked);
    window.removeEventListener('focusin', focused);
    window.removeEventListener('keydown', pressed, true);
    window.removeEventListener('pointerdown', pointed, true);
  };
}

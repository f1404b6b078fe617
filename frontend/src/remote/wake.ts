/** Keeps the screen lit while the page is seen, where the browser lets it: under HTTPS. */
export function keepAwake(): void {
  const lit = () => {
    if (document.visibilityState === 'visible') void navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  lit();
  // The browser gives it up whenever the page is left.
  document.addEventListener('visibilitychange', lit);
}

/** What the desktop window offers to pages, where this is that window. */
interface WindowRuntime {
  BrowserOpenURL?: (url: string) => void;
}

/** Opens an address of this program in the system's browser, or in another tab of this one. */
export function openOutside(url: string): void {
  const { runtime } = window as { runtime?: WindowRuntime };
  if (runtime?.BrowserOpenURL) runtime.BrowserOpenURL(url);
  else window.open(url, '_blank', 'noopener');
}

/** light: lit room; dark: darkened room. */
export type Theme = 'light' | 'dark';

/** Puts the page in a theme. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** The theme the browser asks for. */
export function preferredTheme(): Theme {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

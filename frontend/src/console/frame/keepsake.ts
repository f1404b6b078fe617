/** What the console keeps in this browser, from one start to the next; null where nothing is, or may be, kept. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value, or nothing any more for null. Where a browser keeps nothing, it holds until the window closes. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The next start does without.
  }
}

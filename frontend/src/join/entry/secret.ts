/** The secret that the QR and the link carry in the fragment ("#…"), "" when there is none. */
export function secretIn(fragment: string): string {
  try {
    return decodeURIComponent(fragment.slice(1)).trim();
  } catch {
    // A broken escape cannot be a secret of ours.
    return '';
  }
}

/**
 * Takes the secret out of the address bar and of the history: a photo of the
 * screen or a shared laptop must not give it away.
 */
export function hideSecret(place: Location = location, past: History = history): void {
  if (place.hash.length > 1) past.replaceState(null, '', place.pathname + place.search);
}

/**
 * Begins anew when a link with a secret is opened in the tab where the page
 * already stands: only the fragment changes, which by itself loads nothing.
 */
export function followLinks(begin: () => void = () => location.reload(), page: Window = window): void {
  page.addEventListener('hashchange', () => {
    if (page.location.hash.length > 1) begin();
  });
}

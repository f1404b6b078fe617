/**
 * The secret that the QR and the link carry in the fragment ("#…"), "" when
 * there is none. It is taken out of the address bar and of the history at once:
 * a photo of the screen or a shared laptop must not give it away.
 */
export function takeSecret(place: Location = location, past: History = history): string {
  const fragment = place.hash.slice(1);
  if (fragment === '') return '';
  past.replaceState(null, '', place.pathname + place.search);
  try {
    return decodeURIComponent(fragment).trim();
  } catch {
    // A broken escape cannot be a secret of ours.
    return '';
  }
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

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

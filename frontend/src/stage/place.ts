const ofPreview = '/preview';

/** What the address says after #: the token that opens the stage, and whether the page is the console's preview. */
export function placeOf(hash: string): { token: string; preview: boolean } {
  const rest = hash.replace(/^#/, '');
  const preview = rest.endsWith(ofPreview);
  return { token: preview ? rest.slice(0, -ofPreview.length) : rest, preview };
}

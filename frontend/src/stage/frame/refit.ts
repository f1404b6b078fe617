/**
 * Calls `adjust` now, and again once the element's size, its text or the faces it
 * is set in have changed; what `adjust` itself changes in the text is no reason.
 * Returns what ends it.
 */
export function refit(element: HTMLElement, adjust: () => void): () => void {
  let size = '';
  const measured = () => `${element.clientWidth} ${element.clientHeight}`;
  const again = (): void => {
    adjust();
    size = measured();
    texts.takeRecords();
  };
  const sizes = new ResizeObserver(() => {
    if (measured() !== size) again();
  });
  const texts = new MutationObserver(again);
  again();
  sizes.observe(element);
  texts.observe(element, { subtree: true, childList: true, characterData: true });
  // No faces are told of where nothing is laid out.
  const faces = document.fonts as FontFaceSet | undefined;
  faces?.addEventListener('loadingdone', again);
  return () => {
    sizes.disconnect();
    texts.disconnect();
    faces?.removeEventListener('loadingdone', again);
  };
}

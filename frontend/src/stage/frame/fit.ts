import type { Attachment } from 'svelte/attachments';

/** Under this the stage is no longer read from the back of the room: 28 px of the 1080 picture. */
const floor = 1.75;

/**
 * Shrinks the text of an element until it fits its box, by setting its
 * font-size in rem between `from` and the legible floor. Sizes below it are in em.
 */
export function fit(from: number, key: unknown): Attachment<HTMLElement> {
  return (element) => {
    void key; // another text is measured again
    const adjust = (): void => {
      for (let size = from; size >= floor; size -= 0.125) {
        element.style.fontSize = `${size}rem`;
        if (element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1) return;
      }
    };
    adjust();
    const observer = new ResizeObserver(adjust);
    observer.observe(element);
    void document.fonts.ready.then(adjust);
    return () => observer.disconnect();
  };
}

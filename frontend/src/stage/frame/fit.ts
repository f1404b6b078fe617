import type { Attachment } from 'svelte/attachments';
import { refit } from './refit';

/** Under this the stage is no longer read from the back of the room: 28 px of the 1080 picture. */
export const floor = 1.75;

/** A line set tight overflows its box by its own leading: that much, in em, cuts no letter. */
const leading = 0.3;

/** Attachments are kept: one that is the same as before leaves its element as it is. */
const made = new Map<string, Attachment<HTMLElement>>();

/**
 * Shrinks the text of an element until it fits its box, by setting its
 * font-size in rem between `from` and the legible floor. Sizes below it are in
 * em. With `inner`, what must fit is each element of that selector, so that all
 * of them share one size.
 */
export function fit(from: number, inner = ''): Attachment<HTMLElement> {
  const key = `${from} ${inner}`;
  const kept = made.get(key) ?? fitted(from, inner);
  made.set(key, kept);
  return kept;
}

function fitted(from: number, inner: string): Attachment<HTMLElement> {
  const fits = (box: HTMLElement): boolean => {
    const spare = leading * parseFloat(getComputedStyle(box).fontSize);
    return box.scrollHeight <= box.clientHeight + spare && box.scrollWidth <= box.clientWidth + 1;
  };
  return (element) =>
    refit(element, () => {
      const boxes = inner ? [...element.querySelectorAll<HTMLElement>(inner)] : [element];
      for (let size = from; size >= floor; size -= 0.125) {
        element.style.fontSize = `${size}rem`;
        if (boxes.every(fits)) return;
      }
    });
}

import type { Attachment } from 'svelte/attachments';
import { floor } from './fit';
import { refit } from './refit';

/** How the cards of a crowd are drawn. */
export interface Drawn {
  /** In rem. */
  size: number;
  /** Lines of a card at most; 0 for no limit. */
  lines: number;
  /** Cards shown, from the first. */
  shown: number;
}

/** Ways to draw so many cards, from the most readable to the least: smaller, then shorter, then fewer. */
export function* ways(from: number, cards: number): Generator<Drawn> {
  for (let size = from; size >= floor; size -= 0.125) yield { size, lines: 0, shown: cards };
  for (const lines of [6, 4, 3, 2]) yield { size: floor, lines, shown: cards };
  for (let shown = cards - 1; shown > 0; shown--) yield { size: floor, lines: 2, shown };
}

/** Attachments are kept, by what says how many are not shown and by their size: see fit. */
const made = new WeakMap<(hidden: number) => string, Map<number, Attachment<HTMLElement>>>();

/**
 * Fits texts of people, of any number and length, in a box: each card is an
 * element of [data-card], its text one of [data-clamp], and what says how many
 * are not shown one of [data-more].
 */
export function crowd(from: number, more: (hidden: number) => string): Attachment<HTMLElement> {
  const sizes = made.get(more) ?? new Map<number, Attachment<HTMLElement>>();
  made.set(more, sizes);
  const kept = sizes.get(from) ?? crowded(from, more);
  sizes.set(from, kept);
  return kept;
}

function crowded(from: number, more: (hidden: number) => string): Attachment<HTMLElement> {
  return (element) =>
    refit(element, () => {
      const cards = [...element.querySelectorAll<HTMLElement>('[data-card]')];
      const rest = element.querySelector<HTMLElement>('[data-more]');
      for (const { size, lines, shown } of ways(from, cards.length)) {
        element.style.fontSize = `${size}rem`;
        element.style.setProperty('--lines', lines > 0 ? `${lines}` : 'none');
        cards.forEach((card, index) => (card.hidden = index >= shown));
        if (rest) {
          rest.hidden = shown === cards.length;
          rest.textContent = rest.hidden ? '' : more(cards.length - shown);
        }
        if (element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1) return;
      }
    });
}

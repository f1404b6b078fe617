import { later } from '../words/later';
import type { Deck } from './deck';

/** The words of putting cards into columns, or of placing them in time. */
export function deckWords({ inTime = false }: Deck) {
  const { sort, moments } = later();
  return inTime ? { ...sort, ...moments } : sort;
}

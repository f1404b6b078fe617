import { i18n } from '../i18n';
import type { Deck } from './deck';

/** The words of putting cards into columns, or of placing them in time. */
export function deckWords({ inTime = false }: Deck) {
  const { sort, moments } = i18n.t.join;
  return inTime ? { ...sort, ...moments } : sort;
}

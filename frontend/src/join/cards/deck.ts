import type { Choice } from '$shared/model/wire';

/** Cards to put into columns; both in the order they are shown. */
export interface Deck {
  columns: readonly Choice[];
  cards: readonly Choice[];
  /** The columns are moments of a story: cards are placed in time, not sorted. */
  inTime?: boolean;
}

/** The value of « les deux », where an activity has it. */
export const both = 'both';

/** The columns with « les deux » among them: between two, after more. */
export function withBoth(columns: readonly Choice[], text: Choice['text'] | null | undefined): readonly Choice[] {
  if (text == null) return columns;
  const at = columns.length === 2 ? 1 : columns.length;
  return [...columns.slice(0, at), { id: both, text }, ...columns.slice(at)];
}

/**
 * The card to show next: the first one without an answer from a place on, going
 * round; undefined when every card has one.
 */
export function nextCard<C extends { id: string }>(cards: readonly C[], given: (id: string) => boolean, from = 0): C | undefined {
  return [...cards.slice(from), ...cards.slice(0, from)].find(({ id }) => !given(id));
}

/** The column a digit names, counted from 1; undefined for any other key or with a modifier. */
export function columnOfKey({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>, columns: readonly Choice[]): string | undefined {
  return ctrlKey || metaKey || altKey || !/^[1-9]$/.test(key) ? undefined : columns[Number(key) - 1]?.id;
}

/** Columns of the sort, in the order of the keys 1, 2, 3. */
export const columns = ['manager', 'both', 'leader'] as const;

export type Column = (typeof columns)[number];

/**
 * The card to show next: the first one without an answer from a place on, going
 * round; undefined when every card has one.
 */
export function nextCard<C extends { id: string }>(cards: readonly C[], given: (id: string) => boolean, from = 0): C | undefined {
  return [...cards.slice(from), ...cards.slice(0, from)].find(({ id }) => !given(id));
}

/** The column a key names, undefined for any other key or with a modifier. */
export function columnOfKey({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): Column | undefined {
  return ctrlKey || metaKey || altKey ? undefined : columns[['1', '2', '3'].indexOf(key)];
}

import { beforeEach, describe, expect, it } from 'vitest';
import { Sorting } from './sorting.svelte';

const text = { fr: '', en: '' };
const deck = { columns: [{ id: 'x', text }, { id: 'y', text }], cards: ['a', 'b', 'c'].map((id) => ({ id, text })) };
let given: Map<string, string | null>;
let sorting: Sorting;

beforeEach(() => {
  given = new Map();
  sorting = new Sorting({
    deck: () => deck,
    read: (card) => ({ value: given.get(card), standing: given.has(card) ? 'saved' : 'none' }),
    give: (card, column) => void given.set(card, column),
  });
});

describe('Sorting', () => {
  it('hands out the cards in order, and counts passes as answers without a column', () => {
    expect(sorting.card?.id).toBe('a');
    sorting.give('a', 'x');
    expect(sorting.card?.id).toBe('b');
    sorting.give('b', null);
    sorting.give('c', 'y');
    expect(sorting.card).toBeUndefined();
    expect(sorting.reviewing).toBe(true);
    expect([sorting.answered, sorting.missing]).toEqual([3, 1]);
  });

  it('takes the last card up again, then the one before', () => {
    sorting.give('a', 'x');
    sorting.give('b', 'x');
    sorting.undo();
    expect(sorting.card?.id).toBe('b');
    sorting.undo();
    expect(sorting.card?.id).toBe('a');
    expect(sorting.canUndo).toBe(false);
    sorting.give('a', 'y');
    expect(sorting.card?.id).toBe('c');
    expect(given.get('a')).toBe('y');
  });

  it('takes any card up again from the list', () => {
    for (const id of ['a', 'b', 'c']) sorting.give(id, 'x');
    sorting.take('b');
    expect([sorting.card?.id, sorting.reviewing]).toEqual(['b', false]);
    sorting.give('b', 'y');
    expect(sorting.card).toBeUndefined();
  });
});

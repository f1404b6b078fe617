import { describe, expect, it } from 'vitest';
import { columnOfKey, nextCard } from './deck';

const cards = ['a', 'b', 'c'].map((id) => ({ id }));
const given = (...ids: string[]) => (id: string) => ids.includes(id);

describe('nextCard', () => {
  it('goes on from a place and comes round', () => {
    expect(nextCard(cards, given(), 1)?.id).toBe('b');
    expect(nextCard(cards, given('b', 'c'), 1)?.id).toBe('a');
    expect(nextCard(cards, given('a', 'b', 'c'))).toBeUndefined();
  });
});

describe('columnOfKey', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false };
  it('reads 1, 2, 3 and nothing else', () => {
    expect(['1', '2', '3', '4', 'a'].map((key) => columnOfKey({ key, ...plain }))).toEqual(['manager', 'both', 'leader', undefined, undefined]);
    expect(columnOfKey({ key: '1', ...plain, ctrlKey: true })).toBeUndefined();
  });
});

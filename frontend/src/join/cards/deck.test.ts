import { describe, expect, it } from 'vitest';
import { columnOfKey, nextCard, withBoth } from './deck';

const text = { fr: '', en: '' };
const choices = (...ids: string[]) => ids.map((id) => ({ id, text }));
const cards = choices('a', 'b', 'c');
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
  it('reads the digit of a column and nothing else', () => {
    const columns = choices('work', 'both', 'value');
    expect(['1', '2', '3', '4', '0', 'a', ''].map((key) => columnOfKey({ key, ...plain }, columns))).toEqual(['work', 'both', 'value', undefined, undefined, undefined, undefined]);
    expect(columnOfKey({ key: '1', ...plain, ctrlKey: true }, columns)).toBeUndefined();
    expect(columnOfKey({ key: '5', ...plain }, choices('a', 'b', 'c', 'd', 'e'))).toBe('e');
  });
});

describe('withBoth', () => {
  const ids = (...columns: string[]) => withBoth(choices(...columns), text).map(({ id }) => id);
  it('stands between two columns and after more', () => {
    expect(ids('a', 'b')).toEqual(['a', 'both', 'b']);
    expect(ids('a', 'b', 'c')).toEqual(['a', 'b', 'c', 'both']);
    expect(withBoth(choices('a', 'b'), undefined).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

import { describe, expect, it } from 'vitest';
import { blank, complete, free, move, orderOf, place, unplaced } from './order';

const items = ['a', 'b', 'c', 'd'];

describe('orderOf', () => {
  it('reads a saved list with free ranks', () => {
    expect(orderOf(['b', null, 'a', null], items)).toEqual(['b', null, 'a', null]);
  });
  it('is blank for a pass, nothing, or a list of another length', () => {
    expect(orderOf(null, items)).toEqual(blank(4));
    expect(orderOf(undefined, items)).toEqual(blank(4));
    expect(orderOf(['a'], items)).toEqual(blank(4));
  });
  it('drops an item twice given or unknown', () => {
    expect(orderOf(['a', 'a', 'x', 'd'], items)).toEqual(['a', null, null, 'd']);
  });
});

describe('place and free', () => {
  it('fills the first free rank, then the one asked for', () => {
    const one = place(blank(4), 'c');
    expect(one).toEqual(['c', null, null, null]);
    expect(place(one, 'a', 3)).toEqual(['c', null, null, 'a']);
  });
  it('does not place twice nor over another', () => {
    const one = place(blank(4), 'c');
    expect(place(one, 'c')).toBe(one);
    expect(place(one, 'a', 0)).toBe(one);
    expect(place(['a', 'b', 'c', 'd'], 'x')).toEqual(['a', 'b', 'c', 'd']);
  });
  it('frees a rank in its place', () => {
    expect(free(['a', 'b', 'c', 'd'], 1)).toEqual(['a', null, 'c', 'd']);
  });
});

describe('move', () => {
  it('shifts what lies between', () => {
    expect(move(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(move(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
  });
  it('lets a free rank absorb the shift', () => {
    expect(move(['a', null, 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'c', null]);
    expect(move(['a', 'b', null, 'd'], 0, 1)).toEqual(['b', 'a', null, 'd']);
    expect(move(['a', null, null, null], 0, 2)).toEqual([null, null, 'a', null]);
  });
  it('keeps every item whatever the move', () => {
    const start = ['a', null, 'b', 'c', null];
    for (let from = 0; from < 5; from++) {
      for (let to = -1; to <= 5; to++) {
        const after = move(start, from, to);
        expect([...after].sort()).toEqual([...start].sort());
        if (start[from] && to >= 0 && to < 5) expect(after[to]).toBe(start[from]);
      }
    }
  });
});

describe('unplaced and complete', () => {
  it('tell what is left', () => {
    const list = items.map((id) => ({ id }));
    expect(unplaced(['b', null, 'a', null], list)).toEqual([{ id: 'c' }, { id: 'd' }]);
    expect(complete(['b', null, 'a', null])).toBe(false);
    expect(complete(['b', 'c', 'a', 'd'])).toBe(true);
    expect(complete([])).toBe(false);
  });
});

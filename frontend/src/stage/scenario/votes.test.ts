import { describe, expect, it } from 'vitest';
import type { SplitFigures, TableView } from '$shared/model/wire';
import { drawingOf, firstOf, groupsOf } from './votes';

const tables: TableView[] = ['Loire', 'Rhône', 'Garonne'].map((name, mark) => ({ id: name, name, mark, size: 5 }));
const counts = (a: number, b: number) => [
  { id: 'a', count: a },
  { id: 'b', count: b },
];
const split: SplitFigures = {
  node: 'N1',
  n: 14,
  counts: counts(9, 5),
  tables: [
    { table: 'Loire', n: 5, counts: counts(5, 0) },
    { table: 'Rhône', n: 5, counts: counts(2, 3) },
  ],
};

describe('groupsOf', () => {
  it('gives each table its people, and the rest to nobody', () => {
    expect(groupsOf(split, 'a', tables)).toEqual([{ table: tables[0], count: 5 }, { table: tables[1], count: 2 }, { count: 2 }]);
    expect(groupsOf(split, 'b', tables)).toEqual([{ table: tables[1], count: 3 }, { count: 2 }]);
  });
  it('keeps the whole distribution together where no table may be shown', () => {
    expect(groupsOf({ ...split, tables: [] }, 'a', tables)).toEqual([{ count: 9 }]);
    expect(groupsOf({ ...split, counts: null, tables: [] }, 'a', tables)).toEqual([]);
  });
});

describe('firstOf', () => {
  it('counts the people of the options above', () => {
    expect(firstOf(split, 'a')).toBe(0);
    expect(firstOf(split, 'b')).toBe(9);
  });
  it('counts what stands for several people, the last of an option for those who are left', () => {
    const crowd = { ...split, counts: counts(10, 5) };
    expect([firstOf(crowd, 'a', 3), firstOf(crowd, 'b', 3), firstOf(crowd, undefined, 3)]).toEqual([0, 4, 6]);
  });
});

describe('drawingOf', () => {
  it('gives way to dots, then to bars, in a crowd', () => {
    expect(drawingOf(split)).toBe('shapes');
    expect(drawingOf({ ...split, counts: counts(24, 24) })).toBe('shapes');
    expect(drawingOf({ ...split, counts: counts(25, 1) })).toBe('dots');
    expect(drawingOf({ ...split, counts: counts(1, 210) })).toBe('dots');
    expect(drawingOf({ ...split, counts: counts(211, 1) })).toBe('bars');
  });
});

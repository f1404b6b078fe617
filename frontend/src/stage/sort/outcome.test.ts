import { describe, expect, it } from 'vitest';
import type { CardSortFigures, SortPlay, TableSorting } from '$shared/model/wire';
import { apart, byColumn, countsOf, divided, ranked } from './outcome';

const card = (id: string, topShare: number | undefined, explore = false) => ({ card: id, column: 'a', n: 5, explore, topShare, counts: topShare === undefined ? null : [{ id: 'b', count: 3 }, { id: 'a', count: 2 }] });

describe('the cards', () => {
  it('come by column of the key', () => {
    const play = { columns: [{ id: 'a' }, { id: 'b' }], cards: [{ id: 'x', column: 'b' }, { id: 'y', column: 'a' }, { id: 'z', column: 'both' }, { id: 'w', column: 'a' }] } as unknown as SortPlay;
    expect(byColumn(play).map(({ id }) => id)).toEqual(['y', 'w', 'x', 'z']);
  });
  it('are counted in the order of the columns, or not at all', () => {
    const columns = [{ id: 'a' }, { id: 'b' }, { id: 'both' }];
    expect(countsOf(card('x', 0.6), columns)).toEqual([2, 3, 0]);
    expect(countsOf(card('x', undefined), columns)).toBeNull();
    expect(countsOf(undefined, columns)).toBeNull();
  });
  it('that divide come the most divided first', () => {
    const figures = { cards: [card('x', 0.55, true), card('y', 0.9), card('z', 0.4, true), card('w', undefined, true)] } as unknown as CardSortFigures;
    expect(divided(figures).map(({ card: id }) => id)).toEqual(['z', 'x']);
  });
});

describe('apart', () => {
  it('finds what most people put elsewhere than the key, the surest first', () => {
    const sure = { ...card('sure', 0.9), counts: [{ id: 'b', count: 9 }, { id: 'a', count: 1 }] };
    const alike = { ...card('alike', 0.5), counts: [{ id: 'a', count: 5 }, { id: 'b', count: 5 }] };
    const figures = { cards: [card('less', 0.6), sure, alike, card('hidden', undefined)] } as unknown as CardSortFigures;
    expect(apart(figures).map(({ card: id }) => id)).toEqual(['sure', 'less']);
  });
});

describe('ranked', () => {
  const table = (id: string, rank: number, score?: number) => ({ table: id, rank, score }) as TableSorting;
  it('shares a rank ex æquo and keeps tables without a score last', () => {
    expect(ranked([table('n', 0), table('c', 3, 10), table('a', 1, 60), table('b', 1, 60)])).toEqual([
      { table: 'a', score: 60, rank: 1, tied: true },
      { table: 'b', score: 60, rank: 1, tied: true },
      { table: 'c', score: 10, rank: 3, tied: false },
      { table: 'n', score: undefined, rank: 0, tied: false },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { RankingFigures, TableRanking } from '$shared/model/wire';
import { stage as fr } from '$shared/i18n/fr/stage';
import { byRank, closeness, findingOf, rankOf, ranksGiven, strongOf, treadsOf } from './treads';

const table = (more: Partial<TableRanking>): TableRanking => ({ table: 't', order: [], rank: 1, n: 6, hasty: false, ...more });
const figures = (more: Partial<RankingFigures>): RankingFigures => ({
  reference: [],
  expectedAccuracy: 34,
  maxDistance: 50,
  n: 12,
  tables: [],
  ...more,
});

describe('treadsOf', () => {
  it('shows a table of five or more with its people', () => {
    expect(treadsOf(table({ mean: 20, best: 10, distance: 5 }), figures({}))).toEqual([
      { kind: 'mean', value: 60 },
      { kind: 'best', value: 80 },
      { kind: 'team', value: 90 },
    ]);
  });
  it('shows a smaller table beside the room', () => {
    expect(treadsOf(table({ n: 3, distance: 5 }), figures({ mean: 25 }))).toEqual([
      { kind: 'room', value: 50 },
      { kind: 'team', value: 90 },
    ]);
  });
  it('has no figure for a table without a list', () => {
    expect(treadsOf(table({}), figures({}))).toEqual([{ kind: 'team', value: undefined }]);
  });
});

describe('closeness', () => {
  it('runs from 0 to 100', () => {
    expect(closeness(0, 50)).toBe(100);
    expect(closeness(50, 50)).toBe(0);
    expect(closeness(0, 0)).toBe(100);
  });
});

describe('strongOf', () => {
  it('counts only tables whose people may be shown', () => {
    expect(strongOf([table({ strong: true }), table({ strong: false }), table({})])).toEqual({ strong: 1, of: 2 });
  });
});

describe('findingOf', () => {
  const of = (...strong: (boolean | undefined)[]) => findingOf(fr.ranking, strong.map((one) => table({ strong: one })));
  it('says what the stairs show', () => {
    expect(of(true, true)).toBe(fr.ranking.allBetter);
    expect(of(true, false)).toBe(fr.ranking.someBetter(1, 2));
    expect(of(false, false)).toBe(fr.ranking.noneBetter);
    expect(of(true)).toBe(fr.ranking.oneBetter);
    expect(of(undefined, undefined)).toBe(fr.ranking.lists);
    expect(of()).toBe(fr.ranking.gained);
  });
});

describe('rankOf', () => {
  const tables = [table({ rank: 1 }), table({ rank: 2 }), table({ rank: 2 }), table({ rank: 0 })];
  it('shares a rank ex æquo', () => {
    expect(tables.map((one) => rankOf(one, tables))).toEqual([{ rank: 1, tied: false }, { rank: 2, tied: true }, { rank: 2, tied: true }, undefined]);
  });
  it('ranks nobody alone', () => {
    expect(rankOf(table({ rank: 1 }), [table({ rank: 1 })])).toBeUndefined();
  });
  it('orders those without a list last', () => {
    expect(byRank([table({ rank: 0 }), table({ rank: 2 }), table({ rank: 1 })]).map(({ rank }) => rank)).toEqual([1, 2, 0]);
  });
});

describe('ranksGiven', () => {
  it('counts the tables at each rank', () => {
    const lists = [['a', 'b', ''], ['b', 'a', 'c'], []].map((order) => table({ order }));
    expect(ranksGiven('a', 3, lists)).toEqual([1, 1, 0]);
    expect(ranksGiven('c', 3, lists)).toEqual([0, 0, 1]);
  });
});

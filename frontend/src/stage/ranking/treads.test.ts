import { describe, expect, it } from 'vitest';
import type { RankingFigures, TableRanking } from '$shared/model/wire';
import { closeness, strongOf, treadsOf } from './treads';

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

import { describe, expect, it } from 'vitest';
import type { RankingFigures, TableRanking } from '$shared/model/wire';
import { podiumOf } from './podium';

const table = (id: string, rank: number, distance: number | undefined = rank * 10): TableRanking => ({ table: id, order: [], distance: rank > 0 ? distance : undefined, rank, n: 6, hasty: false }) as unknown as TableRanking;
const podium = (...tables: TableRanking[]) => podiumOf({ tables, maxDistance: 100 } as unknown as RankingFigures);
const told = ({ steps, rest, without }: ReturnType<typeof podiumOf>) => ({
  steps: steps.map((step) => `${step.rank}: ${step.tables.map((one) => one.table.table).join('+')}`),
  rest: rest.map((one) => `${one.rank} ${one.table.table}`),
  without: without.map((one) => one.table),
});

describe('podiumOf', () => {
  it('stands the first in the middle, lower tables in a list', () => {
    expect(told(podium(table('d', 4), table('a', 1), table('c', 3), table('b', 2)))).toEqual({ steps: ['2: b', '1: a', '3: c'], rest: ['4 d'], without: [] });
  });
  it('lets ex æquo share a step and leaves the next one out', () => {
    const shared = podium(table('a', 1, 10), table('b', 1, 10), table('c', 3));
    expect(told(shared).steps).toEqual(['1: a+b', '3: c']);
    expect(shared.steps[0]?.tables.map(({ tied }) => tied)).toEqual([true, true]);
    expect(told(podium(table('a', 1), table('b', 2, 30), table('c', 2, 30), table('d', 4))).steps).toEqual(['2: b+c', '1: a']);
  });
  it('tells closeness, and names a table without a list', () => {
    const { steps, without } = podium(table('a', 1, 20), table('b', 2, 60), table('none', 0));
    expect(steps.map(({ tables }) => tables[0]?.value)).toEqual([40, 80]);
    expect(without.map((one) => one.table)).toEqual(['none']);
  });
  it('has no steps for one table alone', () => {
    expect(told(podium(table('a', 1)))).toEqual({ steps: [], rest: [], without: ['a'] });
  });
});

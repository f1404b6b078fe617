import { describe, expect, it } from 'vitest';
import type { CurveFigures, CurvePlay } from '$shared/model/wire';
import { endsOf, ground, lineOf, meanOf, mostLike, ticksOf, toneOf, turnsOf, xOf, yOf } from './shape';

const months = Array.from({ length: 17 }, (_, index) => index * 3);
const branch = (id: string, last: number) => ({ id, title: { fr: id, en: id }, values: months.map(() => last) });
const play = (...ends: number[]) => ({ months, branches: ends.map((end, index) => branch(`b${index}`, end)) }) as unknown as CurvePlay;
const figures = (closest: CurveFigures['closest']) => ({ closest }) as CurveFigures;

describe('the chart', () => {
  it('runs from the first month to the last, and from nothing up', () => {
    expect([xOf(ground, 0, months), xOf(ground, 48, months)]).toEqual([ground.left, ground.right]);
    expect([yOf(ground, 0), yOf(ground, 100)]).toEqual([ground.bottom, ground.top]);
    expect(lineOf(ground, [0, 100], [0, 48])).toBe(`M${ground.left}.0 ${ground.bottom}.0L${ground.right}.0 ${ground.top}.0`);
    expect(ticksOf(months)).toEqual([0, 12, 24, 36, 48]);
  });
  it('names the branches at their ends, off each other and above the axis', () => {
    expect(endsOf(ground, play(70, 5), 76)).toEqual([yOf(ground, 70), yOf(ground, 5)]);
    const close = endsOf(ground, play(2, 4), 76);
    expect((close[0] ?? 0) - (close[1] ?? 0)).toBe(76);
    expect(Math.max(...close)).toBeLessThanOrEqual(ground.bottom);
  });
  it('keeps a crowd of drawings pale', () => {
    expect(toneOf(5)).toBe(0.55);
    expect(toneOf(200)).toBe(0.12);
    expect(toneOf(20)).toBeLessThan(toneOf(12));
  });
});

describe('turnsOf', () => {
  const rebound = [20, 100, 60, 25, 45, 60, 70];
  const fall = [20, 100, 60, 25, 20, 15, 10];
  it('marks the peak, the trough and the way after it', () => {
    expect(turnsOf(rebound, [fall])).toEqual([{ turn: 'peak', at: 1 }, { turn: 'trough', at: 3 }, { turn: 'after', at: 5 }]);
    expect(turnsOf(rebound, [])).toEqual(turnsOf(rebound, [fall]));
  });
  it('marks where a fall without end leaves the other branch', () => {
    expect(turnsOf(fall, [rebound])).toEqual([{ turn: 'peak', at: 1 }, { turn: 'trough', at: 3 }, { turn: 'after', at: 5 }]);
  });
  it('marks the peak alone where nothing turns after it', () => {
    expect(turnsOf([0, 50, 100], [])).toEqual([{ turn: 'peak', at: 2 }]);
    expect(turnsOf([], [])).toEqual([]);
  });
});

describe('meanOf', () => {
  it('is taken month by month', () => {
    expect(meanOf([[0, 100], [50, 0]])).toEqual([25, 50]);
    expect(meanOf([])).toEqual([]);
  });
});

describe('mostLike', () => {
  it('names the branch most drawings look like', () => {
    const closest = [{ id: 'b0', count: 3 }, { id: 'b1', count: 7 }, { id: 'equal', count: 2 }];
    expect(mostLike(figures(closest), play(70, 5))).toEqual({ id: 'b1', count: 7, of: 12 });
  });
  it('names none where they are as many, nor where nothing may be shown', () => {
    expect(mostLike(figures([{ id: 'b0', count: 4 }, { id: 'b1', count: 4 }]), play(70, 5))).toBeUndefined();
    expect(mostLike(figures(null), play(70, 5))).toBeUndefined();
    expect(mostLike(figures([{ id: 'equal', count: 9 }]), play(70, 5))).toBeUndefined();
  });
});

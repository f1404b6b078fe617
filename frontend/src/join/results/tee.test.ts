import { describe, expect, it } from 'vitest';
import type { OwnCell, Text } from '$shared/model/wire';
import { drawTee, marksIn } from './tee';

const text: Text = { fr: '', en: '' };
const cell = (competency: string, more: Partial<OwnCell> = {}): OwnCell => ({
  competency,
  bar: competency.startsWith('H') ? 'horizontal' : 'vertical',
  name: text,
  definition: text,
  answered: 2,
  of: 2,
  ...more,
});
const cells = [...[1, 2, 3, 4, 5, 6, 7].map((n) => cell(`H${n}`)), ...[1, 2, 3, 4, 5].map((n) => cell(`V${n}`))];

describe('drawTee', () => {
  it('lays seven cells side by side over five, without a gap', () => {
    const tee = drawTee(cells);
    const bar = tee.cells.slice(0, 7);
    expect(bar.every((one, index) => Math.abs(one.x - (index * tee.width) / 7) < 1e-9)).toBe(true);
    const stem = tee.cells.slice(7);
    expect(stem[0]?.y).toBe((bar[0]?.y ?? 0) + (bar[0]?.height ?? 0));
    expect((stem[4]?.y ?? 0) + (stem[4]?.height ?? 0)).toBe(tee.height);
    expect(tee.cells.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
  it('fills the bar upwards and the stem to the right', () => {
    const tee = drawTee([cell('H1', { now: 25 }), cell('V1', { now: 50 })]);
    const [bar, stem] = tee.cells;
    expect(bar?.fill?.height).toBe((bar?.height ?? 0) / 4);
    expect((bar?.fill?.y ?? 0) + (bar?.fill?.height ?? 0)).toBe((bar?.y ?? 0) + (bar?.height ?? 0));
    expect(stem?.fill?.width).toBe((stem?.width ?? 0) / 2);
    expect(stem?.fill?.x).toBe(stem?.x);
  });
  it('leaves a cell without enough answers empty, and draws a zero', () => {
    const [empty, zero] = drawTee([cell('H1', { now: null as never }), cell('H2', { now: 0 })]).cells;
    expect(empty?.fill).toBeUndefined();
    expect(empty?.marks).toEqual([]);
    expect(zero?.fill?.height).toBe(0);
    expect(zero?.marks).toHaveLength(1);
  });
  it('puts the present mark over the earlier ones', () => {
    const [one] = drawTee([cell('H1', { now: 75, before: 50, hindsight: 25 })]).cells;
    expect(one?.marks.map(({ kind }) => kind)).toEqual(['hindsight', 'before', 'now']);
  });
});

describe('marksIn', () => {
  it('names the marks that stand in the T', () => {
    expect(marksIn({ cells })).toEqual(['now']);
    expect(marksIn({ cells: [cell('H1', { before: 0 })] })).toEqual(['before', 'now']);
    expect(marksIn({ cells: [cell('H1', { before: 1, hindsight: 2, now: 3 })] })).toEqual(['before', 'hindsight', 'now']);
  });
});

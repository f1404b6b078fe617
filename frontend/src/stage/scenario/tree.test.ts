import { describe, expect, it } from 'vitest';
import type { EndingFigures, EndingMark } from '$shared/model/wire';
import { box, partsOf, treeOf } from './tree';

const marks: EndingMark[] = [
  { id: 'high', from: 70, title: { fr: '', en: '' } },
  { id: 'mid', from: 40, title: { fr: '', en: '' } },
  { id: 'low', from: 0, title: { fr: '', en: '' } },
];
const untaken = (node: string, letter: string, gauge: number, elsewhere = false) => ({ node, option: letter.toLowerCase(), letter, gauge, elsewhere });
const ending = {
  ending: 'mid',
  start: 50,
  gauge: 55,
  path: [
    { node: 'N1', option: 'd', gauge: 60 },
    { node: 'N2', option: 'c', gauge: 55 },
  ],
  untaken: [untaken('N1', 'A', 30, true), untaken('N1', 'B', 50), untaken('N1', 'C', 50), untaken('N2', 'A', 55), untaken('N2', 'B', 56)],
  n: 0,
  competencies: [],
  splits: [],
} as EndingFigures;

describe('treeOf', () => {
  const tree = treeOf(ending, marks, 0, 100);

  it('draws the gauge as height', () => {
    expect(tree.stops.map(({ letter }) => letter)).toEqual(['', 'D', 'C']);
    expect(tree.stops[1]?.y).toBeLessThan(tree.stops[0]?.y ?? 0);
    expect(tree.stops[2]?.x).toBe(box.right);
    for (const { y } of [...tree.stops, ...tree.leaves]) {
      expect(y).toBeGreaterThanOrEqual(box.top);
      expect(y).toBeLessThanOrEqual(box.bottom);
    }
  });
  it('joins options that led to the same place, and keeps the others apart', () => {
    expect(tree.leaves.map(({ letters }) => letters).sort()).toEqual(['A', 'A B', 'B C']);
    const ys = tree.leaves.map(({ x, y }) => ({ x, y }));
    ys.forEach((one, index) => {
      for (const other of ys.slice(index + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(40);
    });
  });
  it('keeps a leaf off the stop that was taken', () => {
    const taken = tree.stops[2];
    for (const leaf of tree.leaves) expect(Math.hypot(leaf.x - (taken?.x ?? 0), leaf.y - (taken?.y ?? 0))).toBeGreaterThan(28 + 19);
    expect(tree.leaves.some(({ from }) => from === taken)).toBe(true);
  });
  it('names each ending beside its share of the gauge', () => {
    expect(tree.rules.map(({ gauge }) => gauge)).toEqual([70, 40]);
    expect(tree.levels.map(({ least, below }) => [least, below])).toEqual([[70, undefined], [40, 70], [0, 40]]);
    expect((tree.levels[1]?.y ?? 0) - (tree.levels[0]?.y ?? 0)).toBeGreaterThanOrEqual(136);
  });
});

describe('partsOf', () => {
  it('takes a title apart at its dash', () => {
    expect(partsOf('21 h 12 — La file')).toEqual({ when: '21 h 12', what: 'La file' });
    expect(partsOf('La file')).toEqual({ when: '', what: 'La file' });
  });
});

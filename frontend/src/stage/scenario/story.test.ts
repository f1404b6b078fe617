import { describe, expect, it } from 'vitest';
import type { EndingFigures, TreeNode } from '$shared/model/wire';
import { curveOf, page, step, storyOf } from './story';

const text = { fr: '', en: '' };
const node = (id: string, depth: number, ...next: string[]): TreeNode => ({ id, depth, title: text, options: next.map((to, index) => ({ id: `${index}`, letter: 'ABCD'[index] ?? '', next: to })) });
const tree = [node('N1', 0, 'N2A', 'N2B'), node('N2A', 1, 'N3', 'N3', 'N3'), node('N2B', 1, 'N3', 'N3'), node('N3', 2, 'END', 'END', 'END', 'END')];
const ending = {
  path: [
    { node: 'N1', option: '1', gauge: 50 },
    { node: 'N2B', option: '0', gauge: 50 },
    { node: 'N3', option: '3', gauge: 50 },
  ],
  splits: [
    { node: 'N1', n: 6, counts: [{ id: '0', count: 2 }, { id: '1', count: 4 }], tables: [] },
    { node: 'N2B', n: 4, counts: null, tables: [] },
  ],
} as unknown as EndingFigures;

describe('storyOf', () => {
  const story = storyOf(tree, ending);
  const at = (id: string) => story.situations.find((one) => one.id === id);

  it('goes from left to right, and keeps two situations of one moment apart', () => {
    expect(at('N1')?.x).toBe(page.left);
    expect(at('N2A')?.x).toBe(at('N2B')?.x);
    expect((at('N2B')?.top ?? 0) - (at('N2A')?.bottom ?? 0)).toBeGreaterThan(140);
    expect(at('N1')?.y).toBe(page.middle);
    for (const { x, width, top, bottom } of story.situations) {
      expect(x + width).toBeLessThan(story.end.x);
      expect(top).toBeGreaterThan(120);
      expect(bottom).toBeLessThan(972);
    }
  });
  it('hangs the options on their situation', () => {
    expect(at('N3')?.options.map(({ y }) => y - page.middle)).toEqual([-1.5 * step, -0.5 * step, 0.5 * step, 1.5 * step]);
  });
  it('marks the way of the room, and counts only where it may be shown', () => {
    expect(story.situations.filter(({ visited }) => visited).map(({ id }) => id)).toEqual(['N1', 'N2B', 'N3']);
    expect(at('N1')?.options.map(({ votes, taken }) => [votes, taken])).toEqual([[2, false], [4, true]]);
    expect(at('N2B')?.options.map(({ votes }) => votes)).toEqual([undefined, undefined]);
    expect(at('N2A')?.options.every(({ votes, taken }) => votes === undefined && !taken)).toBe(true);
  });
  it('draws what was taken over the rest, in its order, to the end', () => {
    expect(story.branches).toHaveLength(11);
    expect(story.branches.slice(-3).map(({ turn }) => turn)).toEqual([0, 1, 2]);
    expect(story.branches.slice(0, -3).every(({ taken }) => !taken)).toBe(true);
    const last = story.branches[10];
    expect(last?.to).toEqual(story.end);
    expect(last && curveOf(last).startsWith(`M${last.from.x} ${last.from.y}C`)).toBe(true);
  });
});

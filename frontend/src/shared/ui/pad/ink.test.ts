import { describe, expect, it } from 'vitest';
import { drawingOf, inked, pad, pathOf, simplified, smoothed, type Point, type Stroke } from './ink';

const line = (from: Point, to: Point, n: number): Stroke => Array.from({ length: n }, (_, i) => [from[0] + ((to[0] - from[0]) * i) / (n - 1), from[1] + ((to[1] - from[1]) * i) / (n - 1)] as const);
const curl = (n: number, turns = 3): Stroke => Array.from({ length: n }, (_, i) => [40 + (560 * i) / n, 200 + 120 * Math.sin((turns * 2 * Math.PI * i) / n)] as const);

describe('smoothed', () => {
  it('takes the tremble out and leaves the ends where they were', () => {
    const shaken = line([0, 100], [600, 100], 61).map(([x, y], i) => [x, y + (i % 2 === 0 ? 3 : -3)] as const);
    const still = smoothed(shaken);
    expect(still[0]).toEqual(shaken[0]);
    expect(still[60]).toEqual(shaken[60]);
    expect(Math.max(...still.slice(1, -1).map(([, y]) => Math.abs(y - 100)))).toBeLessThan(0.5);
  });
});

describe('simplified', () => {
  it('keeps the two ends of a straight line', () => {
    expect(simplified(line([0, 0], [600, 300], 200), 0.8)).toHaveLength(2);
  });
  it('moves nothing by more than the tolerance', () => {
    const whole = curl(400);
    const few = simplified(whole, 1);
    expect(few.length).toBeLessThan(80);
    for (const [x, y] of whole) {
      const near = Math.min(...few.slice(1).map((to, i) => away([x, y], few[i] as Point, to)));
      expect(near).toBeLessThanOrEqual(1.001);
    }
  });
  it('bears a stroke that stands still', () => {
    expect(simplified([[5, 5], [5, 5], [5, 5]], 1)).toEqual([[5, 5], [5, 5]]);
  });
});

function away([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

describe('drawingOf', () => {
  it('sends whole units within the pad, whatever the hand did', () => {
    const { width, height, strokes } = drawingOf([[[-20, -3], [300.4, 150.6], [900, 500]], curl(300)]);
    expect([width, height]).toEqual([pad.width, pad.height]);
    for (const [x = NaN, y = NaN] of strokes.flat()) {
      expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
      expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
    }
  });
  it('makes a very long one coarser instead of cutting it', () => {
    const scrawl = Array.from({ length: 140 }, () => curl(500, 40));
    const { strokes } = drawingOf(scrawl);
    expect(strokes).toHaveLength(100);
    expect(strokes.flat().length).toBeLessThanOrEqual(600);
    expect(strokes.every((stroke) => stroke.length >= 2)).toBe(true);
    expect(JSON.stringify({ ...pad, strokes }).length).toBeLessThan(8_192);
  });
});

describe('inked', () => {
  it('knows a touch from a signature', () => {
    expect(inked([])).toBe(false);
    expect(inked([[[10, 10]]])).toBe(false);
    expect(inked([line([10, 10], [60, 40], 9)])).toBe(false);
    expect(inked([line([10, 10], [200, 40], 9)])).toBe(true);
    expect(inked([line([10, 10], [90, 10], 5), line([10, 60], [90, 60], 5)])).toBe(true);
  });
});

describe('pathOf', () => {
  it('draws a dot, a line and a curve', () => {
    expect(pathOf([])).toBe('');
    expect(pathOf([[5, 6]])).toBe('M5 6L5 6');
    expect(pathOf([[0, 0], [10, 20]])).toBe('M0 0L10 20');
    expect(pathOf([[0, 0], [10, 20], [30, 20]])).toBe('M0 0Q10 20 20 20L30 20');
  });
});

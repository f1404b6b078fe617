import { describe, expect, it } from 'vitest';
import { blank, countDrawn, pointsOf, rescaled, startOf, withPoint } from './points';
import { drawn } from './stroke';

const n = 17;

describe('drawn', () => {
  it('sets the point of the nearest month where the pointer pressed', () => {
    const points = drawn(blank(n), [{ x: 3.3, y: 61.6 }]);
    expect(points[3]).toBe(62);
    expect(countDrawn(points)).toBe(1);
  });

  it('carries one point up and down, however the hand trembles', () => {
    const base = withPoint(withPoint(blank(n), 3, 40), 4, 50);
    const points = drawn(base, [{ x: 3, y: 40 }, { x: 3.6, y: 60 }, { x: 2.5, y: 80 }]);
    expect([points[2], points[3], points[4]]).toEqual([null, 80, 50]);
  });

  it('sets every month that one stroke passes, however few places it reports', () => {
    expect(drawn(blank(n), [{ x: 0, y: 20 }, { x: 16, y: 100 }])).toEqual(Array.from({ length: n }, (_, index) => 20 + 5 * index));
  });

  it('goes from right to left as well', () => {
    const points = drawn(blank(n), [{ x: 4, y: 10 }, { x: 1.5, y: 35 }]);
    expect(points.slice(0, 6)).toEqual([null, null, 30, 20, 10, null]);
  });

  it('reaches the months under its two ends', () => {
    const points = drawn(blank(n), [{ x: 0.3, y: 10 }, { x: 2, y: 50 }, { x: 15.8, y: 30 }]);
    expect([points[0], points[16]]).toEqual([10, 30]);
  });

  it('keeps the later height where it goes back over a month', () => {
    expect(drawn(blank(n), [{ x: 0, y: 0 }, { x: 4, y: 40 }, { x: 1, y: 100 }])[2]).toBe(80);
  });

  it('leaves what it does not pass, and stays between 0 and 100', () => {
    const base = withPoint(blank(n), 10, 77);
    const points = drawn(base, [{ x: -1, y: 140 }, { x: 3, y: -20 }]);
    expect([points[0], points[3], points[4], points[10]]).toEqual([100, 0, null, 77]);
  });

  it('draws nothing without a path', () => {
    expect(drawn(blank(n), [])).toEqual(blank(n));
  });
});

describe('points', () => {
  it('reads a saved list, and nothing else', () => {
    expect(pointsOf([0, 100, null], 3)).toEqual([0, 100, null]);
    expect(pointsOf([0, 120, 'x'], 3)).toEqual([0, null, null]);
    for (const value of [null, undefined, 'curve', [1, 2]]) expect(pointsOf(value, 3)).toEqual([null, null, null]);
  });

  it('brings the highest point to 100', () => {
    expect(rescaled([10, null, 40])).toEqual([25, null, 100]);
    expect(rescaled([0, null])).toEqual([0, null]);
  });

  it('starts a month at its nearest neighbour', () => {
    expect(startOf(blank(3), 1)).toBe(50);
    expect(startOf([30, null, null, null, 80], 1)).toBe(30);
    expect(startOf([30, null, null, null, 80], 3)).toBe(80);
    expect(startOf([30, null, 80], 1)).toBe(30);
  });
});

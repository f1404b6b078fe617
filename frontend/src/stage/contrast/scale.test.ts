import { describe, expect, it } from 'vitest';
import { dotsIn, ground, largestOf, meanAt, meanIsNobody } from './scale';

describe('ground', () => {
  it('carries the count by lightness and the side by hue', () => {
    expect(ground(0, 1, 5)).toBe('var(--heat-m1)');
    expect(ground(6, 3, 5)).toBe('var(--heat-l3)');
    expect(ground(3, 5, 5)).toBe('var(--heat-n4)');
    expect(ground(3, 0, 5)).toBe('transparent');
  });
  it('spreads the steps over a large group', () => {
    expect(ground(0, 40, 40)).toBe('var(--heat-m4)');
    expect(ground(0, 1, 40)).toBe('var(--heat-m1)');
  });
});

describe('meanAt', () => {
  it('stands under the middle of a position', () => {
    expect(meanAt(0)).toBe(50);
    expect(meanAt(-3)).toBeCloseTo(100 / 14);
    expect(meanAt(3)).toBeCloseTo(100 - 100 / 14);
  });
});

describe('dotsIn', () => {
  it('draws everybody inside the cell', () => {
    for (let count = 1; count <= 12; count++) {
      const dots = dotsIn(count);
      expect(dots).toHaveLength(count);
      for (const { x, y } of dots) {
        expect(x).toBeGreaterThan(2);
        expect(x).toBeLessThan(82);
        expect(y).toBeGreaterThan(2);
        expect(y).toBeLessThan(57);
      }
    }
  });
});

describe('largestOf', () => {
  it('reads rows without counts', () => {
    expect(largestOf([{ pair: 'a', n: 3, counts: null, band: '' }])).toBe(1);
  });
});

describe('meanIsNobody', () => {
  it('tells a mean where nobody stands', () => {
    expect(meanIsNobody([2, 3, 1, 0, 2, 4, 3], 0.4)).toBe(true);
    expect(meanIsNobody([2, 3, 1, 0, 2, 4, 3], 0.6)).toBe(false);
    expect(meanIsNobody([5, 0, 0, 0, 0, 0, 0], -3)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { RatingFigures } from '$shared/model/wire';
import { along, mostDivided, printed } from './line';

describe('the line of a source', () => {
  it('runs from the least to the most', () => {
    const scale = { min: 0, max: 100 };
    expect([0, 50, 100, 130].map((value) => along(value, scale))).toEqual([0, 50, 100, 100]);
    expect(along(15, { min: 10, max: 20 })).toBe(50);
  });
  it('prints two close values side by side, the lower on the left', () => {
    expect(printed(40, 45)).toEqual({ reference: 'left', median: 'right' });
    expect(printed(45, 40)).toEqual({ reference: 'right', median: 'left' });
    expect(printed(85, 85)).toEqual({ reference: 'left', median: 'right' });
  });
  it('prints others over their marks', () => {
    expect(printed(10, 95)).toEqual({ reference: 'middle', median: 'middle' });
    expect(printed(95, undefined)).toEqual({ reference: 'middle', median: 'middle' });
  });
});

describe('mostDivided', () => {
  const items = (...all: [number | undefined, string][]) => ({ items: all.map(([consensus, band], index) => ({ item: `${index}`, consensus, band })) }) as unknown as RatingFigures;
  it('is the source with the least consensus', () => {
    expect(mostDivided(items([0.7, 'partial'], [0.4, 'explore'], [undefined, '']))?.item).toBe('1');
  });
  it('is none in a room that agrees, or of which nothing may be shown', () => {
    expect(mostDivided(items([0.9, 'strong'], [0.85, 'strong']))).toBeUndefined();
    expect(mostDivided(items([undefined, '']))).toBeUndefined();
  });
});

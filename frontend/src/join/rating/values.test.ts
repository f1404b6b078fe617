import { describe, expect, it } from 'vitest';
import { middleOf, ratingOf } from './values';

const scale = { min: 0, max: 100 };

describe('ratingOf', () => {
  it('tells a rating of 0 from no rating', () => {
    expect(ratingOf(0, scale)).toBe(0);
    for (const value of [null, undefined, '50', 101, -1, 12.5]) expect(ratingOf(value, scale)).toBeUndefined();
  });
});

describe('middleOf', () => {
  it('is as far from both ends', () => expect(middleOf(scale)).toBe(50));
});

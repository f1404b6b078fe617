import { describe, expect, it } from 'vitest';
import { positionOf, stopsOf } from './stops';

describe('stopsOf', () => {
  it('draws the manager on the left', () => {
    expect(stopsOf(-3, 3, false).map(({ value }) => value)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });
  it('keeps the meaning of the value when flipped', () => {
    const stops = stopsOf(-3, 3, true);
    expect(stops.map(({ value }) => value)).toEqual([3, 2, 1, 0, -1, -2, -3]);
    expect(stops.map(({ side }) => side)).toEqual(['left', 'left', 'left', 'middle', 'right', 'right', 'right']);
    expect(Object.is(stops[3]?.value, 0)).toBe(true);
  });
});

describe('positionOf', () => {
  it('takes positions and nothing else', () => {
    expect([-3, 0, 3, 4, 1.5, null, '2', undefined].map((value) => positionOf(value, -3, 3))).toEqual([-3, 0, 3, undefined, undefined, undefined, undefined, undefined]);
  });
});

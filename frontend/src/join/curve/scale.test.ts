import { describe, expect, it } from 'vitest';
import { linesOf, scaleOf, spotAt, xOf, yOf } from './scale';

const scale = scaleOf(400, 250, 17);

describe('scale', () => {
  it('finds again the place it drew', () => {
    const spot = spotAt(scale, xOf(scale, 7), yOf(scale, 35));
    expect(spot.x).toBeCloseTo(7);
    expect(spot.y).toBeCloseTo(35);
  });

  it('stays on the drawing when the pointer leaves it', () => {
    expect(spotAt(scale, -50, 900)).toEqual({ x: 0, y: 0 });
    expect(spotAt(scale, 4_000, -5)).toEqual({ x: 16, y: 100 });
  });

  it('joins what follows on, and marks the gaps apart', () => {
    const { solid, gaps } = linesOf(scale, [0, 50, null, 100]);
    expect(solid.match(/M/g)).toHaveLength(2);
    expect(solid.match(/L/g)).toHaveLength(1);
    expect(gaps.match(/M/g)).toHaveLength(1);
    expect(linesOf(scale, [null, null])).toEqual({ solid: '', gaps: '' });
  });
});

import { describe, expect, it } from 'vitest';
import { pressed } from './keys';

const points = [20, null, 95];

describe('pressed', () => {
  it('goes from month to month, and stops at the ends', () => {
    expect(pressed('ArrowRight', points, 1)).toEqual({ index: 2 });
    expect(pressed('ArrowRight', points, 2)).toEqual({ index: 2 });
    expect(pressed('ArrowLeft', points, 0)).toEqual({ index: 0 });
    expect([pressed('Home', points, 2), pressed('End', points, 0)]).toEqual([{ index: 0 }, { index: 2 }]);
  });

  it('moves a point by one or by ten, between 0 and 100', () => {
    expect(pressed('ArrowUp', points, 0)?.points).toEqual([21, null, 95]);
    expect(pressed('PageDown', points, 0)?.points).toEqual([10, null, 95]);
    expect(pressed('PageUp', points, 2)?.points).toEqual([20, null, 100]);
  });

  it('starts a month that has no point from its neighbour', () => {
    expect(pressed('ArrowDown', points, 1)?.points).toEqual([20, 19, 95]);
    expect(pressed('Enter', points, 1)?.points).toEqual([20, 20, 95]);
    expect(pressed('Enter', points, 0)).toBeUndefined();
  });

  it('takes a point away, and leaves other keys alone', () => {
    expect(pressed('Delete', points, 2)?.points).toEqual([20, null, null]);
    expect(pressed('Tab', points, 0)).toBeUndefined();
    expect(pressed('a', points, 0)).toBeUndefined();
  });
});

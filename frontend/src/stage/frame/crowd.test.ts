import { describe, expect, it } from 'vitest';
import { ways } from './crowd';
import { floor } from './fit';

describe('ways', () => {
  const all = [...ways(2.5, 5)];
  it('makes letters smaller before it cuts a text, and cuts before it leaves a card out', () => {
    expect(all[0]).toEqual({ size: 2.5, lines: 0, shown: 5 });
    const firstCut = all.findIndex(({ lines }) => lines > 0);
    expect(all.slice(0, firstCut).every(({ shown }) => shown === 5)).toBe(true);
    expect(all[firstCut - 1]?.size).toBe(floor);
    const firstLeft = all.findIndex(({ shown }) => shown < 5);
    expect(all.slice(firstCut, firstLeft).map(({ lines }) => lines)).toEqual([6, 4, 3, 2]);
  });
  it('never goes under what is read from the back of the room, nor under one card', () => {
    expect(Math.min(...all.map(({ size }) => size))).toBe(floor);
    expect(all[all.length - 1]).toEqual({ size: floor, lines: 2, shown: 1 });
    expect([...ways(2, 0)].every(({ shown }) => shown === 0)).toBe(true);
  });
});

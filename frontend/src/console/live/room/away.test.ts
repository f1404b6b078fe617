import { describe, expect, it } from 'vitest';
import { person } from '../../testing/view';
import { awayMinutes } from './away';

const minute = 60_000;

describe('awayMinutes', () => {
  it('counts whole minutes', () => {
    const left = person('a', { connected: false, awaySince: 10 * minute });
    expect([10, 10.99, 11, 13.5].map((at) => awayMinutes(left, at * minute))).toEqual([0, 0, 1, 3]);
  });
  it('knows nothing of who is here, or left before the program was started', () => {
    expect(awayMinutes(person('a'), 5)).toBeUndefined();
    expect(awayMinutes(person('a', { connected: false }), 5)).toBeUndefined();
  });
  it('never counts below zero', () => expect(awayMinutes(person('a', { connected: false, awaySince: 10 }), 5)).toBe(0));
});

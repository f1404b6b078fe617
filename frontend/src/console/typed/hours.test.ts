import { describe, expect, it } from 'vitest';
import { readTime, shownTime } from './hours';

describe('readTime', () => {
  it.each([
    ['9 h 20', '09:20'],
    ['9\u00a0h\u00a020', '09:20'],
    ['9h20', '09:20'],
    ['9h', '09:00'],
    ['09:20', '09:20'],
    ['9.20', '09:20'],
    ['0920', '09:20'],
    ['920', '09:20'],
    ['17', '17:00'],
    ['24:00', undefined],
    ['9:75', undefined],
    ['midi', undefined],
    ['', undefined],
  ])('%s', (typed, time) => expect(readTime(typed)).toBe(time));
});

describe('shownTime', () => {
  it('is written as each language does', () => {
    expect([shownTime('09:20', 'fr'), shownTime('09:20', 'en'), shownTime('', 'fr')]).toEqual(['9\u00a0h\u00a020', '09:20', '']);
  });
});

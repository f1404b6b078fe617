import { describe, expect, it } from 'vitest';
import { readDay } from './days';

describe('readDay', () => {
  it.each([
    ['24/11/2026', '2026-11-24'],
    [' 4/3/2026 ', '2026-03-04'],
    ['24.11.26', '2026-11-24'],
    ['24-11-2026', '2026-11-24'],
    ['24\u00a011\u00a02026', '2026-11-24'],
    ['24/11', '2027-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['29/02/2028', '2028-02-29'],
    ['29/02/2027', undefined],
    ['31/11/2026', undefined],
    ['24/13/2026', undefined],
    ['11/24/2026', undefined],
    ['0/1/2026', undefined],
    ['24', undefined],
    ['demain', undefined],
    ['', undefined],
  ])('%s', (typed, day) => expect(readDay(typed, 2027)).toBe(day));
});

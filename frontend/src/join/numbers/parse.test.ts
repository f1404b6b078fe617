import { describe, expect, it } from 'vitest';
import { parseNumber } from './parse';

describe('parseNumber', () => {
  it.each([
    ['12,5', 12.5],
    ['12.5', 12.5],
    [' 10 000 ', 10_000],
    ['10\u202f000,25', 10_000.25],
    ['−18 %', -18],
    ['-18', -18],
    [',5', 0.5],
    ['7,', 7],
  ])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));

  it('tells nothing from nonsense', () => {
    expect(parseNumber('  ')).toBeNull();
    for (const text of ['dix', '1,2,3', '1e3', '-', '12 %%', '0x10']) expect(parseNumber(text)).toBeUndefined();
  });
});

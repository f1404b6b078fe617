import { describe, expect, it } from 'vitest';
import type { ConsoleView, HandBallot } from '$shared/model/wire';
import { countsOf, few, sum, typedOf } from './hands';

const text = (fr: string) => ({ fr, en: fr });
const ballot: HandBallot = {
  item: 'n1.vote/choice',
  label: text('La file'),
  options: [
    { id: 'a', text: text('A') },
    { id: 'b', text: text('B') },
  ],
  counts: [{ id: 'b', count: 4 }],
};

describe('raised hands', () => {
  it('shows what was typed so far', () => {
    expect(typedOf(ballot)).toEqual([null, 4]);
  });

  it('takes an empty field for nobody', () => {
    expect(countsOf(ballot, [undefined, 3])).toEqual([
      { id: 'a', count: 0 },
      { id: 'b', count: 3 },
    ]);
    expect(sum(countsOf(ballot, [null, null]) ?? [])).toBe(0);
  });

  it.each([[-1], [501], [2.5], [Number.NaN]])('refuses %s', (value) => {
    expect(countsOf(ballot, [value, 1])).toBeUndefined();
  });

  it('takes up to five hundred', () => {
    expect(countsOf(ballot, [500, 0])).toBeDefined();
  });

  it.each([
    [0, false],
    [1, true],
    [4, true],
    [5, false],
  ])('tells of %i answers on devices: %s', (answered, told) => {
    expect(few({ progress: { answered } } as ConsoleView)).toBe(told);
  });
});

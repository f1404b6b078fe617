import { describe, expect, it } from 'vitest';
import { person, view } from '../testing/view';
import { keptFrom } from './kept';

const people = () => [person('a'), person('b')];

describe('keptFrom', () => {
  it('keeps the whole list where nobody changed', () => {
    const before = view({ roster: people() });
    expect(keptFrom(before, view({ revision: 8, roster: people() }))).toMatchObject({ revision: 8 });
    expect(keptFrom(before, view({ roster: people() })).roster).toBe(before.roster);
  });
  it('changes those who changed, and nobody else', () => {
    const before = view({ roster: people() });
    const { roster } = keptFrom(before, view({ roster: [person('a'), person('b', { answered: true })] }));
    expect(roster[0]).toBe(before.roster[0]);
    expect(roster[1]).toEqual(person('b', { answered: true }));
  });
  it('follows who comes, goes and is ordered otherwise', () => {
    const before = view({ roster: people() });
    const lists = [[person('b'), person('a')], [person('a')], [...people(), person('c')]];
    expect(lists.map((roster) => keptFrom(before, view({ roster })).roster)).toEqual(lists);
  });
});

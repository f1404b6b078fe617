import { describe, expect, it } from 'vitest';
import { backstage as behind, person, view } from '../testing/view';
import { withProgress } from './progress';

const progress = { revision: 7, answered: 1, of: 3, connected: 3, joined: 3 };

describe('withProgress', () => {
  it('changes the lines that are told and adds new people', () => {
    const next = withProgress(view(), { type: 'progress', progress, roster: [person('b', { answered: true }), person('c')] });
    expect(next.roster.map(({ id, answered }) => [id, answered])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
    expect(next.progress).toBe(progress);
  });
  it('leaves out what is older than the picture', () => {
    const before = view({ revision: 8 });
    expect(withProgress(before, { type: 'progress', progress, roster: [person('c')] })).toBe(before);
  });
  it('replaces the tables at work', () => {
    const teams = [{ table: 't', step: 'st', revision: 1, penHolder: '', penName: '', answers: [], locks: [] }];
    const backstage = behind();
    expect(withProgress(view({ backstage }), { type: 'progress', progress, teams }).backstage?.teams).toBe(teams);
    expect(withProgress(view({ backstage }), { type: 'progress', progress }).backstage?.teams).toEqual([]);
  });
});

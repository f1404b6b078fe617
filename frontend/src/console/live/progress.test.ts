import { describe, expect, it } from 'vitest';
import type { Action, ConsoleView, Message, RosterLine } from '$shared/model/wire';
import { withProgress } from './progress';

const line = (id: string, answered: boolean): RosterLine => ({ id, pseudonym: id, table: '', connected: true, answered, simulated: false });
const action = (command: string, unfinished: number): Action => ({ command, enabled: true, reveals: false, unfinished, why: '' });
const view = {
  revision: 4,
  progress: { revision: 4, answered: 0, of: 2, connected: 2, joined: 2 },
  actions: [action('close', 2), action('skip-step', 0)],
  roster: [line('a', false), line('b', false)],
} as unknown as ConsoleView;
const message = (revision: number, answered: number): Message => ({
  type: 'progress',
  progress: { revision, answered, of: 2, connected: 2, joined: 3 },
  roster: [line('b', true), line('c', false)],
});

describe('withProgress', () => {
  it('counts on, so that closing asks only about those who have not finished', () => {
    const one = withProgress(view, message(4, 1));
    expect(one.progress.answered).toBe(1);
    expect(one.actions.map(({ unfinished }) => unfinished)).toEqual([1, 0]);
    expect(withProgress(one, message(4, 2)).actions[0]?.unfinished).toBe(0);
  });
  it('replaces the lines that changed and adds those who joined', () => {
    expect(withProgress(view, message(4, 1)).roster.map(({ id, answered }) => [id, answered])).toEqual([['a', false], ['b', true], ['c', false]]);
  });
  it('puts aside a message older than the picture', () => {
    expect(withProgress(view, message(3, 1))).toBe(view);
  });
});

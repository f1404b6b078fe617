import { describe, expect, it } from 'vitest';
import type { Action } from '$shared/model/wire';
import { part, view } from '../testing/view';
import { actsOf, placeOf, stateOf } from './place';

const act = (command: string, given: Partial<Action> = {}): Action => ({ command, enabled: true, reveals: false, unfinished: 0, why: '', ...given });

describe('placeOf', () => {
  it('changes with the part, its state and its opening', () => {
    const places = [view(), view({ part: part('N1.vote', { state: 'closed', opening: 1 }) }), view({ part: part('N1.vote', { state: 'open', opening: 2 }) }), view({ part: undefined, step: undefined })].map(placeOf);
    expect(new Set(places).size).toBe(4);
  });
  it('stays through notes, answers and settings of the stage', () => {
    const settings = { ...view().stage, black: true };
    expect(placeOf(view({ revision: 9, stage: settings, roster: [] }))).toBe(placeOf(view()));
  });
});

describe('actsOf', () => {
  it('takes the first act as the next one', () => {
    const acts = actsOf(view({ actions: [act('advance'), act('back', { enabled: false }), act('skip-step')] }));
    expect([acts.next?.command, acts.reveal, acts.back?.enabled, acts.skip?.command, acts.shorten]).toEqual(['advance', undefined, false, 'skip-step', undefined]);
  });
  it('keeps revealing apart', () => {
    expect(actsOf(view({ actions: [act('reveal', { reveals: true })] })).reveal?.command).toBe('reveal');
  });
});

describe('stateOf', () => {
  it('tells a part that is done as closed', () => expect(['waiting', 'open', 'closed', 'shown', 'done', '?'].map((state) => stateOf(part('x', { state })))).toEqual(['waiting', 'open', 'closed', 'shown', 'closed', 'waiting']));
});

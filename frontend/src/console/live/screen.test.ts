import { describe, expect, it } from 'vitest';
import { view } from '../testing/view';
import { screenOf } from './screen';

const state = (screen: { here: boolean; leftAt: number }, stage = {}) => screenOf(view({ screen, stage: { ...view().stage, ...stage } }));

describe('screenOf', () => {
  it('tells a stage that was never opened from one that has gone', () => {
    expect(state({ here: false, leftAt: 0 })).toBe('none');
    expect(state({ here: false, leftAt: 5 })).toBe('gone');
  });
  it('tells what the room has before it', () => {
    const here = { here: true, leftAt: 0 };
    expect([state(here), state(here, { frozen: true }), state(here, { black: true }), state(here, { frozen: true, black: true })]).toEqual(['here', 'frozen', 'black', 'black']);
  });
  it('says that it has gone, whatever it would show', () => expect(state({ here: false, leftAt: 5 }, { black: true })).toBe('gone'));
});

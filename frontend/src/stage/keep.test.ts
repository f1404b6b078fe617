import { describe, expect, it } from 'vitest';
import type { StageView } from '$shared/model/wire';
import { after, withProgress } from './keep';

const picture = (title: string, frozen: boolean, dark = false) => ({ revision: 1, title, settings: { frozen, dark }, progress: { answered: 1 } }) as unknown as StageView;
const progress = { revision: 2, answered: 5, of: 6, connected: 6, joined: 6 };

describe('after', () => {
  it('shows the next picture', () => {
    expect(after(undefined, picture('a', true)).title).toBe('a');
    expect(after(picture('a', false), picture('b', false)).title).toBe('b');
    expect(after(picture('a', true), picture('b', false)).title).toBe('b');
  });
  it('keeps a frozen one, but not its light', () => {
    const kept = after(picture('a', true), picture('b', true, true));
    expect(kept.title).toBe('a');
    expect(kept.settings.dark).toBe(true);
  });
});

describe('withProgress', () => {
  it('follows unless frozen', () => {
    expect(withProgress(picture('a', false), progress)?.progress.answered).toBe(5);
    expect(withProgress(picture('a', true), progress)?.progress.answered).toBe(1);
    expect(withProgress(undefined, progress)).toBeUndefined();
  });
});

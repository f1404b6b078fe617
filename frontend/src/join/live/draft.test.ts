import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft } from './draft.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Draft', () => {
  it('gives at a pause, trimmed, and leaves what is typed alone', () => {
    const give = vi.fn();
    const draft = new Draft(give);
    draft.type('Lundi');
    vi.advanceTimersByTime(400);
    draft.type('Lundi ');
    vi.advanceTimersByTime(699);
    expect(give).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(give.mock.calls).toEqual([['Lundi']]);
    expect(draft.text).toBe('Lundi ');
  });
  it('gives once, at once, when the field is left', () => {
    const give = vi.fn();
    const draft = new Draft(give);
    draft.type('Lundi');
    draft.leave();
    expect(give.mock.calls).toEqual([['Lundi']]);
    expect(draft.text).toBeUndefined();
    vi.advanceTimersByTime(5_000);
    draft.leave();
    expect(give).toHaveBeenCalledTimes(1);
  });
  it('gives an empty text: it takes back what was kept', () => {
    const give = vi.fn();
    const draft = new Draft(give);
    draft.type('');
    draft.flush();
    expect(give.mock.calls).toEqual([['']]);
  });
});

// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Late } from '$shared/chunks/late.svelte';
import Waiting from './Waiting.svelte';

afterEach(() => vi.useRealTimers());

describe('Late', () => {
  it('is fetched once, however often it is asked for', async () => {
    const load = vi.fn(() => Promise.resolve({ default: Waiting }));
    const late = new Late(load);
    expect(late.view).toBeUndefined();
    await Promise.all([late.fetch(), late.fetch()]);
    await late.fetch();
    expect(late.view).toBe(Waiting);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('tries again after a cut', async () => {
    vi.useFakeTimers();
    const load = vi.fn(() => (load.mock.calls.length < 3 ? Promise.reject(new Error('cut')) : Promise.resolve({ default: Waiting })));
    const late = new Late(load);
    const fetched = late.fetch();
    await vi.advanceTimersByTimeAsync(10_000);
    await fetched;
    expect(late.view).toBe(Waiting);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['when somebody asks for it', (late: Late<object>) => late.retry?.()],
    ['when the network is back', () => window.dispatchEvent(new Event('online'))],
  ])('tries again at once %s, and tells until then that it failed', async (_, again) => {
    vi.useFakeTimers();
    const load = vi.fn(() => (load.mock.calls.length < 2 ? Promise.reject(new Error('cut')) : Promise.resolve({ default: Waiting })));
    const late = new Late<object>(load);
    expect(late.retry).toBeUndefined();
    const fetched = late.fetch();
    await vi.advanceTimersByTimeAsync(999);
    expect([late.retry !== undefined, load.mock.calls.length]).toEqual([true, 1]);
    again(late);
    await fetched;
    expect([late.view, late.retry, load.mock.calls.length, vi.getTimerCount()]).toEqual([Waiting, undefined, 2, 0]);
  });
});

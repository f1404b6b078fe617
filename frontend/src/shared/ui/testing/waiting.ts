import { screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, vi } from 'vitest';
import { slowAfter } from '../live/slow.svelte';

const wait = async (millis: number) => {
  vi.advanceTimersByTime(millis);
  await tick();
};

/**
 * Holds a screen that waits for its first picture to a sentence and a way out
 * after eight seconds, and to neither before; returns the button.
 */
export async function speaksUp(open: () => unknown, sentence: string, way: string): Promise<HTMLElement> {
  vi.useFakeTimers();
  try {
    open();
    await wait(slowAfter - 1);
    expect(document.body.textContent).not.toContain(sentence);
    expect(screen.queryByRole('button')).toBeNull();
    await wait(1);
    expect(document.body.textContent).toContain(sentence);
    return screen.getByRole('button', { name: way });
  } finally {
    vi.useRealTimers();
  }
}

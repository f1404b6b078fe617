import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Later } from './later';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Later', () => {
  it('does the last of several changes, once the hand rests', () => {
    const later = new Later();
    const done: string[] = [];
    later.do('a', () => done.push('first'));
    vi.advanceTimersByTime(400);
    later.do('a', () => done.push('second'));
    later.do('b', () => done.push('other'));
    vi.advanceTimersByTime(400);
    expect(done).toEqual([]);
    vi.advanceTimersByTime(400);
    expect(done).toEqual(['second', 'other']);
  });

  it('does at once what waits, and nothing twice', () => {
    const later = new Later();
    const done: string[] = [];
    later.do('a', () => done.push('a'));
    later.do('b', () => done.push('b'));
    later.flush('b');
    later.drop('a');
    later.flush();
    vi.advanceTimersByTime(5_000);
    expect(done).toEqual(['b']);
  });
});

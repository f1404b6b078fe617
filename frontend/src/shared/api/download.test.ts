// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf, download } from './download';

afterEach(() => void vi.useRealTimers());

describe('bytesOf', () => {
  it('reads bytes, not text', () => {
    expect([...bytesOf({ data: btoa('\u0000\u00ff%PDF') })]).toEqual([0, 255, 37, 80, 68, 70]);
    expect(bytesOf({ data: '' })).toHaveLength(0);
  });
});

describe('download', () => {
  it('offers the file under its name and gives its memory back', () => {
    vi.useFakeTimers();
    const made: Blob[] = [];
    const revoke = vi.fn();
    URL.createObjectURL = (blob) => (made.push(blob as Blob), 'blob:one');
    URL.revokeObjectURL = revoke;
    let named = '';
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      named = `${this.download} ${this.href}`;
    });
    download({ name: 'plan.ics', type: 'text/calendar', data: btoa('BEGIN'), returnCode: '' });
    expect(click).toHaveBeenCalledTimes(1);
    expect(named).toBe('plan.ics blob:one');
    expect(made[0]?.type).toBe('text/calendar');
    expect(made[0]?.size).toBe(5);
    expect(document.querySelector('a')).toBeNull();
    vi.advanceTimersByTime(60_000);
    expect(revoke).toHaveBeenCalledWith('blob:one');
  });
});

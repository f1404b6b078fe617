// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followLinks, hideSecret, secretIn } from './secret';

afterEach(() => history.replaceState(null, '', '/'));

describe('secretIn', () => {
  it('reads the secret', () => expect(secretIn('#abc-DEF_123')).toBe('abc-DEF_123'));
  it('is empty without a fragment', () => expect(secretIn('')).toBe(''));
  it('drops a fragment that cannot be read', () => expect(secretIn('#%E0%A4%A')).toBe(''));
});

describe('hideSecret', () => {
  it('leaves the address without it, and nothing to go back to', () => {
    history.replaceState(null, '', '/rehearsal?a=1#abc-DEF_123');
    const entries = history.length;
    hideSecret();
    expect(location.pathname + location.search + location.hash).toBe('/rehearsal?a=1');
    expect(history.length).toBe(entries);
  });
  it('does nothing without a secret', () => {
    const replaced = vi.spyOn(history, 'replaceState');
    hideSecret();
    expect(replaced).not.toHaveBeenCalled();
  });
});

describe('followLinks', () => {
  it('begins anew with each link opened over the page, and not when the fragment is taken away', async () => {
    const begin = vi.fn();
    followLinks(begin);
    location.hash = '#first';
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(1));
    expect(secretIn(location.hash)).toBe('first');
    hideSecret();
    location.hash = '#second';
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(2));
    location.hash = '';
    await vi.waitFor(() => expect(location.hash).toBe(''));
    expect(begin).toHaveBeenCalledTimes(2);
  });
});

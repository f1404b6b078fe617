// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followLinks, takeSecret } from './secret';

afterEach(() => history.replaceState(null, '', '/'));

describe('takeSecret', () => {
  it('takes the secret and leaves the address without it', () => {
    history.replaceState(null, '', '/#abc-DEF_123');
    expect(takeSecret()).toBe('abc-DEF_123');
    expect(location.href).not.toContain('abc');
  });
  it('is empty without a fragment', () => {
    expect(takeSecret()).toBe('');
  });
  it('drops a fragment that cannot be read', () => {
    history.replaceState(null, '', '/#%E0%A4%A');
    expect(takeSecret()).toBe('');
    expect(location.hash).toBe('');
  });
});

describe('followLinks', () => {
  it('begins anew with each link opened over the page, and not when the fragment is taken away', async () => {
    const begin = vi.fn();
    followLinks(begin);
    location.hash = '#first';
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(1));
    expect(takeSecret()).toBe('first');
    location.hash = '#second';
    await vi.waitFor(() => expect(begin).toHaveBeenCalledTimes(2));
    location.hash = '';
    await vi.waitFor(() => expect(location.hash).toBe(''));
    expect(begin).toHaveBeenCalledTimes(2);
  });
});

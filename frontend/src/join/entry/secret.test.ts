import { afterEach, describe, expect, it } from 'vitest';
import { takeSecret } from './secret';

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

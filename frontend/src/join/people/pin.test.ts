import { describe, expect, it } from 'vitest';
import { sha256 } from './digest';
import { countTry, isPin, keepPin, opens, settled, waitOf } from './pin';

const hex = (text: string) => Array.from(sha256(new TextEncoder().encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');

describe('sha256', () => {
  it('gives the digests of the standard', () => {
    expect(hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hex('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
    // Around the length of a block.
    expect(hex('a'.repeat(55))).toBe('9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318');
    expect(hex('a'.repeat(64))).toBe('ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb');
  });
});

describe('a PIN', () => {
  it('has four digits', () => {
    expect(['1234', '0000', '123', '12345', 'abcd', '12 4', ''].map(isPin)).toEqual([true, true, false, false, false, false, false]);
  });
  it('opens with its digits only, and is kept without them', async () => {
    const kept = await keepPin('0427', 50);
    expect(await opens(kept, '0427')).toBe(true);
    expect(await opens(kept, '0428')).toBe(false);
    expect(await opens(kept, '427')).toBe(false);
    expect(JSON.stringify(kept)).not.toContain('0427');
    expect((await keepPin('0427', 50)).digest).not.toBe(kept.digest);
  });
  it('makes somebody who guesses wait, longer and longer, whatever they reload', async () => {
    let kept = await keepPin('0427', 1);
    const now = 1_000_000;
    for (let tries = 1; tries < 5; tries++) kept = countTry(kept, now);
    expect(waitOf(kept, now)).toBe(0);
    kept = countTry(kept, now);
    expect(waitOf(kept, now)).toBe(30_000);
    expect(waitOf(kept, now + 30_000)).toBe(0);
    expect(waitOf(countTry(kept, now), now)).toBe(60_000);
    for (let tries = 0; tries < 30; tries++) kept = countTry(kept, now);
    expect(waitOf(kept, now)).toBe(600_000);
    // A clock put back by a day closes nothing for a day.
    expect(waitOf(kept, now - 86_400_000)).toBe(600_000);
    expect(waitOf(settled(kept), now)).toBe(0);
  });
});

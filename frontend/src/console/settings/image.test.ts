// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { mimeOf, readBase64 } from './image';

describe('mimeOf', () => {
  it('knows PNG and JPEG by their first bytes', async () => {
    const of = async (...bytes: number[]) => mimeOf(await readBase64(new File([new Uint8Array(bytes)], 'logo')));
    expect(await of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)).toBe('image/png');
    expect(await of(0xff, 0xd8, 0xff, 0xe0)).toBe('image/jpeg');
    expect(await of(0x47, 0x49, 0x46, 0x38)).toBeUndefined();
    expect(mimeOf('')).toBeUndefined();
  });
});

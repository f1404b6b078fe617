import { describe, expect, it } from 'vitest';
import { declarationDoubt, siretDoubt } from './numbers';

describe('siretDoubt', () => {
  it('accepts numbers that exist, however they are written', () => {
    for (const siret of ['', '73282932000074', '732 829 320 00074', '732 829 320 00074', '732.829.320.00074']) expect(siretDoubt(siret), siret).toBe('');
  });
  it('says what is wrong', () => {
    expect(siretDoubt('732829320')).toBe('length');
    expect(siretDoubt('7328293200007A')).toBe('length');
    expect(siretDoubt('73282932000075')).toBe('checksum');
    expect(siretDoubt('73282932000047')).toBe('checksum');
  });
  it('knows the offices of La Poste, whose digits add up to a multiple of five', () => {
    expect(siretDoubt('35600000000048')).toBe('');
    expect(siretDoubt('35600000049837')).toBe('');
    expect(siretDoubt('35600000049838')).toBe('checksum');
    // Of another company the same sum is not enough.
    expect(siretDoubt('35600000149836')).toBe('checksum');
  });
});

describe('declarationDoubt', () => {
  it('knows the shape of the number', () => {
    for (const number of ['', '84 69 00000 69', '11756543275', '94 2A 01234 20']) expect(declarationDoubt(number), number).toBe(false);
    for (const number of ['84 69 00000', '84 69 00000 6', '8469000006901', '84 2C 00000 69', 'en cours']) expect(declarationDoubt(number), number).toBe(true);
  });
});

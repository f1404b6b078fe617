import { describe, expect, it } from 'vitest';
import { nameFault, nameLength, tidyName } from './name';

describe('nameFault', () => {
  it.each(['Zoé', 'O', 'Nguyễn', 'François-Xavier d’Aboville', '李', 'محمد', 'X Æ A-12', '𠮷田'])('takes %s', (name) => {
    expect(nameFault(name)).toBe('');
  });
  it.each(['', '   ', '-', '…'])('asks for a name instead of %j', (name) => {
    expect(nameFault(name)).toBe('missing');
  });
  it('counts characters, not bytes, after trimming', () => {
    expect(nameFault(`  ${'é'.repeat(80)}  `)).toBe('');
    expect(nameFault('𠮷'.repeat(80))).toBe('');
    expect(nameFault('a'.repeat(81))).toBe('long');
    expect(nameLength('  a  b ')).toBe(3);
  });
  it('composes accents and folds spaces', () => {
    expect(tidyName(' Zoe\u0301 \n Le  Goff ')).toBe('Zoé Le Goff');
  });
});

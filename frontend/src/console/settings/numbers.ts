/** Digits of a number as people write it, without what separates them. */
const bare = (text: string) => text.replace(/[\s.\u202f\u00a0-]/g, '').toUpperCase();

/** The sum of a Luhn checksum: every second digit from the right counts twice. */
function luhn(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}

/**
 * What a French establishment's number (SIRET) lacks: 14 digits of which the
 * last makes the Luhn checksum a multiple of ten. Those of La Poste, too many
 * for it, add up to a multiple of five instead. "" when it is right, or empty.
 */
export function siretDoubt(text: string): '' | 'length' | 'checksum' {
  const digits = bare(text);
  if (digits === '') return '';
  if (!/^\d{14}$/.test(digits)) return 'length';
  if (luhn(digits) % 10 === 0) return '';
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return digits.startsWith('356000000') && sum % 5 === 0 ? '' : 'checksum';
}

/**
 * Whether a number of training activity declaration (NDA) has the usual shape:
 * the region in two digits, the department in two (2A and 2B in Corsica), then
 * seven digits. An empty one is not in doubt.
 */
export function declarationDoubt(text: string): boolean {
  const number = bare(text);
  return number !== '' && !/^\d{2}(?:\d{2}|2[AB])\d{7}$/.test(number);
}

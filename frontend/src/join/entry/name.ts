/** Characters of a real name, as the server counts them. */
export const nameLimit = 80;

/** What is wrong with a name: nothing to print, or too much. */
export type NameFault = '' | 'missing' | 'long';

/** The name as it will be kept: trimmed, inner spaces folded, accents composed. */
export function tidyName(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Any name people bear is good: it only has to hold a letter or a digit, and at most 80 characters. */
export function nameFault(typed: string): NameFault {
  const name = tidyName(typed);
  if (!/[\p{L}\p{N}]/u.test(name)) return 'missing';
  return nameLength(name) > nameLimit ? 'long' : '';
}

export function nameLength(typed: string): number {
  return Array.from(tidyName(typed)).length;
}

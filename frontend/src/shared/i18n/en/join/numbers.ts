import type { NumberWords } from '../../fr/join/numbers';

export const numbers: NumberWords = {
  wrong: 'Write a number, for example 12.5.',
  whole: 'Write a whole number.',
  between: (min, max) => `Between ${min} and ${max}.`,
};

/** Words of the fields in which participants write a number. */
export const numbers = {
  wrong: 'Écrivez un nombre, par exemple 12,5.',
  whole: 'Écrivez un nombre entier.',
  between: (min: string, max: string) => `Entre ${min} et ${max}.`,
};

export type NumberWords = typeof numbers;

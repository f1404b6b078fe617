/** Words of the projected stage. */
export const stage = {
  title: 'Scène',
  waiting: 'La séance va commencer.',
};

export type StageWords = typeof stage;

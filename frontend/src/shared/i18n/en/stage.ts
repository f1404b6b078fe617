import type { StageWords } from '../fr/stage';

export const stage: StageWords = {
  title: 'Stage',
  waiting: 'The session is about to begin.',
};

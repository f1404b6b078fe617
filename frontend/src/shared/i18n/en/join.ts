import type { JoinWords } from '../fr/join';

export const join: JoinWords = {
  title: 'Join the session',
  codeLabel: 'Code shown on the screen',
  enter: 'Enter',
};

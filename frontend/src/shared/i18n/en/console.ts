import type { ConsoleWords } from '../fr/console';

export const console: ConsoleWords = {
  title: 'Console',
  tagline: 'Prepare, run and archive a session here.',
};

/** Words of the trainer's console. */
export const console = {
  title: 'Console',
  tagline: 'La séance se prépare, s’anime et s’archive ici.',
};

export type ConsoleWords = typeof console;

/** Words of the participants' pages. */
export const join = {
  title: 'Rejoindre la séance',
  codeLabel: 'Code affiché à l’écran',
  enter: 'Entrer',
};

export type JoinWords = typeof join;

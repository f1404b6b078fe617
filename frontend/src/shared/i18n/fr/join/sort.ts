import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** Words of the participants' page for a sort of cards. */
export const sort = {
  how: 'Touchez la colonne de chaque carte, ou tapez son numéro.',
  alone: 'Vous triez seul·e, puis à la table. Personne ne voit votre tri.',
  yours: 'Votre tri',
  ours: (name: string) => `Le tri de la table ${name}`,
  rule: 'Accordez-vous carte par carte ; la personne qui a la main inscrit.',
  lockOurs: 'Verrouiller le tri de la table',
  lockAsk: 'Une fois verrouillé, le tri de la table ne change plus.',
  lockedOurs: 'Le tri de la table est verrouillé.',
  tablePass: 'La table préfère ne pas répondre',
  empty: 'Aucune carte n’a encore sa colonne.',
  changed: (n: number, of: number) => `Le tri a changé : ${n} sur ${of} triées.`,

  forYou: 'Pour vous seul·e',
  heading: 'Votre tri et la clé',
  score: (score: string) => `Votre tri : ${score}.`,
  ofOne: (score: string) => `${score} (de 0 à 1)`,
  ofHundred: (score: string) => `${score} sur 100`,
  f1: (score: string) => `Repérage : ${score}.`,
  none: 'Non calculable : trop peu de cartes triées.',
  sorted: (n: number) => `${n} ${s(n, 'carte triée', 'cartes triées')}.`,
  room: (score: string, n: number) => `Moyenne de la salle : ${score} (${n} ${s(n, 'personne')}).`,
  table: (name: string, score: string) => `Table ${name} : ${score}.`,
  tableNone: (name: string) => `Table ${name} : non calculable, trop peu de cartes triées.`,
  you: 'vous',
  key: 'clé',
  ours2: 'table',
  same: 'comme la clé',
  unsorted: 'sans réponse',
  keyNote: 'La clé est une proposition argumentée : elle se discute.',
  agreement: (column: string, share: string) => `Salle : ${share} pour « ${column} ».`,
  explore: 'À discuter : la salle est partagée.',
  roomCards: 'Ce que la salle a répondu, en tableau',
  card: 'Carte',

  question: 'Une question',
  answer: 'Réponses possibles',
  send: 'Envoyer ma réponse',
  sendNone: 'Choisissez une réponse',
  counts: (n: number) => `${n} ${s(n, 'voix', 'voix')}`,
  answered: (n: number) => `${n} ${s(n, 'réponse')}`,
  yourAnswer: 'Votre réponse',
};

export type SortWords = typeof sort;

import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** Words of the participants' page for the rating of sources. */
export const rating = {
  untouched: 'Un curseur non placé ne compte pas.',
  place: 'à placer',
  passed: 'sans réponse',
  value: (text: string) => `Note de : ${text}`,
  outOf: (value: string, max: string) => `${value} sur ${max}`,
  criterion: 'Le critère qui a le plus compté',
  progress: (n: number, of: number) => `${n} sur ${of} notées`,
  lock: 'Verrouiller mes notes',
  lockAsk: 'Une fois verrouillés, vos notes et vos critères ne changent plus.',
  lockLeft: (n: number) => `${n} ${s(n, 'source reste', 'sources restent')} sans note.`,
  criteriaLeft: (n: number) => `${n} ${s(n, 'critère n’est pas choisi', 'critères ne sont pas choisis')}.`,
  alone: 'Vous notez seul·e. La salle verra des totaux sans nom, à partir de cinq réponses.',

  ours: (name: string) => `La décision de la table ${name}`,
  decision: 'Ce que dit votre table',
  decisionNone: 'Rien n’est encore écrit.',
  changed: 'Le texte de la table a changé.',
  freeText: 'N’écrivez ni nom, ni information sur la santé, les opinions ou la vie privée de quiconque.',
  mayShow: 'La personne qui anime peut montrer ce texte à la salle, sans nom de table.',
  length: (n: string, of: string) => `${n} sur ${of} caractères`,
  lockOurs: 'Verrouiller la décision de la table',
  lockOursAsk: 'Une fois verrouillée, la décision de la table ne change plus.',
  lockedOurs: 'La décision de la table est verrouillée.',
  tablePass: 'La table préfère ne pas répondre',
  declinedOurs: 'La table a choisi de ne pas répondre.',
  yours: 'Vos notes',

  forYou: 'Pour vous seul·e',
  heading: 'Vos notes et la référence',
  said: 'Ce que des tables disent au client',
  alignment: (score: string) => `Proximité : ${score} sur 100.`,
  gap: (gap: string) => `Écart moyen avec la référence : ${gap} sur 100.`,
  none: 'Proximité non calculable : trop peu de sources notées.',
  answered: (n: number, of: number) => `${n} ${s(n, 'source notée', 'sources notées')} sur ${of}.`,
  roomMean: (score: string) => `Proximité moyenne de la salle : ${score} sur 100.`,
  source: 'Source',
  you: 'vous',
  reference: 'référence',
  median: 'réponse du milieu de la salle',
  noValue: 'sans réponse',
  byCriterion: (criterion: string) => `critère : ${criterion}`,
  room: (median: string, consensus: string) => `Salle, réponse du milieu : ${median} ; consensus ${consensus}.`,
  bands: { strong: 'Accord fort.', partial: 'Accord partiel.', explore: 'À discuter.' } as Record<string, string>,
  alt: (own: string, reference: string, median: string) => `vous : ${own} ; référence : ${reference}${median && ` ; réponse du milieu de la salle : ${median}`}`,
};

export type RatingWords = typeof rating;

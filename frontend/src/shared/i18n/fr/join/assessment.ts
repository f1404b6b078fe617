import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** Words of the self-positioning, and of the T it draws. */
export const assessment = {
  progress: (n: number, of: number) => `${n} sur ${of}`,
  progressAlt: (n: number, of: number) => `${n} ${s(n, 'phrase')} sur ${of}, avec ou sans réponse`,
  series: (n: number, of: number) => `Série ${n} sur ${of}`,
  scale: 'Votre réponse',
  sentence: 'Phrase et réponses',
  keys: 'Touches 1 à 5 pour répondre, flèches pour changer de phrase.',
  previous: 'Phrase précédente',
  next: 'Phrase suivante',
  list: 'Tout voir',
  one: 'Une par une',
  review: 'Relisez vos réponses',
  reviewText: 'Touchez une phrase pour changer sa réponse. Tout reste modifiable jusqu’au verrouillage.',
  none: 'sans réponse',
  empty: 'à répondre',
  nextSeries: 'Passer à la série suivante',
  previousSeries: 'Série précédente',
  lock: 'Verrouiller mes réponses',
  lockAsk: 'Une fois verrouillées, vos réponses ne changent plus.',
  lockLeft: (n: number) => `${n} ${s(n, 'phrase reste', 'phrases restent')} à répondre.`,
  privacy: 'Vos réponses restent avec vous : elles ne s’affichent nulle part, et la personne qui anime ne les voit pas.',

  heading: 'Votre T',
  alone: 'Pour vous seul·e',
  emptyCell: 'Une case vide veut dire « pas assez de réponses », pas « zéro ».',
  noAnswer: 'pas assez de réponses',
  marks: {
    baseline: 'au départ',
    before: 'avant',
    after: 'après',
    retrospective: 'avant, avec le recul',
    'follow-up': 'deux mois plus tard',
    today: 'aujourd’hui',
  },
  table: 'Le T en tableau',
  competency: 'Compétence',
  answered: (n: number, of: number) => `${n} ${s(n, 'réponse')} sur ${of}`,
  change: (value: string) => `variation ${value}`,
  changeText: 'La variation va de −1 à +1 ; zéro veut dire que rien n’a bougé.',
  value: (mark: string, value: string) => `${mark} : ${value}`,
  of100: 'Chaque case va de 0 à 100.',
  shift: 'Trois façons de lire ce qui a bougé',
  shiftText: (n: number, of: number) => `En points de l’échelle. Phrases où vous avez répondu trois fois : ${n} sur ${of}.`,
  classic: ['Variation classique', 'après, moins avant'] as readonly [string, string],
  retrospective: ['Variation rétrospective', 'après, moins avant avec le recul'] as readonly [string, string],
  outlook: ['Déplacement du regard', 'avant avec le recul, moins avant'] as readonly [string, string],
  notComputed: 'non calculable',
  shiftFew: 'Il faut avoir répondu trois fois aux mêmes phrases : avant, après, et avec le recul.',
};

export type AssessmentWords = typeof assessment;

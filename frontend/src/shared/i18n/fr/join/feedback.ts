import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** Words of the hot evaluation. */
export const feedback = {
  progress: (n: number, of: number) => `${n} ${s(n, 'réponse')} sur ${of}`,
  lock: 'Envoyer et verrouiller',
  lockAsk: 'Une fois verrouillées, vos réponses ne changent plus.',
  lockLeft: (n: number) => `${n} ${s(n, 'question reste', 'questions restent')} sans réponse.`,
  readers: 'Personne ne lit votre propre réponse : la personne qui anime voit des totaux, à partir de cinq réponses. Rien ne s’affiche à l’écran.',
  optional: 'Vous pouvez laisser un champ vide, ou les deux.',
  commentReaders: 'La personne qui anime lit ces commentaires, sans savoir qui les a écrits.',
  done: 'J’ai terminé',
  doneAsk: 'Une fois verrouillés, vos commentaires ne changent plus.',
  none: 'sans réponse',
  empty: 'rien écrit',
};

export type FeedbackWords = typeof feedback;

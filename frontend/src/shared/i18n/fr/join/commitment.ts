import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** Words of the if–then plan. */
export const commitment = {
  plan: (n: number) => `Plan ${n}`,
  sentence: 'Votre plan, en une phrase',
  pick: 'Choisir un comportement du profil en T',
  picked: 'Il est repris ci-dessus ; vous pouvez le reformuler.',
  past: 'Choisissez un jour à venir.',
  far: 'C’est dans plus de trente jours : un jour plus proche aide à commencer.',
  share: 'Proposer ce plan à la personne qui anime, sans mon nom',
  shareText: 'Elle pourra le montrer à la salle. Sans cette case cochée, personne d’autre que vous ne le lit.',
  privacy: 'Votre plan reste avec vous : la personne qui anime voit qui a terminé, jamais ce qui est écrit.',
  add: 'Ajouter un deuxième plan',
  addNumber: (n: number) => `Ajouter un plan (${n})`,
  done: 'J’ai terminé',
  doneAsk: 'Une fois verrouillé, ce que vous avez écrit ne change plus dans cette partie.',
  doneLeft: (n: number) => `${n} ${s(n, 'champ reste vide', 'champs restent vides')}.`,
  nothing: 'Rien n’est écrit.',
  carried: 'Votre plan est repris de la partie précédente. Vous pouvez le préciser.',
  confidence: (n: string, max: number) => `Confiance : ${n} sur ${max}.`,
  shared: 'Proposé à la personne qui anime, sans votre nom.',
  others: 'Plans partagés dans la salle, sans nom',
  none: 'Vous n’avez pas écrit de plan.',
  calendar: 'Ajouter à mon agenda (.ics)',
  calendarBusy: 'Le rappel se prépare…',
  calendarText: 'Un rappel à la date choisie, à ouvrir avec votre agenda. Il ne contient que ce plan.',
  calendarDone: (name: string) => `Enregistré sous « ${name} ».`,
};

export type CommitmentWords = typeof commitment;

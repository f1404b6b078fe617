/** Words of a participant who signs their presence. */
export const presence = {
  due: 'Signez votre présence',
  dueLate: 'Signez votre présence, en retard',
  waiting: 'Votre signature attend la connexion et partira d’elle-même.',
  heading: 'Signez votre présence',
  morning: (day: string) => `matin du ${day}`,
  afternoon: (day: string) => `après-midi du ${day}`,
  late: 'Cette demi-journée est terminée. La feuille dira l’heure à laquelle vous signez.',
  why: 'Votre nom et votre signature vont sur la feuille d’émargement, à part de vos réponses.',
  kept: (years: number) => (years > 0 ? `Votre signature est conservée ${years}\u00a0ans après la séance.` : 'Votre signature est conservée jusqu’à ce que l’organisme supprime la séance.'),
  notMe: 'Ce n’est pas votre nom ? Dites-le à la personne qui anime avant de signer.',
  offline: 'Pas de connexion : votre signature est gardée sur cette page et partira dès que la connexion revient.',
  doneHeading: 'Présence signée',
  done: (half: string, time: string) => `Signature enregistrée à ${time} : ${half}.`,
  replace: 'Signer de nouveau',
  back: 'Revenir à la séance',
  next: (half: string) => `Signer aussi : ${half}`,
  nothing: 'Rien à signer pour le moment.',
  menuHeading: 'Présence',
};

export type PresenceWords = typeof presence;

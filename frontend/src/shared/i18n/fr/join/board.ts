import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** Words of the canvas, its cards and its dot vote. */
export const board = {
  mine: (n: number) => `${n} ${s(n, 'carte')}`,
  note: (n: number) => `Carte ${n}`,
  add: 'Ajouter une carte',
  full: 'Cette case a toutes ses cartes.',
  remove: (n: number) => `Supprimer la carte ${n}`,
  removed: 'Carte supprimée.',
  done: 'J’ai terminé mes cartes',
  doneAsk: 'Une fois verrouillées, vos cartes ne changent plus.',
  privacy: 'Une carte reste privée tant que la personne qui anime ne l’a pas choisie ; elle ne porte jamais votre nom.',
  none: 'Vous n’avez écrit aucune carte.',
  own: 'Vos cartes',
  picked: 'Cartes choisies, sans auteur',
  pickedCount: (n: number) => `${n} ${s(n, 'carte choisie', 'cartes choisies')}`,
  pickedNone: 'La personne qui anime choisit les cartes à montrer.',
  group: (title: string) => `Groupe : ${title}`,
  dots: (left: number, of: number) => `Il vous reste ${left} ${s(left, 'point')} sur ${of}.`,
  most: (n: number) => `${n} au plus sur une même idée.`,
  keep: (n: number) => s(n, 'Une idée sera retenue.', `${n} idées seront retenues.`),
  plus: (title: string) => `Mettre un point sur : ${title}`,
  minus: (title: string) => `Retirer un point de : ${title}`,
  on: (n: number) => `${n} ${s(n, 'point')}`,
  lock: 'Verrouiller mes points',
  lockAsk: 'Une fois verrouillés, vos points ne changent plus.',
  lockLeft: (n: number) => `Il vous reste ${n} ${s(n, 'point')} ; vous pouvez ${s(n, 'le', 'les')} garder.`,
  votePrivacy: 'Personne ne voit vos points. Les totaux s’affichent après la clôture, à partir de cinq votes.',
  voteNone: 'Aucun point placé.',
  noIdeas: 'Aucune idée n’est encore soumise au vote.',
  seats: (n: number) => `Ces idées sont à égalité pour ${s(n, 'une place', `${n} places`)}.`,
  one: 'Un seul point : donnez-le à une idée, ou gardez-le.',
  unchoose: 'Garder mon point',
  votes: 'Les votes de la salle',
  runOff: 'Résultat du second tour',
  count: (votes: number, voters: number) => `${votes} ${s(votes, 'point')}, de ${voters} ${s(voters, 'personne')}`,
  voters: (n: number) => `${n} ${s(n, 'personne a voté', 'personnes ont voté')}.`,
  rank: (n: number) => `Rang ${n}`,
  selected: 'retenue',
  tied: 'à égalité',
  tiedText: 'Un second tour départage les idées à égalité.',
  roles: 'Rôles à répartir',
  ownDots: 'Vos points',
};

export type BoardWords = typeof board;

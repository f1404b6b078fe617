import { plural } from '../plural';

/** Words of the shared components, on every surface. */
export const common = {
  product: 'Estrade',
  language: 'Langue',
  close: 'Fermer',
  cancel: 'Annuler',
  confirm: 'Confirmer',
  back: 'Retour',
  next: 'Suivant',
  retry: 'Réessayer',
  loading: 'Un instant…',
  required: 'obligatoire',
  optional: 'facultatif',
  none: 'aucun',
  yes: 'Oui',
  no: 'Non',
  more: 'Voir plus',
  showTable: 'Voir le tableau',
  hideTable: 'Masquer le tableau',
  state: { open: 'Ouvert', closed: 'Clos', shown: 'Révélé', waiting: 'En attente', done: 'Terminé' },
  connection: { connecting: 'Connexion…', online: 'En ligne', offline: 'Hors ligne' },
  lamps: {
    answered: (n: number, of: number) =>
      `${n} ${plural('fr', n, { one: 'réponse reçue', other: 'réponses reçues' })} sur ${of}`,
    offline: (n: number) => `${n} hors ligne`,
    nobody: 'aucune connexion',
  },
  timer: {
    label: 'Temps restant',
    paused: 'minuterie en pause',
    low: 'Le temps est bientôt écoulé.',
    over: 'Le temps est écoulé.',
  },
  code: {
    character: (n: number, of: number) => `Caractère ${n} sur ${of}`,
    hint: 'Six caractères, lettres ou chiffres, affichés à l’écran.',
  },
  qr: (address: string) => `Code QR qui ouvre ${address}`,
  /** By number of the mark, 1 to 8. */
  marks: {
    1: 'disque bleu',
    2: 'carré ocre',
    3: 'triangle jade',
    4: 'losange mauve',
    5: 'triangle bleuet, pointe en bas',
    6: 'hexagone brun',
    7: 'croix terre',
    8: 'étoile ardoise',
  },
  poles: { manager: 'manager', leader: 'leader' },
  people: (n: number) => `${n} ${plural('fr', n, { one: 'personne', other: 'personnes' })}`,
  minutes: (n: number) => `${n} ${plural('fr', n, { one: 'minute', other: 'minutes' })}`,
};

export type Common = typeof common;

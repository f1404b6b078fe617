import { plural } from '../plural';

const people = (n: number) => `${n} ${plural('fr', n, { one: 'personne', other: 'personnes' })}`;

/** Words of the trainer's phone. */
export const remote = {
  title: 'Télécommande',
  connecting: 'Connexion à la séance…',
  retry: 'Réessayer',
  here: 'Continuer ici',
  unpaired: {
    title: 'Aucune séance sur ce téléphone',
    text: 'Sur la console, choisissez « Utiliser mon téléphone comme télécommande », puis scannez le code avec l’appareil photo de ce téléphone.',
  },
  offline: {
    title: 'L’ordinateur ne répond pas',
    text: 'Vérifiez que ce téléphone est sur le Wi-Fi de la salle. La connexion est retentée d’elle-même.',
    short: 'Hors ligne, nouvel essai en cours',
  },
  elsewhere: {
    title: 'Ouverte dans une autre fenêtre',
    text: 'La télécommande est déjà ouverte sur ce téléphone, dans une autre fenêtre ou un autre onglet.',
  },
  over: {
    'gone-unpaired': {
      title: 'Ce téléphone est détaché',
      text: 'Pour reprendre la télécommande, affichez un nouveau code sur la console, puis scannez-le.',
    },
    'gone-closed': {
      title: 'La séance est close',
      text: 'Ce téléphone a été détaché. Vous pouvez fermer cette page.',
    },
    'gone-unknown': {
      title: 'Ce téléphone n’est plus associé',
      text: 'Un autre code a été affiché depuis, le code a expiré, ou la séance est close. Affichez un nouveau code sur la console, puis scannez-le.',
    },
    'gone-taken': {
      title: 'Ce code a déjà servi',
      text: 'Un autre téléphone a utilisé ce code avant celui-ci. Affichez un nouveau code sur la console : l’autre téléphone n’aura plus accès.',
    },
  },
  rehearsal: 'Répétition',
  stepOf: (n: number, of: number) => `Étape ${n} sur ${of}`,
  lobby: 'Accueil',
  lobbyText: 'Les personnes rejoignent la salle.',
  finished: 'Le déroulé est terminé',
  finishedText: 'La clôture se fait sur la console.',
  closing: 'La séance se termine',
  closingText: 'Présences et documents se traitent sur la console.',
  noTimer: 'Pas de minuterie',
  paused: 'en pause',
  answered: (n: number, of: number, byTable: boolean) =>
    byTable ? plural('fr', n, { one: `${n} table sur ${of} a répondu`, other: `${n} tables sur ${of} ont répondu` }) : `${n} ${plural('fr', n, { one: 'personne', other: 'personnes' })} sur ${of} ${plural('fr', n, { one: 'a répondu', other: 'ont répondu' })}`,
  online: (n: number, of: number) => `${people(n)} en ligne sur ${of}`,
  notes: 'Notes pour animer',
  debrief: 'Pour débriefer',
  bridge: 'À dire avant l’étape suivante',
  noNotes: 'Aucune note pour cette étape.',
  onConsole: 'La suite se passe sur la console',
  decide: 'Le choix de la salle s’entre sur la console',
  spoken: (part: string, state: string) => `${part} : ${state}`,
  notNow: { message: 'Ce n’est plus possible à cet instant : rien n’a été fait.', hint: 'Regardez l’étape affichée, puis décidez.' },
  unpair: 'Détacher ce téléphone',
  unpairTitle: 'Détacher ce téléphone ?',
  unpairText: 'La séance continue sur la console. Pour reprendre la télécommande, il faudra un nouveau code.',
  unpairYes: 'Détacher',
};

export type RemoteWords = typeof remote;

import { plural } from '../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('fr', n, { one, other });

/** Words of the participants' pages. */
export const join = {
  title: 'Rejoindre la séance',
  pageTitle: (what: string) => `${what} — Estrade`,
  pass: 'Je préfère ne pas répondre',
  limit: (n: number, of: number) => `${n} sur ${of} caractères`,
  freeText: 'N’écrivez ni nom, ni information sur la santé, les opinions ou la vie privée de quiconque.',

  enter: {
    heading: 'Rejoindre la séance',
    code: 'Code affiché à l’écran',
    next: 'Continuer',
    wrong: {
      message: 'Ce code n’ouvre aucune séance.',
      hint: 'Relisez celui qui est affiché sur l’écran de la salle : il change à chaque séance.',
    },
    expired: {
      message: 'Ce lien n’ouvre plus aucune séance.',
      hint: 'Scannez le code QR affiché à l’écran, ou tapez ici le code à six caractères.',
    },
    checking: 'La séance est recherchée…',
    back: 'J’ai un code de reprise',
    reachable: 'Restez sur le Wi-Fi de la salle, même s’il annonce « sans internet ».',
  },

  who: {
    heading: 'Qui êtes-vous ?',
    another: 'Une personne de plus sur ce poste',
    name: 'Votre nom',
    nameHint: 'Prénom et nom, pour votre attestation. La personne qui anime est seule à les voir.',
    nameMissing: 'Écrivez votre nom : il figurera sur votre attestation.',
    nameLong: (n: number) => `Ce nom a ${n} caractères ; 80 au plus.`,
    pseudonym: 'Votre pseudonyme',
    pseudonymHint: 'C’est sous ce nom que vos réponses sont gardées.',
    taken: 'pris',
    takenNow: (name: string) => `« ${name} » vient d’être pris : choisissez-en un autre.`,
    others: 'Proposer d’autres noms',
    table: 'Votre table',
    noTable: 'Je ne sais pas encore',
    notices: 'À lire avant d’entrer',
    rehearsal: 'Répétition : rien de cette séance ne sera gardé.',
    enter: 'Entrer',
    entering: 'Un instant…',
    cancel: 'Revenir sans ajouter personne',
    otherCode: 'Changer de code',
  },

  reenter: {
    heading: 'Reprendre ma place',
    text: 'Le code de reprise vous a été donné à l’entrée. Il rend votre pseudonyme et vos réponses, aujourd’hui, sur n’importe quel poste.',
    code: 'Code de reprise',
    hint: 'Six caractères, lettres ou chiffres.',
    enter: 'Reprendre',
    wrong: { message: 'Ce code de reprise n’est pas reconnu.', hint: 'Vérifiez chaque caractère, ou demandez un nouveau code à la personne qui anime.' },
    back: 'Entrer pour la première fois',
  },

  welcome: {
    heading: (name: string) => `Vous êtes ${name}.`,
    code: 'Votre code de reprise',
    keep: 'Notez-le ou photographiez-le : il vous rend votre place aujourd’hui, sur un autre poste ou si celui-ci s’éteint.',
    volatile: 'Ce navigateur ne garde rien après la fermeture de la page : ce code est votre seul retour.',
    go: 'C’est noté',
  },

  person: {
    lampOn: 'a répondu',
    lampOff: 'n’a pas encore répondu',
    lampGone: 'hors ligne',
    people: 'Personnes sur ce poste',
    change: 'Changer',
    others: (list: string) => `Changer de personne. Aussi sur ce poste : ${list}.`,
    state: (name: string, lamp: string) => `${name} ${lamp}`,
    table: (name: string) => `Table ${name}`,
  },

  handover: {
    propose: (name: string) => `Passer l’ordinateur à ${name}`,
    left: (names: string) => `Encore à répondre : ${names}`,
  },

  openMenu: 'Menu',

  connection: {
    lost: 'Connexion perdue.',
    kept: 'Rien n’est perdu : ce que vous faites est gardé ici et partira tout seul.',
    wait: (n: number) => `${n} ${s(n, 'envoi en attente', 'envois en attente')}.`,
    wifi: 'Vérifiez que vous êtes sur le Wi-Fi de la salle, même s’il annonce « sans internet » ; Estrade réessaie sans cesse. Ce qui part après la clôture d’une partie ne compte pas.',
    retry: 'Réessayer maintenant',
    connecting: 'Connexion à la salle…',
    unfetched: 'Cette partie de la page n’est pas encore arrivée ; Estrade réessaie sans cesse. Vérifiez que vous êtes sur le Wi-Fi de la salle.',
    refused: (n: number) => `${n} ${s(n, 'réponse n’a pas été prise en compte', 'réponses n’ont pas été prises en compte')}.`,
    ok: 'J’ai compris',
  },

  standing: {
    pending: 'En attente',
    pendingText: 'Votre réponse est gardée ici ; elle partira dès que la connexion revient.',
    sending: 'Envoi…',
    savedHeading: 'Réponse enregistrée',
    savedText: 'Votre lampe est allumée. Regardez l’écran : la suite s’y passe.',
    passedHeading: 'C’est noté',
    passedText: 'Vous avez choisi de ne pas répondre. Cela ne se voit nulle part.',
    lockedHeading: 'Verrouillé',
    lockedText: 'Votre travail est enregistré et ne change plus. Regardez l’écran : la suite s’y passe.',
    masked: 'Votre réponse est masquée.',
    show: 'Revoir',
    hide: 'Masquer',
    change: 'Changer ma réponse',
    until: 'Possible jusqu’à la clôture.',
    saved: 'Enregistré',
    passed: 'Sans réponse',
    undo: 'Répondre finalement',
  },

  wait: {
    lobbyHeading: 'Vous êtes dans la séance.',
    lobby: 'La séance va commencer. Cette page suit toute seule : vous n’avez rien à faire.',
    betweenHeading: 'Un instant.',
    between: 'La suite arrive sur cette page.',
    soon: 'Cette partie va s’ouvrir.',
    soonText: 'La personne qui anime l’ouvre pour tout le monde en même temps.',
    read: 'Vous pouvez déjà lire.',
    closed: 'Partie close',
    closedText: 'Les réponses ne changent plus. Regardez l’écran : la suite s’y passe.',
    closedMine: 'Votre réponse est enregistrée.',
    closedNone: 'Vous n’avez pas répondu à cette partie ; cela ne se voit nulle part.',
    screen: 'Regardez l’écran.',
    talk: 'C’est le moment d’en parler ensemble.',
    noTable: 'Vous n’avez pas encore de table : la personne qui anime les compose.',
    finishedHeading: 'C’était la dernière étape.',
    finished: 'La séance va se clore. Vos résultats sont ci-dessous.',
    privacy: 'Personne ne voit votre réponse. Seuls des totaux s’affichent, après la clôture.',
    next: (title: string) => `La séance continue : ${title}`,
    follow: 'Suivre la séance',
    opened: (title: string) => `${title} : vous pouvez répondre.`,
    shut: (title: string) => `${title} : c’est clos.`,
  },

  few: (n: number): string => (n === 0 ? 'Personne n’a répondu.' : 'Réponses reçues. Trop peu nombreuses pour être affichées.'),
  small: 'Effectif réduit, lecture indicative.',

  scenario: {
    node: (n: number, of: number) => `${n} sur ${of}`,
    roles: 'Qui est là',
    options: 'Choix possibles',
    send: (letter: string) => `Envoyer ${letter}`,
    sendNone: 'Choisissez une réponse',
    yours: 'Votre choix',
    notSent: 'Vous aviez choisi sans envoyer : cela ne compte pas.',
    split: 'Les voix de la salle',
    counts: (n: number) => `${n} ${s(n, 'voix', 'voix')}`,
    tableCounts: (name: string, n: number) => `Table ${name} : ${n} ${s(n, 'voix', 'voix')}`,
    decide: 'Ce que décide votre table',
    decideText: 'Parlez-en d’abord. La personne qui a la main inscrit le choix de la table ; celui de la salle ouvre la suite.',
    tableChoice: (letter: string) => `Inscrire ${letter} pour la table`,
    tableChose: 'Choix de la table',
    tablePass: 'La table préfère ne pas répondre',
    roomChose: 'Choix de la salle',
    letter: (what: string, letter: string) => `${what} : ${letter}`,
    consequence: 'Ce qui arrive',
    gauge: (label: string, value: number, max: number) => `${label} : ${value} sur ${max}`,
  },

  pen: {
    free: 'Personne n’a la main.',
    mine: 'Vous avez la main.',
    held: (name: string) => `${name} a la main.`,
    follow: 'Vous suivez en direct ce qui s’écrit.',
    take: 'Prendre la main',
    leave: 'Rendre la main',
    taking: 'Un instant…',
  },

  closing: {
    heading: 'La séance se termine.',
    text: 'Il n’est plus possible de répondre. Vous pouvez lire, imprimer ou effacer vos résultats jusqu’à la clôture.',
    link: 'À la clôture, le lien entre votre nom et votre pseudonyme est détruit.',
  },

  closed: {
    heading: 'La séance est close.',
    text: 'Le lien entre votre nom et votre pseudonyme est détruit. Merci d’avoir participé.',
    keep: 'Vos résultats restent lisibles tant que cette page est ouverte : imprimez-les si vous voulez les garder.',
    other: 'Rejoindre une autre séance',
  },

  gone: {
    removedHeading: 'Vous n’êtes plus dans cette séance.',
    removed: 'La personne qui anime a retiré ce pseudonyme. Si c’est une erreur, parlez-lui : elle peut vous faire revenir.',
    endedHeading: 'Ce poste n’est plus reconnu.',
    ended: 'La séance est close, ou votre place a été reprise sur un autre poste. Reprenez-la avec votre code de reprise, ou entrez de nouveau.',
    lostHeading: 'Estrade ne trouve plus la séance.',
    again: 'Entrer de nouveau',
    retry: 'Vérifier si je peux revenir',
    others: 'Passer l’ordinateur à quelqu’un d’autre',
    forget: 'Retirer de ce poste',
  },
};

export type JoinWords = typeof join;

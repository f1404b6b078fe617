import { plural } from '../../plural';

/** The list of the last ten minutes before a session. */
export const checklist = {
  title: '10 minutes avant',
  open: '10 minutes avant…',
  openHelp: 'Projecteur, réseau, son, batterie, disque, documents : ce qui est prêt et ce qui ne l’est pas',
  done: (n: number, of: number) => (n === of ? 'Tout est prêt.' : `${n} sur ${of}`),
  lead: 'Ce que le programme voit se coche tout seul. Cochez le reste vous-même ; c’est gardé avec la séance.',
  found: 'vu par le programme',
  byHand: 'Fait',
  byHandOf: (item: string) => `${item} : fait`,
  lookAgain: 'Regarder de nouveau',
  items: {
    projector: {
      title: 'Projecteur',
      stage: 'La scène est ouverte dans sa fenêtre.',
      screens: 'Un second écran est branché.',
      todo: 'Branchez le projecteur, ouvrez la scène, glissez-la sur le grand écran et passez en plein écran (F11).',
    },
    wifi: {
      title: 'Réseau de la salle',
      reached: (n: number) => plural('fr', n, { one: `${n} autre appareil a atteint la salle.`, other: `${n} autres appareils ont atteint la salle.` }),
      notYet: (address: string) => `Aucun autre appareil n’a encore atteint la salle. Ouvrez ${address} avec un téléphone.`,
      closed: 'La salle n’est pas encore ouverte. Ouvrez-la, puis essayez avec un téléphone.',
      none: 'Cet ordinateur n’est relié à aucun réseau : rejoignez le Wi-Fi, ou créez-en un avec un téléphone.',
    },
    sound: { title: 'Son', todo: 'Un son marque la fin de la minuterie, sur cet ordinateur seulement. L’entendez-vous ?', play: 'Jouer le son' },
    battery: {
      title: 'Alimentation',
      plugged: (percent: string) => `Branché, batterie à ${percent}.`,
      onBattery: (percent: string) => `Sur batterie, ${percent} : branchez l’ordinateur.`,
      unknown: 'L’ordinateur est-il branché ? Cela ne se voit pas d’ici.',
    },
    disk: {
      title: 'Place sur le disque',
      enough: (size: string) => `${size} libres : une journée en prend dix fois moins.`,
      little: (size: string) => `Il reste ${size}. Libérez de la place : corbeille, téléchargements.`,
      unknown: 'Regardez s’il reste au moins 1 Go.',
    },
    documents: {
      title: 'Mentions des documents',
      complete: 'Tout ce que les attestations demandent est rempli.',
      missing: (names: string) => `Il manque : ${names}.`,
      toSettings: 'Compléter dans les réglages',
    },
  },
  fields: {
    organisation: 'organisme',
    address: 'adresse',
    siret: 'SIRET',
    activityDeclaration: 'déclaration d’activité',
    trainer: 'personne qui anime',
    privacyContact: 'contact pour les données personnelles',
  },
};

/** « Votre première séance »: five minutes on the real screens. */
export const guide = {
  name: 'Votre première séance',
  offer: 'Cinq minutes sur les vrais écrans, avec des personnes simulées. Rien ne compte.',
  start: 'Commencer la visite',
  resume: 'Reprendre la visite',
  dismiss: 'Ne plus proposer',
  again: 'Revoir « Votre première séance »',
  next: 'Continuer',
  finish: 'Terminer',
  leave: 'Quitter',
  leaveHelp: 'Vous retrouverez la visite sur l’accueil (Échap)',
  of: (n: number, of: number) => `${n} sur ${of}`,
  stages: {
    rehearse: { title: 'Une salle qui répond à votre place', text: 'Choisissez « Répéter avec des participants simulés », puis « Répéter » : une vraie salle s’ouvre, sur cet ordinateur seulement.' },
    room: { title: 'Qui est là', text: 'Chaque personne apparaît sous un pseudonyme. Le jour venu, on entre en tapant le code ou en scannant le QR ; ici, la salle est déjà pleine.' },
    begin: { title: 'Un seul bouton à la fois', text: 'Le grand bouton du bas dit toujours quoi faire ensuite ; la barre d’espace fait la même chose. Commencez l’atelier.' },
    stage: { title: 'Ce que la salle voit', text: 'Cette image est exactement celle du projecteur. La touche B la rend noire, T masque la minuterie.' },
    collect: { title: 'Ouvrir, attendre, clore', text: 'Avancez jusqu’à une partie où l’on répond. « Ouvrir… », regardez les lampes s’allumer, puis « Clore… ». Tant que c’est ouvert, personne ne voit les réponses, pas même vous.' },
    notes: { title: 'De quoi animer', text: 'À droite : le but de l’étape, quoi dire, les questions du débriefing et leurs minutes. La touche N note une observation.' },
    undo: { title: 'Se tromper sans crainte', text: 'Pendant dix secondes, la touche Z annule la dernière action. « Retour » rouvre ce qui vient d’être clos. Une révélation, elle, ne se reprend pas : elle a sa propre touche, R.' },
    end: { title: 'C’est tout', text: 'Continuez la répétition tant que vous voulez, puis jetez-la. Le jour venu, « 10 minutes avant » vérifie la salle avec vous.' },
  },
};

/** Help on the current activity. */
export const help = {
  open: (title: string) => `Comment animer « ${title} »`,
  title: (title: string) => title,
  aim: 'But',
  run: 'Déroulement',
  notes: 'À savoir',
  debrief: 'Débriefing',
  bridge: 'Pour passer à la suite',
};

import { plural } from '../../plural';

const people = (n: number) => `${n} ${plural('fr', n, { one: 'personne', other: 'personnes' })}`;

/** The end of a session, and what is left of it. */
export const closing = {
  title: 'Clôture',
  leave: 'Revenir à l’accueil ; la clôture attend',
  reopen: 'Rouvrir la salle',
  done: 'fait',
  stages: { attendance: 'Présences', comments: 'Commentaires', documents: 'Documents', finish: 'Terminer' },
  nobody: 'Plus personne n’entre ni ne répond. Les participants peuvent encore lire ou effacer leurs réponses.',
  noReport: 'Aucun compte rendu à l’organisation pour cette séance.',
  noReportWhy: 'C’est une seule équipe, avec sa ou son responsable : vous l’avez annoncé ainsi.',
};

export const comments = {
  title: 'Relire les commentaires',
  help: 'Ceux que vous cochez iront dans le compte rendu, sans auteur. Relisez-les et retirez tout nom avec le crayon ; les autres n’iront nulle part.',
  none: 'Aucun commentaire à relire.',
  count: (picked: number, all: number) => `${picked} sur ${all} dans le compte rendu`,
  next: 'Continuer',
};

export const attendance = {
  title: 'Confirmer les présences',
  help: (day: string) => `${day}. Les noms sont ceux des attestations : corrigez-les ici. Une arrivée pendant la première étape compte depuis le début ; sans départ, la personne est restée jusqu’à la fin.`,
  present: 'Présent·e',
  name: 'Nom imprimé',
  arrival: 'Arrivée',
  departure: 'Départ',
  duration: 'Durée',
  certificate: 'Attestation',
  presentOf: (name: string) => `${name} : présent·e`,
  nameOf: (name: string) => `Nom imprimé pour ${name}`,
  arrivalOf: (name: string) => `Arrivée de ${name}`,
  departureOf: (name: string) => `Départ de ${name}`,
  untilEnd: 'fin',
  nobody: 'Personne n’est entré et personne n’était attendu.',
  notSeen: 'attendu·e, pas entré·e',
  absent: 'absent·e',
  complete: 'formation suivie en totalité',
  partial: 'durée réelle imprimée',
  noTime: 'aucun temps de formation',
  afterConfirming: 'durée recalculée à la confirmation',
  cannotPrint: (characters: string) => `impossible d’imprimer ${characters}`,
  unprintableTitle: (n: number) => plural('fr', n, { one: 'Un nom ne peut pas être imprimé.', other: `${n} noms ne peuvent pas être imprimés.` }),
  unprintable: (name: string, characters: string) => `« ${name} » : ${characters}`,
  unprintableHelp: 'Les polices des documents n’ont pas ces caractères. Écrivez ces noms autrement, avec l’accord des personnes.',
  fault: {
    name: 'Un nom de 1 à 80 caractères.',
    arrival: 'Une heure comme 9 h 20.',
    departure: 'Une heure comme 9 h 20.',
    order: 'Le départ précède l’arrivée.',
  },
  faults: (n: number) => plural('fr', n, { one: 'Une ligne est à corriger.', other: `${n} lignes sont à corriger.` }),
  count: (n: number, of: number) => `${n} ${plural('fr', n, { one: 'présence', other: 'présences' })} sur ${of}.`,
  recomputed: 'Les durées seront recalculées.',
  confirm: 'Confirmer les présences',
};

export const documents = {
  title: 'Documents',
  help: 'Rien n’est écrit avant que vous le demandiez.',
  certificates: (n: number) => `${n} ${plural('fr', n, { one: 'attestation', other: 'attestations' })}`,
  report: '1 compte rendu de séance',
  noReport: 'Aucun compte rendu',
  fileHolds: (list: string, recipient: string) => `Ce fichier contient : ${list}. Il est destiné à : ${recipient}. Aucune réponse individuelle n’y figure.`,
  certificateHolds: 'nom, objectifs, dates, durée suivie',
  certificateFor: 'chaque personne, et son employeur ou financeur',
  synthesis: 'Votre synthèse',
  synthesisHelp: 'Quelques lignes sur toute la séance, imprimées à la fin du compte rendu. Facultatif.',
  reportHolds: (notes: number) =>
    `présences, déroulé, résultats de groupe à partir de cinq réponses, ${plural('fr', notes, { zero: 'aucune de vos notes', one: 'une de vos notes', other: `${notes} de vos notes` })}`,
  reportFor: 'l’organisation',
  reportForClient: (client: string) => `l’organisation, ${client}`,
  without: (n: number) => `${people(n)} sans attestation : ${plural('fr', n, { one: 'absente, ou sans temps de formation', other: 'absentes, ou sans temps de formation' })}.`,
  toAttendance: 'Confirmer les présences',
  issue: 'Émettre les documents',
  issuing: 'Écriture des documents…',
  stages: {
    drawing: (done: number, of: number) => `Mise en page : ${done} sur ${of}`,
    writing: (done: number, of: number) => `Écriture du dossier : ${done} sur ${of}`,
  },
  stop: 'Arrêter',
  outdatedTitle: 'Remplacer les documents corrigés ?',
  outdated: (n: number, names: string) =>
    `Les présences ont changé depuis l’émission de ${plural('fr', n, { one: 'un document', other: `${n} documents` })}${names ? ` (${names})` : ''}.`,
  outdatedHelp: 'Un document émis ne change pas. Ses remplaçants reçoivent de nouveaux numéros qui renvoient aux anciens ; le registre garde les deux.',
  keep: 'Garder tels quels',
  replace: 'Émettre les remplaçants',
  again: 'Émettre de nouveau',
  next: 'Continuer',
  nextWithout: 'Continuer sans documents',
  written: (n: number) => `${n} ${plural('fr', n, { one: 'document écrit', other: 'documents écrits' })}, et un ZIP de l’ensemble.`,
  folder: 'Dossier',
  zip: 'ZIP',
  openFolder: 'Ouvrir le dossier',
  number: 'Numéro',
  kind: 'Document',
  name: 'Nom',
  file: 'Fichier',
  issuedAt: 'Émis le',
  kinds: {
    certificate: 'attestation',
    completion: 'réalisation',
    'attendance-sheet': 'émargement',
    report: 'compte rendu',
    debrief: 'débrief',
    register: 'registre',
  },
  replacedBy: (number: string) => `remplacé par ${number}`,
  revoked: 'révoqué',
};

export const finish = {
  title: 'Terminer la séance',
  notice: (day: string) => `Le lien entre noms et pseudonymes va être détruit. Les réponses seront effacées ou rendues anonymes le ${day}.`,
  lines: [
    'Les pages des participants se ferment.',
    'Les présences et les documents émis restent sur ce poste.',
    'Les résultats de groupe restent lisibles ici, sans aucun nom.',
  ],
  nothingIssued: 'Aucun document n’a été émis.',
  nothingIssuedHelp: 'Vous pourrez encore en émettre après, à partir des présences.',
  finish: 'Terminer',
  askTitle: 'Terminer pour de bon ?',
  yes: 'Détruire le lien et terminer',
};

export const closed = {
  again: 'Réécrire les documents',
  kept: (day: string, past: boolean) =>
    past ? `Séance close. Le lien entre noms et pseudonymes est détruit, les réponses ont été effacées le ${day}.` : `Séance close. Le lien entre noms et pseudonymes est détruit, les réponses seront effacées le ${day}.`,
  erased: 'Séance effacée : il ne reste que sa ligne.',
  documents: (n: number) => `${n} ${plural('fr', n, { one: 'document émis', other: 'documents émis' })}`,
  noDocuments: 'Aucun document n’a été émis pour cette séance.',
  noDocumentsHelp: 'Confirmez les présences : les documents seront écrits ensuite.',
  confirmNow: 'Confirmer les présences',
  figures: 'Résultats de groupe',
  noFigures: 'Rien n’a été révélé pendant cette séance.',
  sets: (n: number) => `${n} ${plural('fr', n, { one: 'résultat', other: 'résultats' })}`,
};

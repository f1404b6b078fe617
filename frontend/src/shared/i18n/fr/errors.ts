/**
 * Refusals that any page may meet at its door or at any moment, by the key the server gives them: what
 * happened, and the way out. {names} are filled with the error's params.
 */
export const errors = {
  internal: {
    message: 'Quelque chose s’est mal passé dans Estrade.',
    hint: 'Rien de ce qui a été enregistré n’est perdu. Réessayez ; si cela recommence, rechargez la page.',
  },
  unreachable: {
    message: 'Estrade ne répond pas.',
    hint: 'Vérifiez que vous êtes toujours sur le Wi-Fi de la salle ; la connexion est retentée d’elle-même.',
  },
  timeout: {
    message: 'La réponse d’Estrade se fait attendre.',
    hint: 'Ce que vous avez saisi est gardé et repart dès que la connexion revient.',
  },
  'connection-ended': {
    message: 'Estrade a mis fin à cette connexion.',
    hint: 'Rechargez la page ; si rien ne change, entrez de nouveau avec le code affiché à l’écran.',
  },
  'malformed-request': {
    message: 'Estrade n’a pas compris ce que la page lui a envoyé.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'wrong-host': {
    message: 'Estrade n’est pas à cette adresse.',
    hint: 'Tapez l’adresse affichée à l’écran, avec ses chiffres.',
  },
  'wrong-origin': {
    message: 'Cette demande vient de la page d’un autre site.',
    hint: 'Ouvrez l’adresse affichée par Estrade.',
  },
  'wrong-door': {
    message: 'Cette page n’est pas à cette adresse.',
    hint: 'Ouvrez l’adresse affichée par Estrade.',
  },
  'too-many-requests': {
    message: 'Trop de messages à la fois.',
    hint: 'Attendez une seconde ; ce qui reste est envoyé ensuite.',
  },
  'too-many-connections': {
    message: 'Votre place dans la salle est ouverte dans trop de fenêtres.',
    hint: 'Fermez les autres, puis attendez un instant.',
  },
  'too-many-joins': {
    message: 'Trop de personnes entrent en même temps.',
    hint: 'Attendez quelques secondes, puis réessayez.',
  },
  'https-only': {
    message: 'L’adresse de cette salle commence par https://.',
    hint: 'Tapez-la en entier, comme à l’écran.',
  },
  'too-many-tries': {
    message: 'Trop de codes faux ont été essayés.',
    hint: 'Attendez {seconds} s, relisez le code affiché à l’écran, puis réessayez.',
  },

  'wrong-code': {
    message: 'Aucune salle ouverte n’a ce code.',
    hint: 'Un code a six caractères, lettres ou chiffres, comme à l’écran.',
  },
  'wrong-reentry': {
    message: 'Ce code de reprise n’est pas connu.',
    hint: 'Relisez-le, ou demandez-en un nouveau à la personne qui anime.',
  },
  'join-under-way': {
    message: 'Votre entrée est déjà en cours.',
    hint: 'Attendez quelques secondes, puis réessayez.',
  },
  'joined-already': {
    message: 'Vous êtes déjà dans la séance, sur un autre poste.',
    hint: 'Reprenez votre place ici avec votre code de reprise.',
  },
  'moved-elsewhere': {
    message: 'Vous avez continué sur un autre appareil.',
    hint: 'Votre code de reprise vous rend votre place sur celui-ci.',
  },
  'participant-removed': {
    message: 'La personne qui anime a retiré ce pseudonyme de la séance.',
    hint: 'Si c’est une erreur, parlez-lui : elle peut vous faire revenir.',
  },
  'unknown-participant': {
    message: 'Cette place dans la salle n’est plus connue.',
    hint: 'Entrez de nouveau avec le code affiché à l’écran, ou adressez-vous à la personne qui anime.',
  },
  'not-yours': {
    message: 'Ce poste ne répond pas pour cette personne.',
    hint: 'Entrez de nouveau, ou servez-vous de votre code de reprise.',
  },
  'several-sessions': {
    message: 'Ce poste est entré dans plusieurs séances à la fois.',
    hint: 'Rechargez la page, puis choisissez-en une.',
  },
  'room-closed': {
    message: 'Cette salle n’accueille plus personne.',
    hint: 'Adressez-vous à la personne qui anime.',
  },
  'room-full': {
    message: 'La salle est complète.',
    hint: 'Adressez-vous à la personne qui anime.',
  },
  'device-full': {
    message: 'Six personnes partagent déjà ce poste.',
    hint: 'Prenez un autre poste.',
  },
  'simulated-refused': {
    message: 'Les personnes simulées n’entrent que dans une répétition.',
    hint: 'Lancez une répétition.',
  },
  'pseudonym-taken': {
    message: '« {pseudonym} » est déjà pris.',
    hint: 'Choisissez un autre nom.',
  },
  'pseudonym-unknown': {
    message: 'Ce pseudonyme n’est pas dans la liste.',
    hint: 'Choisissez l’un de ceux proposés.',
  },
  'name-empty': {
    message: 'Il manque un nom.',
    hint: 'Écrivez-le comme sur une pièce d’identité.',
  },
  'name-listed': {
    message: 'Quelqu’un de ce nom est déjà sur la liste : {name}.',
    hint: 'Cochez sa ligne ; si deux personnes portent ce nom, ajoutez un second prénom.',
  },
  'attendance-over': {
    message: 'Les présences de cette séance sont effacées.',
    hint: 'Il n’y a plus rien à y ajouter.',
  },
  'name-too-long': {
    message: 'Ce nom a plus de 80 caractères.',
    hint: 'Abrégez-le.',
  },
  'name-unreadable': {
    message: 'Ce nom contient des caractères illisibles.',
    hint: 'Écrivez-le comme sur une pièce d’identité.',
  },
  'no-table': {
    message: 'Pas encore de table.',
    hint: 'La personne qui anime forme les tables.',
  },
  'part-closed': {
    message: 'Cette partie n’est pas ouverte.',
    hint: 'Vos réponses d’avant sont gardées. Suivez l’écran : la personne qui anime ouvre chaque partie.',
  },
  'answer-locked': {
    message: 'Cette réponse est verrouillée.',
    hint: 'Elle ne change plus ; elle est gardée telle quelle.',
  },
  'pen-elsewhere': {
    message: 'Quelqu’un d’autre écrit pour votre table.',
    hint: 'Prenez la main pour écrire ; les autres suivent.',
  },
  'session-closed': {
    message: 'La séance est close.',
    hint: 'Pour effacer vos réponses, écrivez à l’organisme en donnant le pseudonyme indiqué sur votre page.',
  },
  'disk-full': {
    message: 'Le disque est plein : ce que vous venez de faire n’est pas enregistré.',
    hint: 'Prévenez la personne qui anime : c’est son ordinateur qui manque de place. Ce qui était enregistré est intact.',
  },
  'storage-failed': {
    message: 'Le disque a refusé ce que vous venez de faire : ce n’est pas enregistré.',
    hint: 'Recommencez. Si cela échoue encore, prévenez la personne qui anime. Ce qui était enregistré est intact.',
  },
};

export type ErrorWords = typeof errors;

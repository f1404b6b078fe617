/**
 * Refusals that any page may meet, by the key the server gives them: what
 * happened, and the way out. {names} are filled with the error's params.
 */
export const errors = {
  internal: {
    message: 'Quelque chose s’est mal passé dans Estrade.',
    hint: 'Rien de ce qui a été enregistré n’est perdu. Réessayez ; si cela recommence, redémarrez le programme.',
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
  'request-too-large': {
    message: 'Ce que la page envoie est trop volumineux.',
    hint: 'Envoyez-en moins à la fois.',
  },
  'unknown-method': {
    message: 'La page demande ce que ce programme ne sait pas faire.',
    hint: 'Rechargez la page : elle est peut-être d’une autre version.',
  },
  'wrong-host': {
    message: 'Rien n’est servi sous ce nom.',
    hint: 'Tapez l’adresse affichée à l’écran, avec ses chiffres.',
  },
  'wrong-origin': {
    message: 'Cette demande vient de la page d’un autre site.',
    hint: 'Ouvrez l’adresse affichée par Estrade.',
  },
  'wrong-door': {
    message: 'Cela n’est pas servi à cette adresse.',
    hint: 'Ouvrez l’adresse affichée par Estrade.',
  },
  'page-not-found': {
    message: 'Il n’y a rien à cette adresse.',
    hint: 'Vérifiez l’adresse affichée à l’écran.',
  },
  'too-many-requests': {
    message: 'Trop de messages à la fois.',
    hint: 'Attendez une seconde ; ce qui reste est envoyé ensuite.',
  },
  'too-many-joins': {
    message: 'De très nombreuses personnes ont rejoint depuis ce réseau en même temps.',
    hint: 'Attendez quelques secondes, puis réessayez.',
  },
  'document-being-made': {
    message: 'Votre document est déjà en préparation.',
    hint: 'Attendez quelques secondes, puis réessayez.',
  },
  'https-only': {
    message: 'Cette salle est servie en HTTPS.',
    hint: 'Ouvrez l’adresse affichée à l’écran, avec son https.',
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
    hint: 'Si c’est une erreur, parlez-lui : elle peut vous remettre.',
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
    message: 'Ce poste appartient à plusieurs séances à la fois.',
    hint: 'Rechargez la page, puis entrez dans une seule.',
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
    message: 'Les participants simulés n’entrent que dans une répétition.',
    hint: 'Lancez une répétition.',
  },
  'pseudonym-taken': {
    message: '« {pseudonym} » est déjà pris.',
    hint: 'Choisissez un autre nom.',
  },
  'pseudonym-unknown': {
    message: 'Les noms de la salle viennent de la liste.',
    hint: 'Choisissez l’un de ceux proposés.',
  },
  'name-empty': {
    message: 'Il manque un nom.',
    hint: 'Écrivez-le comme sur une pièce d’identité.',
  },
  'name-too-long': {
    message: 'Ce nom a plus de 80 caractères.',
    hint: 'Abrégez-le.',
  },
  'name-unreadable': {
    message: 'Ce nom contient des caractères illisibles.',
    hint: 'Écrivez-le comme sur une pièce d’identité.',
  },
  'unknown-language': {
    message: 'Estrade parle français et anglais.',
    hint: 'Choisissez l’une des deux langues.',
  },
  'no-such-table': {
    message: 'Cette table n’existe pas.',
    hint: 'Choisissez-en une autre.',
  },
  'no-table': {
    message: 'Pas encore de table.',
    hint: 'La personne qui anime forme les tables.',
  },
  'tables-set': {
    message: 'Les tables ne changent plus une fois l’atelier commencé.',
    hint: 'Demandez à la personne qui anime de vous déplacer.',
  },

  'part-closed': {
    message: 'Cette partie n’est pas ouverte.',
    hint: 'Vos réponses d’avant sont gardées. Suivez l’écran : la personne qui anime ouvre chaque partie.',
  },
  'part-unknown': {
    message: 'Cette partie de la séance n’a pas commencé.',
    hint: 'Suivez l’écran.',
  },
  'answer-locked': {
    message: 'Cette réponse est verrouillée.',
    hint: 'Elle ne change plus ; elle est gardée telle quelle.',
  },
  'answer-too-large': {
    message: 'Cette réponse est trop volumineuse.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'answer-unreadable': {
    message: 'Cette réponse est illisible.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'wrong-subject': {
    message: 'On ne répond pas ainsi à cette partie.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'pen-elsewhere': {
    message: 'Quelqu’un d’autre écrit pour votre table.',
    hint: 'Prenez la main pour écrire ; les autres suivent.',
  },
  'list-incomplete': {
    message: 'La liste n’est pas complète.',
    hint: 'Donnez une place à chaque élément, puis verrouillez ; ou choisissez de ne pas répondre.',
  },
  'list-length': {
    message: 'La liste n’a pas une place par élément.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'item-twice': {
    message: 'Un élément est deux fois dans la liste.',
    hint: 'Laissez-le à une seule place.',
  },
  'unknown-pass': {
    message: 'Il n’y a rien à verrouiller ici.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'unknown-item': {
    message: 'Cet élément n’existe pas.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'unknown-option': {
    message: 'Cette possibilité n’existe pas.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'out-of-range': {
    message: 'Cette valeur est hors de ce qui est demandé.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'text-too-long': {
    message: 'Ce texte est trop long : {limit} caractères au plus.',
    hint: 'Abrégez-le.',
  },
  'text-unreadable': {
    message: 'Ce texte contient des caractères illisibles.',
    hint: 'Écrivez-le de nouveau, sans copier de mise en forme.',
  },
  'ballot-unreadable': {
    message: 'Ce vote est illisible.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'too-many-dots': {
    message: 'Chaque personne a {dots} points au plus.',
    hint: 'Retirez des points, puis placez-les de nouveau.',
  },
  'nothing-asked': {
    message: 'Rien n’est demandé dans cette partie.',
    hint: 'Suivez l’écran.',
  },
  'unknown-return-code': {
    message: 'Ce code de retour ne retrouve aucune réponse.',
    hint: 'Vérifiez-le sur votre document. S’il est perdu, continuez sans lui : vous ne perdez rien d’autre.',
  },
  'too-many-codes': {
    message: 'Trop de codes de retour ont été faits pour vous.',
    hint: 'Utilisez le document que vous avez déjà.',
  },
  'no-such-plan': {
    message: 'Ce plan n’existe pas.',
    hint: 'Rechargez la page, puis relisez vos plans.',
  },
  'plan-without-date': {
    message: 'Ce plan n’a pas de date.',
    hint: 'Un rappel a besoin d’un jour : ajoutez-en un à votre plan tant que la partie est ouverte.',
  },
  'session-closed': {
    message: 'La séance est close.',
    hint: 'Pour effacer vos réponses, écrivez à l’organisme en donnant le pseudonyme indiqué sur votre page.',
  },
  'wrong-stage-token': {
    message: 'Ce lien n’ouvre la scène d’aucune séance.',
    hint: 'Ouvrez de nouveau la scène depuis la console.',
  },

  'disk-full': {
    message: 'Le disque est plein : ce que vous venez de faire n’est pas enregistré.',
    hint: 'Libérez de la place sur l’ordinateur de la salle, puis recommencez. Ce qui était enregistré est intact.',
  },
  'disk-read-only': {
    message: 'Estrade n’a pas le droit d’écrire dans son dossier de données.',
    hint: 'Donnez ce droit à votre compte, ou lancez Estrade avec un autre dossier.',
  },
  'storage-unreadable': {
    message: 'Le disque n’a pas rendu ce qui y était enregistré.',
    hint: 'Recommencez ; si cela recommence, vérifiez le disque.',
  },
  'storage-failed': {
    message: 'Le disque a refusé ce que vous venez de faire : ce n’est pas enregistré.',
    hint: 'Recommencez. Si cela échoue encore, vérifiez le disque. Ce qui était enregistré est intact.',
  },
  'storage-closed': {
    message: 'Estrade se ferme et n’enregistre plus rien.',
    hint: 'Relancez Estrade.',
  },
};

export type ErrorWords = typeof errors;

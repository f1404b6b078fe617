/** Refusals that are met once inside, or nearly never: the participants' page fetches them later; see errors.ts. */
export const furtherErrors = {
  'request-too-large': {
    message: 'Ce que la page envoie est trop volumineux.',
    hint: 'Envoyez-en moins à la fois.',
  },
  'unknown-method': {
    message: 'La page demande ce que ce programme ne sait pas faire.',
    hint: 'Rechargez la page : elle est peut-être d’une autre version.',
  },
  'page-not-found': {
    message: 'Il n’y a rien à cette adresse.',
    hint: 'Vérifiez l’adresse affichée à l’écran.',
  },
  'document-being-made': {
    message: 'Votre document est déjà en préparation.',
    hint: 'Attendez quelques secondes, puis réessayez.',
  },
  'unknown-language': {
    message: 'Estrade parle français et anglais.',
    hint: 'Choisissez l’une des deux langues.',
  },
  'no-such-table': {
    message: 'Cette table n’existe pas.',
    hint: 'Choisissez-en une autre.',
  },
  'tables-set': {
    message: 'Les tables ne changent plus une fois l’atelier commencé.',
    hint: 'Demandez à la personne qui anime de vous déplacer.',
  },

  'part-unknown': {
    message: 'Cette partie de la séance n’a pas commencé.',
    hint: 'Suivez l’écran.',
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
    message: 'Cette réponse ne convient pas à cette partie.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'list-incomplete': {
    message: 'La liste n’est pas complète.',
    hint: 'Donnez une place à chaque élément, puis verrouillez ; ou choisissez de ne pas répondre.',
  },
  'list-length': {
    message: 'La liste n’a pas le bon nombre d’éléments.',
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
    message: 'Cette valeur dépasse les limites demandées.',
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
  'wrong-stage-token': {
    message: 'Ce lien n’ouvre la scène d’aucune séance.',
    hint: 'Ouvrez de nouveau la scène depuis la console.',
  },

  'disk-read-only': {
    message: 'Estrade n’a pas le droit d’écrire dans son dossier de données.',
    hint: 'Donnez ce droit à votre compte, ou lancez Estrade avec un autre dossier.',
  },
  'storage-unreadable': {
    message: 'Ce qui était enregistré n’a pas pu être lu sur le disque.',
    hint: 'Recommencez ; si cela recommence, vérifiez le disque.',
  },
  'storage-closed': {
    message: 'Estrade se ferme et n’enregistre plus rien.',
    hint: 'Relancez Estrade.',
  },

  'half-day-ahead': {
    message: 'Cette demi-journée n’a pas commencé.',
    hint: 'Chaque demi-journée se signe pendant qu’elle a lieu.',
  },
  'half-day-over': {
    message: 'Cette demi-journée est terminée.',
    hint: 'La personne qui anime peut la rouvrir pour celles et ceux qui n’ont pas signé.',
  },
  'signed-already': {
    message: 'Cette demi-journée est déjà signée.',
    hint: 'Une fois la demi-journée terminée, la signature ne change plus.',
  },
  'was-not-there': {
    message: 'Cette personne n’était pas là pendant cette demi-journée.',
    hint: 'Vérifiez son heure d’arrivée et son heure de départ.',
  },
  'signing-over': {
    message: 'Il n’est plus possible de signer : les documents sont émis ou la séance est close.',
    hint: 'Une feuille imprimée peut compléter les signatures qui manquent.',
  },
  'signature-empty': {
    message: 'Il n’y a pas encore de signature.',
    hint: 'Tracez-la, ou signez au clavier.',
  },
  'signature-unreadable': {
    message: 'Cette signature n’a pas pu être lue.',
    hint: 'Effacez, puis tracez-la de nouveau, ou signez au clavier.',
  },
  'signature-too-large': {
    message: 'Cette signature a trop de traits.',
    hint: 'Effacez, puis tracez-en une plus simple, ou signez au clavier.',
  },
  'signature-unprintable': {
    message: 'La feuille d’émargement ne sait pas imprimer : {characters}',
    hint: 'Tracez votre signature, ou écrivez votre nom autrement.',
  },
};

export type FurtherErrorWords = typeof furtherErrors;

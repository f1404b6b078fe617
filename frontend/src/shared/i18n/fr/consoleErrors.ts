/** Refusals that only the console meets, by the server's key; see errors.ts. */
export const consoleErrors = {
  'retention-days': {
    message: 'Les réponses ne peuvent pas être conservées autant de jours.',
    hint: 'Indiquez un nombre de jours, de 1 à {most}.',
  },
  'retention-reason': {
    message: 'Conserver les réponses plus longtemps que d’habitude demande un motif.',
    hint: 'Dites pourquoi, ou indiquez {usual} jours au plus.',
  },
  'retention-told': {
    message: 'Les personnes ont lu, avant d’entrer, que leurs réponses seraient effacées plus tôt.',
    hint: 'Indiquez {most} jours au plus.',
  },
  'nature-unknown': {
    message: 'Cette nature d’action n’est pas l’une des quatre de la loi.',
    hint: 'Choisissez-la dans la liste.',
  },
  'console-locked': {
    message: 'Ce navigateur n’a pas ouvert la console.',
    hint: 'Ouvrez l’adresse complète que le programme a affichée à son démarrage.',
  },
  'bad-arguments': {
    message: 'Estrade n’a pas compris la demande de la page.',
    hint: 'Rechargez la page : elle est peut-être d’une autre version.',
  },
  'not-serving': {
    message: 'La console n’est pas encore prête.',
    hint: 'Réessayez dans un instant.',
  },
  'not-here': {
    message: 'Le programme ne peut pas faire cela de la façon dont il a été lancé.',
    hint: 'Utilisez la fenêtre d’Estrade, ou la page dans un navigateur.',
  },
  'session-unknown': {
    message: 'Cette séance n’existe pas, ou plus.',
    hint: 'Revenez à la liste des séances.',
  },
  'session-exists': {
    message: 'Cette séance existe déjà.',
    hint: 'Ouvrez-la depuis la liste des séances.',
  },

  'unknown-workshop': {
    message: 'Cet atelier ne peut pas être animé.',
    hint: 'Choisissez-en un dans la liste.',
  },
  'bad-table-count': {
    message: 'Une séance a de 1 à 64 tables.',
    hint: 'Choisissez un autre nombre.',
  },
  'bad-zone': {
    message: 'Le fuseau horaire « {zone} » n’est pas connu.',
    hint: 'Choisissez-en un autre dans les réglages.',
  },
  'bad-hour': {
    message: 'L’heure « {hour} » est illisible.',
    hint: 'Écrivez-la de cette façon : 9 h 30.',
  },
  'bad-date': {
    message: 'La date « {date} » est illisible.',
    hint: 'Écrivez-la de cette façon : 24/11/2026.',
  },
  'roster-too-long': {
    message: 'La liste de noms est trop longue : {limit} au plus.',
    hint: 'Gardez ceux de cette séance.',
  },
  'roster-line': {
    message: 'Le nom de la ligne {line} ne peut pas servir.',
    hint: 'Écrivez-le comme sur une pièce d’identité, en 80 caractères au plus.',
  },
  'rehearsal-size': {
    message: 'Une répétition compte de 1 à {max} personnes simulées.',
    hint: 'Choisissez un autre nombre.',
  },
  'unknown-temper': {
    message: 'Les personnes simulées ne peuvent pas être « {temper} ».',
    hint: 'Choisissez un autre tempérament.',
  },
  'not-a-rehearsal': {
    message: 'Les personnes simulées ne rejoignent que des répétitions.',
    hint: 'Lancez une répétition.',
  },
  'time-of-clock': {
    message: 'Le temps d’une vraie séance ne se règle pas.',
    hint: 'Lancez une répétition pour l’accélérer.',
  },
  'bad-pace': {
    message: 'Une répétition va au plus dix fois plus vite.',
    hint: 'Choisissez une autre vitesse.',
  },
  'nobody-simulated': {
    message: 'Cette personne n’est pas, ou plus, simulée.',
    hint: 'Choisissez quelqu’un d’autre.',
  },
  'room-not-open': {
    message: 'La salle n’est pas ouverte.',
    hint: 'Ouvrez la salle, puis faites entrer les personnes simulées.',
  },
  'cannot-discard': {
    message: 'Seules une séance préparée ou une répétition peuvent être supprimées ici.',
    hint: 'Clôturez plutôt la séance.',
  },

  'moved-on': {
    message: 'La séance a avancé entre-temps.',
    hint: 'Regardez de nouveau la console, puis décidez.',
  },
  'undo-moved-on': {
    message: 'La séance a avancé : rien n’a été annulé.',
    hint: 'Regardez de nouveau la console, puis décidez.',
  },
  'undo-late': {
    message: 'Il est trop tard pour annuler.',
    hint: 'Les dix secondes sont passées ; refaites à la main ce qu’il faut.',
  },
  'unknown-command': {
    message: 'Estrade ne connaît pas cette commande.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  unfinished: {
    message: 'Des personnes n’ont pas fini : {n}.',
    hint: 'Continuez quand même, ou laissez-leur du temps.',
  },
  'not-open': {
    message: 'La séance n’est pas ouverte.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'no-step': {
    message: 'Aucune étape n’est en cours.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'no-part': {
    message: 'Aucune partie n’est en cours.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'already-open': {
    message: 'La salle est déjà ouverte.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'not-in-lobby': {
    message: 'L’atelier a déjà commencé.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'cannot-open': {
    message: 'Cette partie ne peut pas s’ouvrir maintenant.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'situation-needed': {
    message: 'Il faut d’abord choisir la situation des curseurs.',
    hint: 'Choisissez-la, puis ouvrez la partie.',
  },
  'step-counted': {
    message: 'Les réponses de cette étape sont déjà comptées : il est trop tard pour en ajouter.',
    hint: 'Raccourcissez l’étape, ou passez à la suivante.',
  },
  'agenda-title': {
    message: 'Ce déroulé n’a pas de nom.',
    hint: 'Donnez-lui un nom que vous reconnaîtrez.',
  },
  'agenda-title-taken': {
    message: 'Un autre déroulé porte ce nom.',
    hint: 'Choisissez-en un autre.',
  },
  'agenda-steps': {
    message: 'Un déroulé a de 1 à {max} étapes.',
    hint: 'Ajoutez-en ou retirez-en.',
  },
  'agenda-activity': {
    message: 'L’activité de l’étape {step} n’existe plus.',
    hint: 'Retirez cette étape.',
  },
  'agenda-minutes': {
    message: 'L’étape {step} dure de {min} à {max} minutes.',
    hint: 'Corrigez sa durée.',
  },
  'agenda-too-long': {
    message: 'Un déroulé dure au plus {max} minutes.',
    hint: 'Raccourcissez ou retirez des étapes.',
  },
  'no-card': {
    message: 'Aucune carte n’a été donnée.',
    hint: 'Regardez de nouveau les cartes.',
  },
  'no-such-card': {
    message: 'Cette carte n’existe plus.',
    hint: 'La personne qui l’a écrite l’a peut-être effacée : regardez de nouveau les cartes.',
  },
  'no-cards-now': {
    message: 'Les cartes ne se choisissent pas en ce moment.',
    hint: 'Elles le seront dans une autre partie de l’étape.',
  },
  'cards-fixed': {
    message: 'Le vote porte sur ces cartes : elles ne changent plus.',
    hint: 'Regardez la suite avec le groupe.',
  },
  'unknown-box': {
    message: 'Cette case n’existe pas.',
    hint: 'Choisissez une case de la liste.',
  },
  'text-empty': {
    message: 'Cette carte est vide.',
    hint: 'Écrivez son texte.',
  },
  'cannot-close': {
    message: 'Cette partie n’est pas ouverte.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'cannot-reopen': {
    message: 'Cette partie ne peut pas être rouverte.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'cannot-go-back': {
    message: 'Ce qui a été montré reste montré.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'cannot-advance': {
    message: 'Cette partie n’est pas terminée.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'decision-needed': {
    message: 'Il manque d’abord le choix de la salle.',
    hint: 'Enregistrez-le, puis continuez.',
  },
  'last-part': {
    message: 'C’était la dernière partie de l’étape.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'reveal-apart': {
    message: 'Une révélation se demande exprès.',
    hint: 'Utilisez le bouton Révéler, ou la touche R.',
  },
  'step-not-finished': {
    message: 'Cette étape n’est pas terminée.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'nothing-to-decide': {
    message: 'Il n’y a rien à décider maintenant.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'no-situation': {
    message: 'Cette activité n’a pas de situation à annoncer.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'situation-set': {
    message: 'Les curseurs ont déjà été ouverts pour une autre situation.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'branch-set': {
    message: 'La courbe de référence a déjà été montrée.',
    hint: 'Ce qui a été montré reste montré.',
  },
  'ask-everybody': {
    message: 'Chaque personne qui a répondu doit d’abord donner son accord à voix haute.',
    hint: 'Demandez à chacune, puis confirmez.',
  },
  'unknown-question': {
    message: 'Rien ne peut être montré de cette question.',
    hint: 'Choisissez-en une dans la liste de la console.',
  },
  'stage-frozen': {
    message: 'La scène garde son image : rien de nouveau ne peut y être montré.',
    hint: 'Désactivez « Figer », puis recommencez.',
  },
  'nothing-optional': {
    message: 'Il ne reste aucune partie facultative dans cette étape.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'step-started': {
    message: 'Cette étape a déjà commencé.',
    hint: 'Le grand bouton du bas dit quoi faire ensuite.',
  },
  'unknown-section': {
    message: 'Cette section n’existe pas.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'unknown-step': {
    message: 'Cette étape n’existe pas.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'no-settings': {
    message: 'Aucun réglage de la scène n’a été donné.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'bad-extension': {
    message: 'On ne peut pas ajouter autant de temps.',
    hint: 'Ajoutez-en moins.',
  },
  'no-note': {
    message: 'Aucune observation n’a été donnée.',
    hint: 'Rechargez la page ; ce qui a été enregistré est gardé.',
  },
  'no-such-note': {
    message: 'Cette observation n’existe plus.',
    hint: 'Écrivez-la de nouveau.',
  },
  'no-participant': {
    message: 'Cette personne n’est plus dans la séance.',
    hint: 'Regardez de nouveau la liste.',
  },
  'tables-answered': {
    message: 'Des tables ont déjà répondu ensemble.',
    hint: 'Déplacez les personnes une à une.',
  },
  'link-destroyed': {
    message: 'Le lien entre noms et pseudonymes est détruit.',
    hint: 'Il ne peut pas être rétabli : la séance est close.',
  },

  'session-not-closed': {
    message: 'Jusqu’à la clôture, chaque personne efface elle-même ses réponses.',
    hint: 'Clôturez d’abord la séance, ou laissez la personne le faire sur sa page.',
  },
  'erase-discard': {
    message: 'Une séance préparée ou une répétition ne contient rien qui compte.',
    hint: 'Supprimez-la sur la page des séances.',
  },
  'erase-running': {
    message: 'Cette séance n’est pas close : des personnes répondent peut-être encore.',
    hint: 'Clôturez-la d’abord.',
  },
  'session-erased': {
    message: 'Cette séance a été supprimée.',
    hint: 'Son reçu est sur la page Documents.',
  },
  'receipt-unknown': {
    message: 'Aucune séance supprimée ne correspond.',
    hint: 'Regardez les reçus de la page Documents.',
  },
  'receipt-unwritten': {
    message: 'Le reçu n’a pas pu être écrit.',
    hint: 'Choisissez un autre dossier, ou libérez de la place.',
  },
  'answers-erased': {
    message: 'Les réponses de cette séance sont déjà effacées.',
    hint: 'Il ne reste rien à faire.',
  },
  'no-such-pseudonym': {
    message: 'Personne n’avait ce pseudonyme dans cette séance.',
    hint: 'Vérifiez-le sur le document de la personne, ainsi que la séance.',
  },
  'details-printed': {
    message: 'Des documents émis portent déjà ces mentions.',
    hint: 'Elles se corrigent avant l’émission des documents.',
  },
  'not-closing': {
    message: 'La séance n’est pas en cours de clôture.',
    hint: 'Commencez d’abord la clôture.',
  },
  'attendance-unconfirmed': {
    message: 'Les présences doivent d’abord être confirmées.',
    hint: 'Confirmez-les, puis émettez les documents.',
  },
  'documents-issued': {
    message: 'Des documents ont été émis : la salle reste fermée.',
    hint: 'Terminez la clôture.',
  },
  'no-such-attendance': {
    message: 'Cette personne n’est plus sur la liste de présence.',
    hint: 'Regardez de nouveau la liste.',
  },
  'left-before-arrival': {
    message: '{name} partirait avant d’arriver.',
    hint: 'Vérifiez les deux heures.',
  },
  'name-unprintable': {
    message: 'Le nom « {name} » contient des caractères que les documents ne peuvent pas imprimer : {characters}',
    hint: 'Corrigez-le dans la liste de présence, puis émettez de nouveau les documents.',
  },
  'text-unprintable': {
    message: 'Le texte « {text} » contient des caractères que les documents ne peuvent pas imprimer : {characters}',
    hint: 'Corrigez-le, puis refaites les documents.',
  },
  'number-taken': {
    message: 'Le numéro {number} appartient à un document d’une autre séance.',
    hint: 'Émettez de nouveau les documents.',
  },
  'documents-outdated': {
    message: 'Des documents ont été émis avant une correction des présences ({n}).',
    hint: 'Dites si de nouveaux documents les remplacent, ou s’ils restent tels quels.',
  },
  'issuing-stopped': {
    message: 'L’émission a été arrêtée : rien n’a été écrit.',
    hint: 'Émettez les documents quand vous le souhaitez.',
  },
  'reason-missing': {
    message: 'Il faut une raison pour révoquer un document.',
    hint: 'Dites pourquoi, en quelques mots.',
  },
  'document-unknown': {
    message: 'Aucun document {number} n’a été émis ici.',
    hint: 'Consultez le registre.',
  },
  'document-not-valid': {
    message: 'Le document {number} n’est plus valable.',
    hint: 'Consultez le registre.',
  },
  'document-frozen': {
    message: 'Le document {number} a déjà été émis : il ne change plus.',
    hint: 'Émettez-en un nouveau, qui le remplace.',
  },
  'encryption-unclear': {
    message: 'La copie chiffrée demande une phrase secrète, ou la clé publique de qui la lira.',
    hint: 'Donnez l’une des deux.',
  },
  'passphrase-short': {
    message: 'La phrase secrète est trop courte.',
    hint: 'Prenez au moins {n} caractères, ou celle qui est proposée.',
  },
  'recipient-invalid': {
    message: '« {recipient} » n’est pas une clé publique de destinataire.',
    hint: 'Elle commence par age1 : redemandez-la à qui lira la copie.',
  },
  'archive-missing': {
    message: 'Il n’y a rien à cet endroit : {path}.',
    hint: 'Vérifiez le nom.',
  },
  'archive-unreadable': {
    message: 'L’archive ne se lit pas, ou pas jusqu’au bout.',
    hint: 'Vérifiez que votre compte a le droit de la lire, et le disque où elle est.',
  },
  'archive-unknown': {
    message: 'Ce n’est pas une archive d’Estrade : sa liste de fichiers (manifest.json) manque ou ne se lit pas.',
    hint: 'Nommez le dossier d’une séance, ou son ZIP.',
  },
  'export-disk-full': {
    message: 'Le disque est plein : aucun document n’a été écrit.',
    hint: 'Libérez de la place ou choisissez un autre dossier, puis émettez de nouveau les documents.',
  },
  'export-folder-denied': {
    message: 'Le dossier {folder} manque, ou Estrade n’a pas le droit d’y écrire : aucun document n’a été écrit.',
    hint: 'Choisissez un autre dossier, puis émettez de nouveau les documents.',
  },
  'export-failed': {
    message: 'Les documents n’ont pas pu être écrits ; aucun ne l’a été.',
    hint: 'Choisissez un autre dossier, puis émettez de nouveau les documents.',
  },
  'folder-not-found': {
    message: 'Le dossier {path} n’est pas là, ou plus.',
    hint: 'Cherchez où il a été déplacé.',
  },
  'cannot-open-folder': {
    message: 'Cet ordinateur ne sait pas montrer le dossier {folder} de lui-même.',
    hint: 'Ouvrez-le à la main.',
  },

  'setting-missing': {
    message: 'Un réglage obligatoire n’est pas rempli.',
    hint: 'Remplissez-le tel que les documents doivent l’imprimer.',
  },
  'setting-invalid': {
    message: 'Un réglage ne peut pas être enregistré tel quel.',
    hint: 'Corrigez-le : texte lisible et court, dossier donné en entier, fuseau et langue de la liste.',
  },
  'logo-too-large': {
    message: 'Cette image est trop lourde.',
    hint: 'Choisissez une image de {megabytes} Mo au plus.',
  },
  'logo-invalid': {
    message: 'Ce fichier n’est pas une image PNG ou JPEG qu’Estrade sache lire.',
    hint: 'Choisissez un fichier PNG ou JPEG, ou passez-vous d’image.',
  },

  'wording-unknown-kind': {
    message: 'Le texte de ce document ne se change pas.',
    hint: 'Choisissez un document de la liste.',
  },
  'wording-unknown-field': {
    message: 'Ce document n’a pas cette phrase.',
    hint: 'Rechargez la page : elle est peut-être d’une autre version.',
  },
  'wording-placeholder': {
    message: '{placeholder} ne correspond à rien ici.',
    hint: 'Vous pouvez utiliser : {known}.',
  },
  'wording-brace': {
    message: 'Une accolade n’est pas fermée, ou pas ouverte.',
    hint: 'Écrivez par exemple : {example}.',
  },
  'wording-empty': {
    message: 'Cette phrase ne peut pas rester vide.',
    hint: 'Écrivez-la, ou revenez au texte d’origine.',
  },
  'wording-too-long': {
    message: 'Ce texte est trop long.',
    hint: 'Gardez {limit} caractères au plus.',
  },
  'wording-unprintable': {
    message: 'Les documents ne peuvent pas imprimer : {characters}',
    hint: 'Écrivez-le autrement.',
  },
  'wording-refused': {
    message: 'Un document d’Estrade n’écrit pas « {word} ».',
    hint: 'Il atteste une participation : ni diplôme, ni marque de certification, ni jugement sur une personne.',
  },
  'wording-whole': {
    message: 'Cette phrase est pour qui a suivi une partie : elle ne peut pas dire « {word} ».',
    hint: 'Écrivez-la autrement.',
  },
  'specimen-unwritten': {
    message: 'L’exemple n’a pas pu être écrit dans {folder}.',
    hint: 'Vérifiez que ce dossier existe et que vous pouvez y écrire.',
  },

  'room-address': {
    message: 'L’adresse de salle « {address} » n’est pas comprise.',
    hint: 'Donnez une adresse suivie de « : » et d’un nombre, par exemple 192.168.1.20:7420.',
  },
  'certificate-unreadable': {
    message: 'Le certificat ou sa clé ne se lisent pas.',
    hint: 'Demandez au service informatique deux textes : l’un commence par -----BEGIN CERTIFICATE-----, l’autre par -----BEGIN PRIVATE KEY-----.',
  },
  'certificate-key-locked': {
    message: 'La clé privée est verrouillée par un mot de passe.',
    hint: 'Demandez au service informatique la même clé sans mot de passe (openssl pkey -in key.pem -out open.pem).',
  },
  'certificate-key-mismatch': {
    message: 'Cette clé privée n’est pas celle de ce certificat.',
    hint: 'Donnez la clé avec laquelle le certificat a été demandé ; le service informatique l’a gardée.',
  },
  'certificate-expired': {
    message: 'Ce certificat n’est plus valable depuis le {date}.',
    hint: 'Demandez-en un nouveau.',
  },
  'certificate-not-yet': {
    message: 'Ce certificat ne sera valable qu’à partir du {date}.',
    hint: 'Vérifiez la date de cet ordinateur, ou attendez.',
  },
  'certificate-not-server': {
    message: 'Ce certificat n’est pas fait pour chiffrer une salle.',
    hint: 'Demandez au service informatique un certificat pour l’authentification d’un serveur (TLS).',
  },
  'certificate-without-name': {
    message: 'Ce certificat ne porte aucun nom ni adresse : les navigateurs le refusent.',
    hint: 'Demandez au service informatique un certificat qui porte le nom ou l’adresse de la salle (« subject alternative name »).',
  },
  'certificate-file': {
    message: 'Le fichier {path} ne se lit pas.',
    hint: 'Donnez son chemin complet, ou collez son texte.',
  },
  'certificate-fixed': {
    message: 'Le certificat de la salle est donné sur la ligne de commande.',
    hint: 'Démarrez sans --tls-cert ni --tls-key pour le choisir ici.',
  },
  'certificate-other-address': {
    message: 'Ce certificat vaut pour d’autres adresses que celle de la salle : les navigateurs avertiront.',
    hint: 'Choisissez une adresse qu’il nomme, ou un certificat qui porte un nom.',
  },

  'seal-keys-lost': {
    message: 'Les clés qui signent vos documents ne sont pas là.',
    hint: 'Remettez le dossier « keys » de là où vous le gardez, ou créez de nouvelles clés dans les réglages.',
  },
  'seal-import-lost': {
    message: 'Le certificat importé ne se lit plus.',
    hint: 'Remettez le dossier « keys », ou retirez le certificat dans les réglages et importez-le de nouveau.',
  },
  'seal-not-read': {
    message: 'Estrade ne peut pas lire les certificats et les clés publiques de son dossier de données.',
    hint: 'Vérifiez que votre compte peut lire son dossier « seal », ou remettez ce dossier de là où vous le gardez.',
  },
  'seal-not-kept': {
    message: 'Estrade ne peut pas garder ses certificats et ses clés publiques dans son dossier de données.',
    hint: 'Libérez de la place, ou donnez à votre compte le droit d’y écrire.',
  },
  'seal-text-reserved': {
    message: 'Ces données commencent comme un texte qu’Estrade est seul à signer.',
    hint: 'Signez d’autres données.',
  },
  'seal-password': {
    message: 'Ce n’est pas le mot de passe de ce fichier.',
    hint: 'Tapez-le de nouveau, tel qu’il a été donné avec le fichier.',
  },
  'seal-encoding': {
    message: 'Ce fichier est protégé d’une façon qu’Estrade ne lit pas.',
    hint: 'Demandez à qui vous l’a donné de l’exporter de nouveau, en AES-256 et SHA-256.',
  },
  'seal-no-private-key': {
    message: 'Ce fichier contient des certificats, mais pas de clé privée.',
    hint: 'Exportez de nouveau le certificat, avec sa clé privée.',
  },
  'seal-file': {
    message: 'Ce fichier n’est pas un fichier .p12 ou .pfx.',
    hint: 'Choisissez le fichier qui contient le certificat de l’organisme et sa clé privée.',
  },
  'seal-weak': {
    message: 'Cette clé est trop courte pour signer ({bits} bits).',
    hint: 'Demandez à l’autorité une clé d’au moins 2 048 bits.',
  },
  'seal-key-kind': {
    message: 'Une clé de cette sorte ne peut pas signer de documents.',
    hint: 'Demandez à l’autorité une clé RSA, ou une clé sur la courbe P-256, P-384 ou P-521.',
  },
  'seal-mismatch': {
    message: 'La clé de ce fichier n’est pas celle de son certificat.',
    hint: 'Exportez la clé avec son propre certificat.',
  },
  'seal-expired': {
    message: 'Le certificat qui signe vos documents a expiré le {date}.',
    hint: 'Importez-en un nouveau dans les réglages, ou retirez-y celui-ci.',
  },
  'seal-not-yet': {
    message: 'Ce certificat n’est pas valable avant le {date}.',
    hint: 'Vérifiez la date de cet ordinateur, ou attendez.',
  },
  'seal-not-for-signing': {
    message: 'Ce certificat n’est pas fait pour signer.',
    hint: 'Demandez un certificat de cachet ou de signature électronique.',
  },
  'seal-key-file': {
    message: 'Ce fichier ne contient pas la clé publique d’un organisme.',
    hint: 'Demandez le fichier que son Estrade exporte dans les réglages : estrade-key.json.',
  },
  'seal-key-file-changed': {
    message: 'Ce fichier a été modifié depuis son export : sa signature ne correspond pas.',
    hint: 'Demandez de nouveau son fichier à l’organisme.',
  },
  'seal-not-trusted': {
    message: 'Cet organisme n’est plus dans la liste.',
    hint: 'Rechargez la page.',
  },
  'seal-not-pdf': {
    message: 'Ce fichier n’est pas un PDF.',
    hint: 'Choisissez un document PDF.',
  },
  'seal-pdf-form': {
    message: 'Ce PDF ne peut pas être signé : ce n’est pas un document qu’Estrade vient de faire.',
    hint: 'Signez le document tel qu’il a été fait.',
  },
  'seal-export': {
    message: 'La clé publique n’a pas pu être écrite dans {path}.',
    hint: 'Choisissez un autre dossier.',
  },
  'seal-statement': {
    message: 'Ce texte n’est pas celui du code QR d’un document.',
    hint: 'Scannez de nouveau le code et collez tout son texte, jusqu’à la dernière ligne.',
  },
  'seal-statement-fields': {
    message: 'Le code QR d’un document demande sa sorte, son numéro, son titre, sa date, l’organisme et son code.',
    hint: 'Donnez le nom de l’organisme dans les réglages.',
  },
  'no-network': {
    message: 'Cet ordinateur n’est sur aucun réseau : lui seul atteint la salle.',
    hint: 'Rejoignez le Wi-Fi de la salle ou ouvrez le point d’accès de cet ordinateur, puis choisissez de nouveau l’adresse.',
  },
  'no-such-address': {
    message: 'Cet ordinateur n’a plus l’adresse {host}.',
    hint: 'Vérifiez qu’il est sur le réseau de la salle, puis choisissez de nouveau son adresse.',
  },
  'no-free-port': {
    message: 'La salle ne peut pas s’ouvrir : sur cet ordinateur, tous les numéros à partir de {port} sont pris.',
    hint: 'Fermez les autres programmes, puis réessayez ; si rien ne change, redémarrez l’ordinateur.',
  },
  'bad-port': {
    message: 'La salle ne peut pas s’ouvrir sous le numéro {port}.',
    hint: 'Choisissez un nombre de 1024 à 65535.',
  },
  'stage-window': {
    message: 'La fenêtre de la scène ne s’ouvre pas.',
    hint: 'Ouvrez plutôt la scène dans le navigateur.',
  },
  'stage-window-busy': {
    message: 'Une fenêtre de scène d’une séance précédente est encore ouverte.',
    hint: 'Fermez-la, puis ouvrez de nouveau la scène.',
  },

  // On the trainer's own computer: nobody else to tell, and no Wi-Fi between the page and the program.
  internal: {
    message: 'Quelque chose s’est mal passé dans Estrade.',
    hint: 'Rien de ce qui a été enregistré n’est perdu. Réessayez ; si cela recommence, fermez Estrade et rouvrez-le.',
  },
  'disk-full': {
    message: 'Le disque est plein : ce que vous venez de faire n’est pas enregistré.',
    hint: 'Libérez de la place sur cet ordinateur, puis recommencez. Ce qui était enregistré est intact.',
  },
  'storage-failed': {
    message: 'Le disque a refusé ce que vous venez de faire : ce n’est pas enregistré.',
    hint: 'Recommencez. Si cela échoue encore, vérifiez le disque. Ce qui était enregistré est intact.',
  },
  unreachable: {
    message: 'Estrade ne répond pas.',
    hint: 'Réessayez dans un instant. Si rien ne change, fermez Estrade et rouvrez-le : ce qui était enregistré est gardé.',
  },
  'keys-unreachable': {
    message: 'Le coffre à mots de passe de l’ordinateur, qui garde les clés de vos séances, ne répond pas.',
    hint: 'Déverrouillez ce coffre (trousseau), puis réessayez.',
  },
  'keys-not-kept': {
    message: 'Estrade ne peut pas garder les clés de vos séances dans son dossier de données.',
    hint: 'Libérez de la place, ou donnez à votre compte le droit d’y écrire.',
  },
  'keys-missing': {
    message: 'Une séance ne peut pas être gardée sans ses clés.',
    hint: 'Préparez de nouveau la séance.',
  },
  'key-damaged': {
    message: 'La clé d’une séance est illisible.',
    hint: 'Remettez le dossier « keys » depuis votre copie.',
  },
  'key-destroyed': {
    message: 'Ces données ont été effacées : leur clé est détruite.',
    hint: 'Ce qui est effacé ne peut pas être rétabli.',
  },
  'key-not-destroyed': {
    message: 'La clé de cette séance n’a pas pu être détruite : ce qu’elle protège n’est pas encore effacé.',
    hint: 'Déverrouillez le coffre à mots de passe de l’ordinateur et vérifiez que le dossier de données accepte l’écriture, puis effacez de nouveau.',
  },
  'value-damaged': {
    message: 'Une donnée enregistrée a été modifiée hors d’Estrade et ne se lit plus.',
    hint: 'Remettez une sauvegarde du dossier de données.',
  },
  'in-rescue': {
    message: 'Le fichier des séances est abîmé : Estrade n’y change rien.',
    hint: 'La première page de la console dit ce qui peut être fait.',
  },
  'no-rescue': {
    message: 'Le fichier des séances n’est pas, ou plus, abîmé.',
    hint: 'Rechargez la page.',
  },
  'not-sound': {
    message: 'Ce qui reste du fichier des séances n’est pas assez sain pour continuer.',
    hint: 'Restaurez une sauvegarde.',
  },
  'no-such-backup': {
    message: 'Cette sauvegarde n’est plus là.',
    hint: 'Choisissez-en une autre.',
  },
  'backup-damaged': {
    message: 'Cette sauvegarde est abîmée elle aussi.',
    hint: 'Choisissez-en une autre.',
  },
  'backup-no-space': {
    message: 'Le disque n’a plus la place d’une sauvegarde des séances.',
    hint: 'Libérez de la place. La séance continue.',
  },
  'keys-lost': {
    message: 'Les clés des séances ne sont pas là.',
    hint: 'Remettez le dossier « keys », puis réessayez.',
  },
  'database-damaged': {
    message: 'Le fichier des séances est endommagé, ou n’est pas un fichier d’Estrade.',
    hint: 'La première page de la console propose de restaurer une sauvegarde.',
  },
  'no-half-day': {
    message: 'Il n’y a pas eu de formation pendant cette demi-journée.',
    hint: 'Regardez de nouveau la liste.',
  },
  'half-day-running': {
    message: 'Cette demi-journée est en cours : tout le monde peut signer.',
    hint: 'Rien n’est à rouvrir.',
  },
  'hands-not-open': {
    message: 'Les mains levées se saisissent pendant que le vote est ouvert.',
    hint: 'Rouvrez le vote s’il n’a rien été montré, puis saisissez les nombres.',
  },
  'hands-unknown': {
    message: 'Les mains levées ne se comptent pas pour cette question.',
    hint: 'Regardez où en est la séance, puis recommencez.',
  },
  'bad-count': {
    message: 'Ce n’est pas un nombre valable.',
    hint: 'Écrivez un nombre entier, de 0 à {limit}.',
  },
  'no-handouts': {
    message: 'Ce déroulé ne pose aucune question : il n’y a aucune feuille à imprimer.',
    hint: 'Choisissez un déroulé qui a au moins une activité.',
  },
  'sheet-unwritten': {
    message: 'La feuille n’a pas pu être enregistrée : {path}',
    hint: 'Choisissez un autre dossier, ou libérez de la place.',
  },
};

export type ConsoleErrorWords = typeof consoleErrors;

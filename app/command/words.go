package command

import "strings"

// words are what an error says and the way out of it.
type words struct{ message, hint string }

// french are the French words of errors that can happen where no page is there
// to say them. {name} is filled from the error.
var french = map[string]words{
	"internal": {
		"Quelque chose s’est mal passé dans Estrade.",
		"Rien de ce qui a été enregistré n’est perdu. Réessayez ; si cela recommence, redémarrez le programme.",
	},
	"data-folder-unknown": {
		"Cet ordinateur ne dit pas où les programmes rangent leurs données.",
		"Nommez un dossier avec --data ou dans ESTRADE_DATA.",
	},
	"data-folder-busy": {
		"Estrade est déjà ouvert sur le dossier {folder}.",
		"Utilisez la fenêtre qui est ouverte, ou nommez un autre dossier avec --data.",
	},
	"data-folder-unwritable": {
		"Estrade ne peut pas écrire dans son dossier de données {folder}.",
		"Libérez de la place ou autorisez l’écriture, ou nommez un autre dossier avec --data.",
	},
	"document-unknown": {
		"Aucun document {number} n’a été émis ici.",
		"Consultez le registre.",
	},
	"document-frozen": {
		"Le document {number} a déjà été émis : il ne change plus.",
		"Émettez-en un nouveau, qui le remplace.",
	},
	"archive-missing": {
		"Il n’y a rien à cet endroit : {path}.",
		"Vérifiez le nom.",
	},
	"archive-unreadable": {
		"L’archive ne se lit pas, ou pas jusqu’au bout.",
		"Vérifiez que votre compte a le droit de la lire, et le disque où elle est.",
	},
	"archive-unknown": {
		"Ce n’est pas une archive d’Estrade : sa liste de fichiers (manifest.json) manque ou ne se lit pas.",
		"Nommez le dossier d’une séance, ou son ZIP.",
	},
	"export-out-missing": {
		"Rien ne dit où écrire l’archive.",
		"Nommez un dossier avec --out.",
	},
	"export-rescue": {
		"La base de données est abîmée : rien n’en est exporté.",
		"Ouvrez Estrade : il dit ce qui peut être fait.",
	},
	"erase-unconfirmed": {
		"Rien n’est supprimé : une suppression est définitive.",
		"Si c’est bien cette séance, relancez avec --yes.",
	},
	"erase-discard": {
		"Un brouillon ou une répétition ne contient rien qui compte.",
		"Jetez-le sur la page des séances.",
	},
	"erase-running": {
		"Cette séance n’est pas close : des personnes répondent peut-être encore.",
		"Clôturez-la d’abord.",
	},
	"erase-rescue": {
		"La base de données est abîmée : rien n’y est supprimé.",
		"Ouvrez Estrade : il dit ce qui peut être fait.",
	},
	"receipt-unwritten": {
		"Le reçu n’a pas pu être écrit.",
		"Choisissez un autre dossier, ou libérez de la place.",
	},
	"export-session-unknown": {
		"Nommez une séance avec --session.",
		"Celles-ci sont là.",
	},
	"export-disk-full": {
		"Le disque est plein : aucun document n’a été écrit.",
		"Libérez de la place ou choisissez un autre dossier.",
	},
	"export-folder-denied": {
		"Le dossier {folder} manque, ou Estrade n’a pas le droit d’y écrire : aucun document n’a été écrit.",
		"Choisissez un autre dossier.",
	},
	"export-failed": {
		"Les documents n’ont pas pu être écrits dans {folder} ; aucun ne l’a été.",
		"Choisissez un autre dossier.",
	},
	"attendance-unconfirmed": {
		"Les présences ne sont pas confirmées.",
		"Confirmez-les dans la console.",
	},
	"not-closing": {
		"La séance n’est pas en clôture.",
		"Clôturez-la dans la console.",
	},
	"encryption-unclear": {
		"La copie chiffrée demande une phrase secrète, ou la clé publique de qui la lira.",
		"Donnez l’une des deux.",
	},
	"passphrase-short": {
		"La phrase secrète est trop courte.",
		"Prenez au moins {n} caractères.",
	},
	"recipient-invalid": {
		"« {recipient} » n’est pas une clé publique age.",
		"Elle commence par age1.",
	},
	"console-port-taken": {
		"Un autre programme occupe l’adresse {address} demandée pour la console.",
		"Retirez --addr : un port libre est trouvé.",
	},
	"console-address": {
		"La console n’est servie que sur cet ordinateur, pas sur {address}.",
		"Donnez une adresse comme 127.0.0.1:0.",
	},
	"room-address": {
		"L’adresse {address} donnée pour la salle n’est pas comprise.",
		"Donnez une adresse et un port, par exemple 192.168.1.20:7420.",
	},
	"no-such-address": {
		"Cet ordinateur n’a plus l’adresse {host}.",
		"Vérifiez qu’il est sur le réseau de la salle, puis choisissez de nouveau son adresse.",
	},
	"no-free-port": {
		"Aucun port n’est libre à partir de {port}.",
		"Fermez d’autres programmes qui servent sur cet ordinateur, puis réessayez.",
	},
	"bad-port": {
		"{port} n’est pas un port.",
		"Choisissez un port de 1024 à 65535.",
	},
	"certificate-unreadable": {
		"Le certificat ou sa clé ne se lisent pas.",
		"Donnez les deux au format PEM : -----BEGIN CERTIFICATE----- et -----BEGIN PRIVATE KEY-----.",
	},
	"certificate-key-locked": {
		"La clé privée est verrouillée par un mot de passe.",
		"Retirez d’abord le mot de passe, par exemple avec : openssl pkey -in key.pem -out open.pem",
	},
	"certificate-key-mismatch": {
		"Cette clé privée n’est pas celle de ce certificat.",
		"Donnez la clé avec laquelle le certificat a été demandé.",
	},
	"certificate-expired": {
		"Ce certificat n’est plus valable depuis le {date}.",
		"Demandez-en un nouveau.",
	},
	"certificate-not-yet": {
		"Ce certificat ne sera valable qu’à partir du {date}.",
		"Vérifiez la date de cet ordinateur, ou attendez.",
	},
	"certificate-not-server": {
		"Ce certificat n’est pas celui d’un serveur.",
		"Demandez-en un pour l’authentification d’un serveur.",
	},
	"certificate-without-name": {
		"Ce certificat ne nomme aucun hôte : les navigateurs le refusent.",
		"Demandez-en un qui porte le nom ou l’adresse de la salle (« subject alternative name »).",
	},
	"certificate-file": {
		"Le fichier {path} ne se lit pas.",
		"Donnez son chemin complet, ou collez son texte.",
	},
	"certificate-fixed": {
		"Le certificat de la salle est donné sur la ligne de commande.",
		"Démarrez sans --tls-cert ni --tls-key pour le choisir ici.",
	},
	"certificate-other-address": {
		"Ce certificat vaut pour d’autres adresses que celle de la salle : les navigateurs avertiront.",
		"Choisissez une adresse qu’il nomme, ou un certificat qui porte un nom.",
	},
	"disk-full": {
		"Le disque est plein : ce que vous venez de faire n’a pas été enregistré.",
		"Libérez de la place, puis recommencez. Tout ce qui avait été enregistré est intact.",
	},
	"disk-read-only": {
		"Estrade n’a pas le droit d’écrire dans son dossier de données.",
		"Donnez à votre compte le droit d’y écrire, ou démarrez Estrade avec un autre dossier.",
	},
	"database-damaged": {
		"La base de données d’Estrade est abîmée, ou n’en est pas une.",
		"Remettez une sauvegarde du dossier de données.",
	},
	"backup-no-space": {
		"Le disque n’a plus la place d’une sauvegarde de la base de données.",
		"Libérez de la place. La séance continue.",
	},
	"backup-damaged": {
		"Cette sauvegarde est abîmée elle aussi.",
		"Choisissez-en une autre.",
	},
	"no-such-backup": {
		"Cette sauvegarde n’est plus là.",
		"Choisissez-en une autre.",
	},
	"no-rescue": {
		"La base de données n’est pas, ou plus, abîmée.",
		"Rechargez la page.",
	},
	"not-sound": {
		"Ce qui reste de la base de données n’est pas assez sain pour continuer.",
		"Restaurez une sauvegarde.",
	},
	"keys-lost": {
		"Les clés des séances ne sont pas là.",
		"Remettez le dossier « keys », puis réessayez.",
	},
	"database-newer": {
		"Le dossier de données a été écrit par une version plus récente d’Estrade (schéma {found} ; cette version connaît {known}).",
		"Installez la dernière version d’Estrade, ou démarrez celle-ci avec un autre dossier de données.",
	},
	"database-unknown": {
		"Le dossier de données a été écrit par une autre édition d’Estrade (l’étape {step} du schéma diffère).",
		"Démarrez Estrade avec un autre dossier de données.",
	},
	"storage-failed": {
		"Le disque a refusé ce que vous venez de faire : ce n’est pas enregistré.",
		"Recommencez. Si cela échoue encore, vérifiez le disque. Tout ce qui avait été enregistré est intact.",
	},
	"storage-unreadable": {
		"Le disque n’a pas rendu ce qui y était enregistré.",
		"Réessayez. Si cela échoue encore, vérifiez le disque.",
	},
	"storage-closed": {
		"Estrade se ferme et n’enregistre plus rien.",
		"Redémarrez Estrade.",
	},
	"keys-choice": {
		"ESTRADE_KEYS vaut « {value} » ; ce peut être file, keyring, ou rien.",
		"Corrigez la variable, ou retirez-la.",
	},
	"keys-not-kept": {
		"Estrade ne peut pas garder les clés de vos séances dans son dossier de données.",
		"Libérez de la place, ou donnez à votre compte le droit d’y écrire.",
	},
	"keys-unreachable": {
		"Le trousseau qui garde les clés de vos séances ne répond pas.",
		"Déverrouillez le trousseau de votre ordinateur, puis réessayez.",
	},
	"key-damaged": {
		"La clé d’une séance ne peut pas être lue.",
		"Remettez le dossier « keys » de là où vous le gardez.",
	},
	"demo-out-missing": {
		"Il manque le dossier où écrire les documents.",
		"Nommez un dossier avec --out.",
	},
	"demo-size": {
		"Une démonstration compte 1 à {max} participants, pas {n}.",
		"Choisissez un autre nombre avec --participants.",
	},
	"demo-language": {
		"Estrade ne parle pas « {language} ».",
		"Choisissez --lang fr ou --lang en.",
	},
	"demo-workshop": {
		"Il n’y a pas d’atelier « {workshop} » qui puisse être joué.",
		"Choisissez avec --workshop l’un de ceux-ci : {known}.",
	},
	"demo-folder-denied": {
		"Estrade ne peut pas écrire dans le dossier {folder}.",
		"Nommez un autre dossier avec --out, ou autorisez l’écriture.",
	},
	"demo-checks-failed": {
		"L’atelier a été joué, et ce qu’il en reste n’est pas juste.",
		"Signalez-le avec le fichier session.json.",
	},
	"seal-not-read": {
		"Estrade ne peut pas lire les certificats et les clés publiques de son dossier de données.",
		"Vérifiez que votre compte peut lire son dossier « seal », ou remettez ce dossier de là où vous le gardez.",
	},
	"seal-key-file": {
		"Ce fichier ne contient pas la clé publique d’un organisme.",
		"Demandez le fichier que son Estrade exporte dans les réglages : estrade-key.json.",
	},
	"seal-key-file-changed": {
		"Ce fichier a été modifié depuis son export : sa signature ne correspond pas.",
		"Demandez de nouveau son fichier à l’organisme.",
	},
	"seal-not-pdf": {
		"Ce fichier n’est pas un PDF.",
		"Choisissez un document PDF.",
	},
	"seal-statement": {
		"Ce texte n’est pas celui du code QR d’un document.",
		"Scannez de nouveau le code et collez tout son texte, jusqu’à la dernière ligne.",
	},
	"verify-too-large": {
		"Ce fichier est trop gros.",
		"Nommez un document de 256 Mo au plus.",
	},
	"verify-missing": {
		"Il n’y a pas de fichier {path}.",
		"Vérifiez son nom.",
	},
	"verify-unreadable": {
		"Le fichier {path} ne se lit pas.",
		"Vérifiez que votre compte a le droit de le lire.",
	},
	"not-authentic": {
		"Un document n’est pas authentique.",
		"Demandez le document à qui l’a émis.",
	},
	"document-withdrawn": {
		"Un document est authentique, et a été révoqué ou remplacé.",
		"Demandez celui qui est valable.",
	},
	"archive-outdated": {
		"Des documents d’une archive ont été révoqués ou remplacés depuis qu’elle a été écrite.",
		"Écrivez de nouveau l’archive de la séance.",
	},
	"unknown-issuer": {
		"Un document est d’un émetteur que cet ordinateur ne connaît pas.",
		"Comparez l’empreinte avec celle de l’émetteur, ou donnez son fichier de clé avec --key.",
	},
	"verify-nothing": {
		"Ce n’est ni un PDF ni le texte d’un code QR.",
		"Nommez un document.",
	},
	"pack-folder-missing": {
		"Il n’y a pas de dossier {folder}.",
		"Donnez le dossier qui contient pack.yaml.",
	},
}

// fill replaces {name} by the error's value of that name.
func fill(text string, params map[string]string) string {
	for name, value := range params {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

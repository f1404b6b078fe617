import { plural } from '../../plural';

const sessions = (n: number) => `${n} ${plural('fr', n, { one: 'séance', other: 'séances' })}`;

/** When the database is damaged. */
export const rescue = {
  title: 'Le fichier des séances est abîmé',
  titleMissing: 'Le fichier des séances a disparu',
  titleKeys: 'Les clés des séances ont disparu',
  why: {
    damaged:
      'Estrade ne peut plus relire une partie du fichier où tout est enregistré. C’est le plus souvent un disque qui faiblit, ou un ordinateur éteint brutalement.',
    missing: 'Le fichier où tout est enregistré a disparu, ou il est vide.',
    log: 'Les dernières modifications ne se relisent pas toutes. Tout ce qui les précède est intact.',
    keys: 'Sans elles, noms et réponses ne se déchiffrent plus : ils paraîtraient effacés. Le fichier des séances, lui, est intact.',
  },
  promises: ['Rien n’est modifié dans les fichiers abîmés.', 'Aucune salle n’est ouverte.', 'Rien ne quitte cet ordinateur.'],
  backups: 'Sauvegardes automatiques',
  backupsHelp:
    'Les séances qui se lisent encore en entier sont reprises avec ce qui y a été fait depuis la sauvegarde. Les fichiers abîmés sont mis de côté, jamais supprimés.',
  noBackups: 'Aucune sauvegarde automatique n’a été trouvée.',
  holds: (n: number, people: number, answers: number, written: (n: number) => string) =>
    `${sessions(n)}, ${written(people)} ${plural('fr', people, { one: 'personne', other: 'personnes' })}, ${written(answers)} ${plural('fr', answers, { one: 'réponse', other: 'réponses' })}`,
  unknownContents: 'contenu non décrit',
  restore: 'Restaurer',
  restoreOf: (when: string) => `Restaurer la sauvegarde du ${when}`,
  restoreTitle: (when: string) => `Restaurer la sauvegarde du ${when} ?`,
  restoreHelp:
    'La sauvegarde est vérifiée, puis mise en place. Les séances qui se lisent encore en entier dans le fichier abîmé sont reprises par-dessus. Le fichier abîmé est mis de côté.',
  empty: 'Repartir d’un fichier neuf',
  emptyTitle: 'Repartir d’un fichier neuf ?',
  emptyHelp: 'Les séances qui se lisent encore en entier y sont reprises. Le fichier abîmé est mis de côté.',
  retry: 'Réessayer',
  retryKeys: 'Remettez le dossier « keys » dans le dossier de données, ou déverrouillez le coffre à mots de passe de l’ordinateur, puis réessayez.',
  continueLog: 'Continuer sans elles',
  continueLogHelp: 'Estrade repart de ce qui se lit. Une copie des fichiers est mise de côté avant.',
  continueKeys: 'Continuer sans les clés',
  continueKeysHelp: 'Les séances restent dans la liste, sans noms ni réponses. Des clés remises plus tard les rendent lisibles.',
  openFolder: 'Ouvrir le dossier de données',
  folder: 'Dossier de données :',
  readable: 'Ce qui se lit encore',
  readableOf: (shown: number, total: number) => (shown < total ? `Les ${shown} séances les plus récentes sur ${total}.` : ''),
  unreadable: 'La liste des séances ne se lit plus.',
  states: { examining: 'examen en cours…', sound: 'entière', damaged: 'abîmée' },
  columns: { date: 'Date', session: 'Séance', state: 'État' },
  restored: 'Estrade repart d’un fichier sain.',
  restoredHelp: (carried: number, folder: string) =>
    `${carried === 0 ? '' : `${sessions(carried)} ${plural('fr', carried, { one: 'reprise', other: 'reprises' })} du fichier abîmé. `}Les fichiers abîmés sont dans ${folder} : supprimez ce dossier quand vous n’en avez plus besoin, il contient ce que contenait le fichier.`,
  backupFailed: 'Aucune sauvegarde automatique n’a pu être faite.',
  lastBackup: (when: string) => `la dernière le ${when}`,
  noBackupYet: 'aucune encore',
};

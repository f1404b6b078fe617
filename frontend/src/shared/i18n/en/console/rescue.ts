import type { rescue as french } from '../../fr/console/rescue';
import { plural } from '../../plural';

const sessions = (n: number) => `${n} ${plural('en', n, { one: 'session', other: 'sessions' })}`;

export const rescue: typeof french = {
  title: 'The file of your sessions is damaged',
  titleMissing: 'The file of your sessions is gone',
  titleKeys: 'The keys of the sessions are gone',
  why: {
    damaged:
      'Estrade can no longer read part of the file where everything is saved. Most often this is a failing disk, or a computer that lost power.',
    missing: 'The file where everything is saved is gone, or empty.',
    log: 'Some of the latest changes cannot be read. Everything before them is intact.',
    keys: 'Without them, names and answers cannot be read: they would look erased. The file of your sessions itself is intact.',
  },
  promises: ['Nothing is changed in the damaged files.', 'No room is open.', 'Nothing leaves this computer.'],
  backups: 'Automatic backups',
  backupsHelp:
    'Sessions that can still be read in full are carried over, with what was done in them since the backup. The damaged files are put aside, never deleted.',
  noBackups: 'No automatic backup was found.',
  holds: (n: number, people: number, answers: number, written: (n: number) => string) =>
    `${sessions(n)}, ${written(people)} ${plural('en', people, { one: 'person', other: 'people' })}, ${written(answers)} ${plural('en', answers, { one: 'answer', other: 'answers' })}`,
  unknownContents: 'contents not described',
  restore: 'Restore',
  restoreOf: (when: string) => `Restore the backup of ${when}`,
  restoreTitle: (when: string) => `Restore the backup of ${when}?`,
  restoreHelp:
    'The backup is checked, then put in place. Sessions that can still be read in full in the damaged file are carried over on top of it. The damaged file is put aside.',
  empty: 'Start from a new file',
  emptyTitle: 'Start from a new file?',
  emptyHelp: 'Sessions that can still be read in full are carried over. The damaged file is put aside.',
  retry: 'Try again',
  retryKeys: 'Put the folder “keys” back into the data folder, or unlock the computer’s password store, then try again.',
  continueLog: 'Go on without them',
  continueLogHelp: 'Estrade goes on from what can be read. A copy of the files is put aside first.',
  continueKeys: 'Go on without the keys',
  continueKeysHelp: 'Sessions stay in the list, without names or answers. If the keys are put back later, they can be read again.',
  openFolder: 'Open the data folder',
  folder: 'Data folder:',
  readable: 'What can still be read',
  readableOf: (shown: number, total: number) => (shown < total ? `The ${shown} newest sessions of ${total}.` : ''),
  unreadable: 'The list of sessions can no longer be read.',
  states: { examining: 'being examined…', sound: 'whole', damaged: 'damaged' },
  columns: { date: 'Date', session: 'Session', state: 'State' },
  restored: 'Estrade is running on a sound file.',
  restoredHelp: (carried: number, folder: string) =>
    `${carried === 0 ? '' : `${sessions(carried)} carried over from the damaged file. `}The damaged files are in ${folder}: delete this folder once you no longer need it, it contains what the file contained.`,
  backupFailed: 'No automatic backup could be made.',
  lastBackup: (when: string) => `the last one on ${when}`,
  noBackupYet: 'none yet',
};

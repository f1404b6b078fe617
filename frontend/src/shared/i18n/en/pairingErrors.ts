import type * as fr from '../fr/pairingErrors';

export const pairingErrors: typeof fr.pairingErrors = {
  'remote-unknown': {
    message: 'This phone is no longer paired with the session.',
    hint: 'Show a new code on the console and scan it.',
  },
  'remote-altered': {
    message: 'The message was changed on its way: nothing was done.',
    hint: 'Try again; if it happens again, pair the phone again from the console.',
  },
  'remote-replayed': {
    message: 'This request had already arrived: nothing more was done.',
    hint: 'Look at the step shown, then try again if need be.',
  },
  'remote-run': {
    message: 'The program has just restarted: nothing was done.',
    hint: 'Look at the step shown, then try again.',
  },
  'remote-taken': {
    message: 'Another phone has already used this code.',
    hint: 'Show a new code on the console: the other phone will lose access.',
  },
  'remote-late': {
    message: 'This request arrived too late: nothing was done.',
    hint: 'Look at the step shown, then try again.',
  },
  'remote-elsewhere': {
    message: 'The remote is open in another window of this phone.',
    hint: 'Go on there, or here.',
  },
  'remote-moved-on': {
    message: 'The session has already moved on: nothing more was done.',
    hint: 'Look at the step shown, then decide.',
  },
  'remote-on-console': {
    message: 'This is done on the console.',
    hint: 'Go to the computer.',
  },
  'remote-paired': {
    message: 'A phone is already paired.',
    hint: 'Unpair it, or confirm that another one takes its place.',
  },
  'remote-command': {
    message: 'The phone cannot do this.',
    hint: 'Reload its page: it may come from another version.',
  },
};

import type { RemoteWords } from '../fr/remote';
import { plural } from '../plural';

const people = (n: number) => `${n} ${plural('en', n, { one: 'person', other: 'people' })}`;

export const remote: RemoteWords = {
  title: 'Remote',
  connecting: 'Connecting to the session…',
  retry: 'Try again',
  here: 'Continue here',
  unpaired: {
    title: 'No session on this phone',
    text: 'On the console, choose “Use my phone as a remote”, then scan the code with this phone’s camera.',
  },
  offline: {
    title: 'The computer is not answering',
    text: 'Check that this phone is on the room’s Wi-Fi. The page keeps trying by itself.',
    short: 'Offline, trying again',
  },
  elsewhere: {
    title: 'Open in another window',
    text: 'The remote is already open on this phone, in another window or tab.',
  },
  over: {
    'gone-unpaired': {
      title: 'This phone has been unpaired',
      text: 'To use it as a remote again, show a new code on the console and scan it.',
    },
    'gone-closed': {
      title: 'The session is closed',
      text: 'This phone has been unpaired. You can close this page.',
    },
    'gone-unknown': {
      title: 'This phone is no longer paired',
      text: 'Another code has been shown since, the code has expired, or the session is closed. Show a new code on the console and scan it.',
    },
    'gone-taken': {
      title: 'This code has already been used',
      text: 'Another phone used this code before this one. Show a new code on the console: the other phone will lose access.',
    },
  },
  rehearsal: 'Rehearsal',
  stepOf: (n, of) => `Step ${n} of ${of}`,
  lobby: 'Welcome',
  lobbyText: 'People are joining the room.',
  finished: 'The agenda is finished',
  finishedText: 'Close the session on the console.',
  closing: 'The session is ending',
  closingText: 'Attendance and documents are handled on the console.',
  noTimer: 'No timer',
  paused: 'paused',
  answered: (n, of, byTable) =>
    byTable ? `${n} of ${of} ${plural('en', of, { one: 'table', other: 'tables' })} ${plural('en', n, { one: 'has answered', other: 'have answered' })}` : `${n} of ${people(of)} ${plural('en', n, { one: 'has answered', other: 'have answered' })}`,
  online: (n, of) => `${n} of ${people(of)} online`,
  notes: 'Facilitation notes',
  debrief: 'For the debrief',
  bridge: 'To say before the next step',
  noNotes: 'No notes for this step.',
  onConsole: 'What comes next happens on the console',
  decide: 'The room’s choice is entered on the console',
  spoken: (part, state) => `${part}: ${state}`,
  notNow: { message: 'This is no longer possible: nothing was done.', hint: 'Look at the step shown, then decide.' },
  unpair: 'Unpair this phone',
  unpairTitle: 'Unpair this phone?',
  unpairText: 'The session goes on at the console. To use this phone as a remote again you will need a new code.',
  unpairYes: 'Unpair',
};

import type * as fr from '../../fr/console/remote';

export const remote: typeof fr.remote = {
  button: 'Use my phone as a remote',
  here: 'Phone connected',
  away: 'Phone away',
  title: 'Remote',
  scan: 'Scan this code with your phone’s camera; the phone must be on the room’s Wi-Fi.',
  shows: 'The phone will show the notes of the step, the timer and how many people have answered. It can go on, reveal and go back. Nothing else.',
  secret: 'This code is shown only once: whoever scans it first holds the remote. Do not project it.',
  until: (at) => `Valid until ${at}, for one phone only.`,
  over: 'This code has expired.',
  again: 'Show a new code',
  noNetwork: 'The computer is not on any network: a phone cannot reach it.',
  pairedHere: 'Your phone is connected to the session.',
  pairedAway: 'A phone is paired but is not answering just now.',
  awayHelp: 'Turn its screen on, or check that it is on the room’s Wi-Fi.',
  notMine: 'If it is not yours, unpair it: it will lose all access.',
  unpair: 'Unpair the phone',
  another: 'Pair another phone',
  anotherAsk: 'The current phone will lose access. Continue?',
  anotherYes: 'Replace the phone',
};

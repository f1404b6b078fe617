import type * as fr from '../../fr/console/remote';

export const remote: typeof fr.remote = {
  button: 'Use my phone as a remote',
  here: 'Phone connected',
  away: 'Phone away',
  title: 'Remote',
  scan: 'Point the camera of your phone at this code; the phone must be on the room’s Wi-Fi.',
  shows: 'The phone will show the notes of the step, the timer and how many people have answered. It can go on, reveal and go back. Nothing else.',
  secret: 'This code is shown only once: whoever scans it first holds the remote. Keep it off the projector.',
  until: (at) => `Good until ${at}, for one phone only.`,
  over: 'This code has expired.',
  again: 'Show a new code',
  noNetwork: 'The computer is on no network: a phone cannot reach it.',
  pairedHere: 'Your phone is connected to the session.',
  pairedAway: 'A phone is paired but does not answer just now.',
  awayHelp: 'Turn its screen on, or check that it is on the room’s Wi-Fi.',
  notMine: 'If it is not yours, unpair it: it will have access to nothing any more.',
  unpair: 'Unpair the phone',
  another: 'Pair another phone',
  anotherAsk: 'The present phone will have no access any more. Go on?',
  anotherYes: 'Replace the phone',
};

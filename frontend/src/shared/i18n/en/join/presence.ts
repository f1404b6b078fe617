import type { PresenceWords } from '../../fr/join/presence';

export const presence: PresenceWords = {
  due: 'Sign your presence',
  dueLate: 'Sign your presence, late',
  waiting: 'Your signature is waiting for the connection and will leave by itself.',
  heading: 'Sign your presence',
  morning: (day) => `morning of ${day}`,
  afternoon: (day) => `afternoon of ${day}`,
  late: 'This half-day is over. The sheet will say at what time you sign.',
  why: 'Your name and your signature go on the attendance sheet, apart from your answers.',
  kept: (years) => (years > 0 ? `Your signature is kept for ${years}\u00a0years after the session.` : 'Your signature is kept until the organisation deletes the session.'),
  notMe: 'Is this not your name? Tell the facilitator before you sign.',
  offline: 'No connection: your signature is kept on this page and will be sent as soon as the connection is back.',
  doneHeading: 'Presence signed',
  done: (half, time) => `Signature recorded at ${time}: ${half}.`,
  replace: 'Sign again',
  back: 'Back to the session',
  next: (half) => `Also sign: ${half}`,
  nothing: 'There is nothing to sign now.',
  menuHeading: 'Presence',
};

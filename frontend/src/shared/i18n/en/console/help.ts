import { plural } from '../../plural';
import type { checklist as checklistSource, guide as guideSource, help as helpSource } from '../../fr/console/help';

export const checklist: typeof checklistSource = {
  title: '10 minutes before',
  open: '10 minutes before…',
  openHelp: 'Projector, network, sound, power, disk, documents: what is ready and what is not',
  done: (n, of) => (n === of ? 'Everything is ready.' : `${n} of ${of}`),
  lead: 'What the program sees ticks itself. Tick the rest yourself; it is kept with the session.',
  found: 'seen by the program',
  byHand: 'Done',
  byHandOf: (item) => `${item}: done`,
  lookAgain: 'Look again',
  items: {
    projector: {
      title: 'Projector',
      stage: 'The stage is open in its window.',
      screens: 'A second screen is connected.',
      todo: 'Connect the projector, open the stage, drag it to the big screen and make it full screen (F11).',
    },
    wifi: {
      title: 'The room’s network',
      reached: (n) => plural('en', n, { one: `${n} other device has reached the room.`, other: `${n} other devices have reached the room.` }),
      notYet: (address) => `No other device has reached the room yet. Open ${address} with a phone.`,
      closed: 'The room is not open yet. Open it, then try with a phone.',
      none: 'This computer is on no network: join the Wi-Fi, or make one with a phone.',
    },
    sound: { title: 'Sound', todo: 'A sound marks the end of a timer, on this computer only. Can you hear it?', play: 'Play the sound' },
    battery: {
      title: 'Power',
      plugged: (percent) => `Plugged in, battery at ${percent}.`,
      onBattery: (percent) => `On battery, ${percent}: plug the computer in.`,
      unknown: 'Is the computer plugged in? It cannot be seen from here.',
    },
    disk: {
      title: 'Space on the disk',
      enough: (size) => `${size} free: a day takes a tenth of it at most.`,
      little: (size) => `${size} left. Make room: bin, downloads.`,
      unknown: 'Check that at least 1 GB is left.',
    },
    documents: {
      title: 'Details of documents',
      complete: 'All that certificates ask for is filled in.',
      missing: (names) => `Missing: ${names}.`,
      toSettings: 'Complete in the settings',
    },
  },
  fields: {
    organisation: 'organisation',
    address: 'address',
    siret: 'SIRET number',
    activityDeclaration: 'activity declaration',
    trainer: 'trainer’s name',
    privacyContact: 'data protection contact',
  },
};

export const guide: typeof guideSource = {
  name: 'Your first session',
  offer: 'Five minutes on the real screens, with simulated people. Nothing counts.',
  start: 'Begin the tour',
  resume: 'Resume the tour',
  dismiss: 'Do not offer again',
  again: 'See “Your first session” again',
  next: 'Continue',
  finish: 'Finish',
  leave: 'Leave',
  leaveHelp: 'You will find it again on the home page (Esc)',
  of: (n, of) => `${n} of ${of}`,
  stages: {
    rehearse: { title: 'A room that answers in your place', text: 'Choose “Rehearse with simulated participants”, then “Rehearse”: a real room opens, on this computer only.' },
    room: { title: 'Who is here', text: 'Each person is a pseudonym. On the day people enter with the code or the QR; here the room is full already.' },
    begin: { title: 'One button at a time', text: 'The large button at the foot always tells the next act; the space bar does the same. Begin the workshop.' },
    stage: { title: 'What the room sees', text: 'This picture is exactly the projector’s. B turns it black, T hides the timer.' },
    collect: { title: 'Open, wait, close', text: 'Go on to a part in which people answer: open it, watch the lamps light up, then close it. Nobody, not even you, sees the answers before that.' },
    notes: { title: 'What helps you run it', text: 'On the right: what the step is for, what to say, the debrief questions and their minutes. N notes an observation.' },
    undo: { title: 'Slip without fear', text: 'Z undoes the last act for ten seconds. “Back” opens again what was just closed. A reveal is never taken back: it has its own key, R.' },
    end: { title: 'That is all', text: 'Go on rehearsing as long as you like, then throw it away. On the day, “10 minutes before” checks the room with you.' },
  },
};

export const help: typeof helpSource = {
  open: (title) => `How to run “${title}”`,
  title: (title) => title,
  aim: 'Aim',
  run: 'How it runs',
  notes: 'Worth knowing',
  debrief: 'Debrief',
  bridge: 'Leading on',
};

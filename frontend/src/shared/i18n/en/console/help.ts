import { plural } from '../../plural';
import type { checklist as checklistSource, guide as guideSource, help as helpSource } from '../../fr/console/help';

export const checklist: typeof checklistSource = {
  title: '10 minutes before',
  open: '10 minutes before…',
  openHelp: 'Projector, network, sound, battery, disk, documents: what is ready and what is not',
  done: (n, of) => (n === of ? 'Everything is ready.' : `${n} of ${of}`),
  lead: 'What the program can see is ticked for you. Tick the rest yourself; it is kept with the session.',
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
      none: 'This computer is not on any network: join the Wi-Fi, or create one with a phone.',
    },
    sound: { title: 'Sound', todo: 'A sound marks the end of a timer, on this computer only. Can you hear it?', play: 'Play the sound' },
    battery: {
      title: 'Power',
      plugged: (percent) => `Plugged in, battery at ${percent}.`,
      onBattery: (percent) => `On battery, ${percent}: plug the computer in.`,
      unknown: 'Is the computer plugged in? The program cannot tell.',
    },
    disk: {
      title: 'Disk space',
      enough: (size) => `${size} free: a day needs less than a tenth of that.`,
      little: (size) => `${size} left. Free some space: bin, downloads.`,
      unknown: 'Check that at least 1 GB is left.',
    },
    documents: {
      title: 'Document details',
      complete: 'Everything certificates need is filled in.',
      missing: (names) => `Missing: ${names}.`,
      toSettings: 'Fill in the settings',
    },
  },
  fields: {
    organisation: 'organisation',
    address: 'address',
    siret: 'SIRET number',
    activityDeclaration: 'activity declaration',
    trainer: 'trainer',
    privacyContact: 'contact for personal data',
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
  leaveHelp: 'You will find the tour on the home page (Esc)',
  of: (n, of) => `${n} of ${of}`,
  stages: {
    rehearse: { title: 'A room that answers for you', text: 'Choose “Rehearse with simulated participants”, then “Rehearse”: a real room opens, on this computer only.' },
    room: { title: 'Who is here', text: 'Everyone appears under a pseudonym. On the day, people come in by typing the code or scanning the QR; here the room is already full.' },
    begin: { title: 'One button at a time', text: 'The large button at the bottom always says what to do next; the space bar does the same. Begin the workshop.' },
    stage: { title: 'What the room sees', text: 'This is exactly what the projector shows. The B key turns it black, T hides the timer.' },
    collect: { title: 'Open, wait, close', text: 'Go on to a part where people answer: “Open…”, watch the lamps light up, then “Close…”. While it is open, nobody sees the answers, not even you.' },
    notes: { title: 'What helps you run it', text: 'On the right: what the step is for, what to say, the debrief questions and their minutes. The N key notes an observation.' },
    undo: { title: 'Mistakes are fine', text: 'For ten seconds, the Z key undoes the last action. “Back” reopens what was just closed. A reveal cannot be taken back: it has its own key, R.' },
    end: { title: 'That is all', text: 'Go on rehearsing as long as you like, then throw the rehearsal away. On the day, “10 minutes before” checks the room with you.' },
  },
};

export const help: typeof helpSource = {
  open: (title) => `How to run “${title}”`,
  title: (title) => title,
  aim: 'Aim',
  run: 'How it runs',
  notes: 'Worth knowing',
  debrief: 'Debrief',
  bridge: 'Moving on',
};

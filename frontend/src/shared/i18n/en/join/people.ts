import { plural } from '../../plural';
import type { PeopleWords } from '../../fr/join/people';

const s = (n: number, one: string, other = `${one}s`) => plural('en', n, { one, other });

/** Words of what several people on a browser meet, and of who comes back or goes elsewhere. */
export const people: PeopleWords = {
  handover: {
    to: 'Hand the laptop to',
    who: 'Who is in front of the screen?',
    whoText: 'Choose your pseudonym. Nothing of the previous person stays on the screen.',
    iAm: (name) => `I am ${name}`,
    other: 'Someone else',
    saved: (name) => `${name}’s answer is saved.`,
    kept: (name) => `${name}’s answer is kept here; it leaves as soon as the connection is back.`,
    hidden: 'It will not show on this screen again.',
    count: (n) => `${n} ${s(n, 'person', 'people')} on this device`,
    left: (names) => `Still to answer: ${names}`,
    none: 'Everybody on this device has answered.',
    offline: 'No connection: answers are kept on this device and leave by themselves, each under its own name.',
    lampKept: 'has answered, waiting to be sent',
    lampOut: 'is no longer on this device',
    offer: 'You may protect your turn with a code of four digits: Menu, “My code on this device”.',
  },

  pin: {
    ask: (name) => `${name}, your code`,
    label: 'Code of four digits',
    hint: 'The one you chose on this device.',
    checking: 'One moment…',
    wrong: (n) => (n === 0 ? 'This is not the code.' : `This is not the code. ${n} more ${s(n, 'try', 'tries')} before a wait.`),
    wait: (time) => `Too many tries. Try again in ${time}.`,
    digits: (n) => `${n} of 4 ${s(n, 'digit', 'digits')} typed`,
    forgotten: 'Code forgotten',
    back: 'This is not me',

    lost: 'Code forgotten',
    lostText: 'Your re-entry code clears it. The one you got on joining also works without a connection; the facilitator can give you a new one.',
    lostCode: 'Re-entry code',
    lostHint: 'Six characters, letters or digits.',
    lostDo: 'Clear the code of four digits',
    lostBack: 'Back to the code of four digits',

    heading: 'My code on this device',
    why: 'Optional. Asked for when the laptop is handed to you, it keeps a curious neighbour from opening your page. It stays on this device.',
    set: 'Choose a code',
    isSet: 'A code of four digits protects your turn.',
    change: 'Change the code',
    remove: 'Remove the code',
    choose: 'Four digits',
    chooseHint: 'Not your date of birth: four digits that nobody here can guess.',
    again: 'Once more',
    differ: 'The two are not the same. Start again.',
    done: 'Code kept.',
    removed: 'Code removed.',
    cancel: 'Cancel',
  },

  tab: {
    heading: 'Estrade is open in another tab already.',
    text: 'So that nothing gets mixed up, the session is followed in one tab at a time. Nothing is lost.',
    leftHeading: 'The session goes on in another tab.',
    here: 'Continue here',
    alone: 'You may also close this tab.',
  },

  moved: {
    heading: 'You continued on another device.',
    headingOf: (name) => `${name} continued on another device.`,
    text: 'Your answers followed you there. This device no longer shows them.',
    waiting: (n) => `${n} ${s(n, 'answer given here is', 'answers given here are')} still waiting; ${s(n, 'it leaves', 'they leave')} if you come back to this device.`,
    back: 'Continue on this one',
    backText: 'The other device will be told in its turn.',
    others: 'Hand the laptop to someone else',
    forget: 'Remove from this device',
    leave: 'Join with another code',
  },
};

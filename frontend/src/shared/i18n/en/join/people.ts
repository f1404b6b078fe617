import { plural } from '../../plural';
import type { PeopleWords } from '../../fr/join/people';

const s = (n: number, one: string, other = `${one}s`) => plural('en', n, { one, other });

/** Words of what several people on a browser meet, and of who comes back or goes elsewhere. */
export const people: PeopleWords = {
  handover: {
    to: 'Hand the laptop to',
    who: 'Who is in front of the screen?',
    whoText: 'Choose your pseudonym. Nothing from the previous person stays on the screen.',
    iAm: (name) => `I am ${name}`,
    other: 'Someone else',
    saved: (name) => `${name}’s answer is saved.`,
    kept: (name) => `${name}’s answer is kept here; it will be sent as soon as the connection is back.`,
    hidden: 'It will not appear on this screen again.',
    count: (n) => `${n} ${s(n, 'person', 'people')} on this device`,
    left: (names) => `Still to answer: ${names}`,
    none: 'Everyone on this device has answered.',
    offline: 'No connection: answers are kept on this device and will be sent by themselves, each under its own pseudonym.',
    lampKept: 'has answered, waiting to be sent',
    lampOut: 'is no longer on this device',
    offer: 'You can protect your turn with a four-digit code: Menu, “My code on this device”.',
  },

  pin: {
    ask: (name) => `${name}, your code`,
    label: 'Four-digit code',
    hint: 'The one you chose on this device.',
    checking: 'One moment…',
    wrong: (n) => (n === 0 ? 'This is not the code.' : `This is not the code. ${n} ${s(n, 'try', 'tries')} left before a wait.`),
    wait: (time) => `Too many tries. Try again in ${time}.`,
    digits: (n) => `${n} of 4 ${s(n, 'digit', 'digits')} typed`,
    forgotten: 'Forgotten code',
    back: 'This is not me',

    lost: 'Forgotten code',
    lostText: 'Your re-entry code clears it. The one you got on joining also works without a connection; the facilitator can give you a new one.',
    lostCode: 'Re-entry code',
    lostHint: 'Six characters, letters or digits.',
    lostDo: 'Clear the four-digit code',
    lostBack: 'Back to the four-digit code',

    heading: 'My code on this device',
    why: 'Optional. Asked for when the laptop is handed to you, it keeps a curious neighbour from opening your page. It stays on this device.',
    set: 'Choose a code',
    isSet: 'A four-digit code protects your turn.',
    change: 'Change the code',
    remove: 'Remove the code',
    choose: 'Four digits',
    chooseHint: 'Not your date of birth: four digits that nobody here can guess.',
    again: 'Once more',
    differ: 'The two are not the same. Start again.',
    done: 'Code saved.',
    removed: 'Code removed.',
    cancel: 'Cancel',
  },

  tab: {
    heading: 'Estrade is already open in another tab.',
    text: 'To keep things straight, the session can be followed in one tab at a time. Nothing is lost.',
    leftHeading: 'The session goes on in another tab.',
    here: 'Continue here',
    alone: 'You can also close this tab.',
  },

  moved: {
    heading: 'You continued on another device.',
    headingOf: (name) => `${name} continued on another device.`,
    text: 'Your answers followed you there. This device no longer shows them.',
    waiting: (n) => `${n} ${s(n, 'answer given here is', 'answers given here are')} still waiting; ${s(n, 'it will be sent', 'they will be sent')} if you come back to this device.`,
    back: 'Continue on this one',
    backText: 'The other device will be told.',
    others: 'Hand the laptop to someone else',
    forget: 'Remove from this device',
    leave: 'Join with another code',
  },
};

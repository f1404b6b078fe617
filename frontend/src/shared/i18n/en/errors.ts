import type { ErrorWords } from '../fr/errors';

export const errors: ErrorWords = {
  internal: {
    message: 'Something went wrong inside Estrade.',
    hint: 'Nothing that was saved is lost. Try again; if it happens again, reload the page.',
  },
  unreachable: {
    message: 'Estrade is not answering.',
    hint: 'Check that you are still on the room’s Wi-Fi; this page keeps trying by itself.',
  },
  timeout: {
    message: 'Estrade is slow to answer.',
    hint: 'What you entered is kept and will be sent as soon as the connection is back.',
  },
  'connection-ended': {
    message: 'Estrade ended this connection.',
    hint: 'Reload the page; if nothing changes, join again with the code on the screen.',
  },
  'malformed-request': {
    message: 'Estrade did not understand what the page sent.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'wrong-host': {
    message: 'Estrade is not at this address.',
    hint: 'Type the address shown on the screen, with its numbers.',
  },
  'wrong-origin': {
    message: 'This request comes from another site’s page.',
    hint: 'Open the address that Estrade shows.',
  },
  'wrong-door': {
    message: 'This page is not at this address.',
    hint: 'Open the address that Estrade shows.',
  },
  'too-many-requests': {
    message: 'Too many messages at once.',
    hint: 'Wait a second; the rest is sent afterwards.',
  },
  'too-many-connections': {
    message: 'Your place in the room is open in too many windows.',
    hint: 'Close the others, then wait a moment.',
  },
  'too-many-joins': {
    message: 'Too many people are joining at once.',
    hint: 'Wait a few seconds and try again.',
  },
  'https-only': {
    message: 'This room’s address begins with https://.',
    hint: 'Type it in full, as shown on the screen.',
  },
  'too-many-tries': {
    message: 'Too many wrong codes were tried.',
    hint: 'Wait {seconds} s, check the code on the screen and try again.',
  },

  'wrong-code': {
    message: 'No open room has this code.',
    hint: 'A code has six letters or digits, as on the screen.',
  },
  'wrong-reentry': {
    message: 'This re-entry code is not known.',
    hint: 'Check it, or ask the facilitator for a new one.',
  },
  'join-under-way': {
    message: 'You are already being let in.',
    hint: 'Wait a few seconds and try again.',
  },
  'joined-already': {
    message: 'You are already in the session, on another device.',
    hint: 'Take your place back here with your re-entry code.',
  },
  'moved-elsewhere': {
    message: 'You continued on another device.',
    hint: 'Your re-entry code brings your place back to this one.',
  },
  'participant-removed': {
    message: 'The facilitator removed this pseudonym from the session.',
    hint: 'If this is a mistake, talk to them: they can bring you back.',
  },
  'unknown-participant': {
    message: 'This place in the room is no longer known.',
    hint: 'Join again with the code on the screen, or ask the facilitator.',
  },
  'not-yours': {
    message: 'This device does not answer for that person.',
    hint: 'Join again, or use your re-entry code.',
  },
  'several-sessions': {
    message: 'This device has joined several sessions at once.',
    hint: 'Reload the page, then choose one of them.',
  },
  'room-closed': {
    message: 'This room no longer lets people in.',
    hint: 'Ask the facilitator.',
  },
  'room-full': {
    message: 'The room is full.',
    hint: 'Ask the facilitator.',
  },
  'device-full': {
    message: 'Six people already share this device.',
    hint: 'Use another device.',
  },
  'simulated-refused': {
    message: 'Simulated people join rehearsals only.',
    hint: 'Start a rehearsal.',
  },
  'pseudonym-taken': {
    message: '“{pseudonym}” is already taken.',
    hint: 'Choose another name.',
  },
  'pseudonym-unknown': {
    message: 'This pseudonym is not on the list.',
    hint: 'Choose one of those offered.',
  },
  'name-empty': {
    message: 'A name is missing.',
    hint: 'Write it as on an identity card.',
  },
  'name-listed': {
    message: 'Somebody with this name is already on the list: {name}.',
    hint: 'Tick their line; if two people share this name, add a middle name.',
  },
  'attendance-over': {
    message: 'The attendance of this session has been erased.',
    hint: 'Nothing more can be added to it.',
  },
  'name-too-long': {
    message: 'This name is longer than 80 characters.',
    hint: 'Shorten it.',
  },
  'name-unreadable': {
    message: 'This name contains characters that cannot be read.',
    hint: 'Write it as on an identity card.',
  },
  'no-table': {
    message: 'There is no table yet.',
    hint: 'The facilitator makes the tables.',
  },
  'part-closed': {
    message: 'This part is not open.',
    hint: 'Your earlier answers are kept. Follow the screen: the facilitator opens each part.',
  },
  'answer-locked': {
    message: 'This answer is locked.',
    hint: 'It can no longer change; it is kept as it was.',
  },
  'pen-elsewhere': {
    message: 'Somebody else at your table is writing.',
    hint: 'Take the pen to write; the others follow.',
  },
  'session-closed': {
    message: 'The session is closed.',
    hint: 'To erase your answers, write to the organisation, giving the pseudonym on your page.',
  },
  'disk-full': {
    message: 'The disk is full: what you just did was not saved.',
    hint: 'Tell the facilitator: their computer is out of space. Everything saved before is safe.',
  },
  'storage-failed': {
    message: 'The disk did not accept what you just did: it was not saved.',
    hint: 'Try again. If it fails again, tell the facilitator. Everything saved before is safe.',
  },
};

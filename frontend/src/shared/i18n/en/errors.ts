import type { ErrorWords } from '../fr/errors';

export const errors: ErrorWords = {
  internal: {
    message: 'Something went wrong inside Estrade.',
    hint: 'Nothing that was saved is lost. Try again; if it happens again, restart the program.',
  },
  unreachable: {
    message: 'Estrade does not answer.',
    hint: 'Check that you are still on the room’s Wi-Fi; the connection is tried again by itself.',
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
    message: 'Nothing is served under this name.',
    hint: 'Type the address shown on the screen, with its numbers.',
  },
  'wrong-origin': {
    message: 'Another site’s page asked for this.',
    hint: 'Open the address that Estrade shows.',
  },
  'wrong-door': {
    message: 'This is not served at this address.',
    hint: 'Open the address that Estrade shows.',
  },
  'too-many-requests': {
    message: 'Too many messages at once.',
    hint: 'Wait a second; the rest is sent afterwards.',
  },
  'too-many-connections': {
    message: 'This place in the room is open in too many windows.',
    hint: 'Close the others, then wait a moment.',
  },
  'too-many-joins': {
    message: 'Very many people joined from this network at once.',
    hint: 'Wait a few seconds and try again.',
  },
  'https-only': {
    message: 'This room is served by HTTPS.',
    hint: 'Open the address shown on the screen, with its https.',
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
    message: 'You are being let in already.',
    hint: 'Wait a few seconds and try again.',
  },
  'joined-already': {
    message: 'You are in the session already, on another device.',
    hint: 'Take your place back here with your re-entry code.',
  },
  'moved-elsewhere': {
    message: 'You continued on another device.',
    hint: 'Your re-entry code brings your place back to this one.',
  },
  'participant-removed': {
    message: 'The facilitator removed this name from the session.',
    hint: 'If that is a mistake, tell them: they can put you back.',
  },
  'unknown-participant': {
    message: 'This place in the room is not known any more.',
    hint: 'Join again with the code on the screen, or ask the facilitator.',
  },
  'not-yours': {
    message: 'This browser does not speak for that person.',
    hint: 'Join again, or use your re-entry code.',
  },
  'several-sessions': {
    message: 'This browser belongs to several sessions at once.',
    hint: 'Reload the page, then join one of them.',
  },
  'room-closed': {
    message: 'This room does not take people any more.',
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
    message: 'Names in the room come from the list.',
    hint: 'Choose one of those proposed.',
  },
  'name-empty': {
    message: 'A name is missing.',
    hint: 'Write it as on an identity card.',
  },
  'name-listed': {
    message: 'Somebody of this name is on the list already: {name}.',
    hint: 'Tick their line; if two people bear this name, add a second first name.',
  },
  'attendance-over': {
    message: 'The attendance of this session is erased.',
    hint: 'There is nothing to add to it any more.',
  },
  'name-too-long': {
    message: 'This name is longer than 80 characters.',
    hint: 'Shorten it.',
  },
  'name-unreadable': {
    message: 'This name holds characters that cannot be read.',
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
    hint: 'It does not change any more; it is kept as it was.',
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
    hint: 'Free some space on the room’s computer, then do it again. Everything saved before is safe.',
  },
  'storage-failed': {
    message: 'The disk did not accept what you just did: it was not saved.',
    hint: 'Do it again. If it fails again, check the disk. Everything saved before is safe.',
  },
};

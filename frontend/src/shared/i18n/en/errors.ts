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
  'request-too-large': {
    message: 'What the page sends is too large.',
    hint: 'Send less at once.',
  },
  'unknown-method': {
    message: 'The page asks for something this program cannot do.',
    hint: 'Reload the page: it may be of another version.',
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
  'page-not-found': {
    message: 'There is nothing at this address.',
    hint: 'Check the address on the screen.',
  },
  'too-many-requests': {
    message: 'Too many messages at once.',
    hint: 'Wait a second; the rest is sent afterwards.',
  },
  'too-many-joins': {
    message: 'Very many people joined from this network at once.',
    hint: 'Wait a few seconds and try again.',
  },
  'document-being-made': {
    message: 'Your document is being made already.',
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
    message: 'You went on on another device.',
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
  'name-too-long': {
    message: 'This name is longer than 80 characters.',
    hint: 'Shorten it.',
  },
  'name-unreadable': {
    message: 'This name holds characters that cannot be read.',
    hint: 'Write it as on an identity card.',
  },
  'unknown-language': {
    message: 'Estrade speaks French and English.',
    hint: 'Choose one of them.',
  },
  'no-such-table': {
    message: 'This table does not exist.',
    hint: 'Choose another one.',
  },
  'no-table': {
    message: 'There is no table yet.',
    hint: 'The facilitator makes the tables.',
  },
  'tables-set': {
    message: 'Tables are set once the workshop has begun.',
    hint: 'Ask the facilitator to move you.',
  },

  'part-closed': {
    message: 'This part is not open.',
    hint: 'Your earlier answers are kept. Follow the screen: the facilitator opens each part.',
  },
  'part-unknown': {
    message: 'This part of the session has not begun.',
    hint: 'Follow the screen.',
  },
  'answer-locked': {
    message: 'This answer is locked.',
    hint: 'It does not change any more; it is kept as it was.',
  },
  'answer-too-large': {
    message: 'This answer is too large.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'answer-unreadable': {
    message: 'This answer cannot be read.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'wrong-subject': {
    message: 'This part is answered otherwise.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'pen-elsewhere': {
    message: 'Somebody else at your table is writing.',
    hint: 'Take the pen to write; the others follow.',
  },
  'list-incomplete': {
    message: 'The list is not complete.',
    hint: 'Give every item a place, then lock; or choose not to answer.',
  },
  'list-length': {
    message: 'The list must have one place for each item.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'item-twice': {
    message: 'An item stands twice in the list.',
    hint: 'Leave it in one place.',
  },
  'unknown-pass': {
    message: 'There is nothing to lock here.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'unknown-item': {
    message: 'This item does not exist.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'unknown-option': {
    message: 'This option does not exist.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'out-of-range': {
    message: 'This value is outside what is asked.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'text-too-long': {
    message: 'This text is too long: at most {limit} characters.',
    hint: 'Shorten it.',
  },
  'text-unreadable': {
    message: 'This text holds characters that cannot be read.',
    hint: 'Write it again, without copying any formatting.',
  },
  'ballot-unreadable': {
    message: 'This vote cannot be read.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'too-many-dots': {
    message: 'Each person has {dots} dots at most.',
    hint: 'Take dots back, then place them again.',
  },
  'nothing-asked': {
    message: 'Nothing is asked in this part.',
    hint: 'Follow the screen.',
  },
  'unknown-return-code': {
    message: 'This return code finds no answers.',
    hint: 'Check it on your document. If it is lost, go on without it: you lose nothing else.',
  },
  'too-many-codes': {
    message: 'Too many return codes were made for you.',
    hint: 'Use the document you already have.',
  },
  'no-such-plan': {
    message: 'This plan does not exist.',
    hint: 'Reload the page, then read your plans again.',
  },
  'plan-without-date': {
    message: 'This plan has no date.',
    hint: 'A reminder needs a day: add one to your plan while the part is open.',
  },
  'session-closed': {
    message: 'The session is closed.',
    hint: 'To erase your answers, write to the organisation, giving the pseudonym on your page.',
  },
  'wrong-stage-token': {
    message: 'This link does not open the stage of any session.',
    hint: 'Open the stage again from the console.',
  },

  'disk-full': {
    message: 'The disk is full: what you just did was not saved.',
    hint: 'Free some space on the room’s computer, then do it again. Everything saved before is safe.',
  },
  'disk-read-only': {
    message: 'Estrade may not write to its data folder.',
    hint: 'Give your account the right to write there, or start Estrade with another folder.',
  },
  'storage-unreadable': {
    message: 'The disk does not give back what Estrade keeps there.',
    hint: 'Do it again; if it fails again, check the disk.',
  },
  'storage-failed': {
    message: 'The disk did not accept what you just did: it was not saved.',
    hint: 'Do it again. If it fails again, check the disk. Everything saved before is safe.',
  },
  'storage-closed': {
    message: 'Estrade is closing and saves nothing any more.',
    hint: 'Start Estrade again.',
  },
};

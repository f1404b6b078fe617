import type { FurtherErrorWords } from '../fr/furtherErrors';

export const furtherErrors: FurtherErrorWords = {
  'request-too-large': {
    message: 'What the page sends is too large.',
    hint: 'Send less at once.',
  },
  'unknown-method': {
    message: 'The page asks for something this program cannot do.',
    hint: 'Reload the page: it may come from another version.',
  },
  'page-not-found': {
    message: 'There is nothing at this address.',
    hint: 'Check the address on the screen.',
  },
  'document-being-made': {
    message: 'Your document is already being made.',
    hint: 'Wait a few seconds and try again.',
  },
  'unknown-language': {
    message: 'Estrade speaks French and English.',
    hint: 'Choose one of them.',
  },
  'no-such-table': {
    message: 'This table does not exist.',
    hint: 'Choose another one.',
  },
  'tables-set': {
    message: 'Tables no longer change once the workshop has begun.',
    hint: 'Ask the facilitator to move you.',
  },

  'part-unknown': {
    message: 'This part of the session has not begun.',
    hint: 'Follow the screen.',
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
    message: 'This answer does not fit this part.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'list-incomplete': {
    message: 'The list is not complete.',
    hint: 'Give every item a place, then lock; or choose not to answer.',
  },
  'list-length': {
    message: 'The list does not have the right number of items.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'item-twice': {
    message: 'An item appears twice in the list.',
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
    message: 'This value is outside the limits.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'text-too-long': {
    message: 'This text is too long: at most {limit} characters.',
    hint: 'Shorten it.',
  },
  'text-unreadable': {
    message: 'This text contains characters that cannot be read.',
    hint: 'Write it again, without copying any formatting.',
  },
  'ballot-unreadable': {
    message: 'This vote cannot be read.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'too-many-dots': {
    message: 'Each person has at most {dots} dots.',
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
  'wrong-stage-token': {
    message: 'This link does not open the stage of any session.',
    hint: 'Open the stage again from the console.',
  },

  'disk-read-only': {
    message: 'Estrade is not allowed to write to its data folder.',
    hint: 'Allow your account to write there, or start Estrade with another folder.',
  },
  'storage-unreadable': {
    message: 'What was saved could not be read from the disk.',
    hint: 'Try again; if it fails again, check the disk.',
  },
  'storage-closed': {
    message: 'Estrade is closing and no longer saves anything.',
    hint: 'Start Estrade again.',
  },

  'half-day-ahead': {
    message: 'This half-day has not begun.',
    hint: 'Each half-day is signed while it takes place.',
  },
  'half-day-over': {
    message: 'This half-day is over.',
    hint: 'The facilitator can open it again for those who have not signed.',
  },
  'signed-already': {
    message: 'This half-day is already signed.',
    hint: 'Once the half-day is over, the signature no longer changes.',
  },
  'was-not-there': {
    message: 'This person was not there during that half-day.',
    hint: 'Check their arrival and departure times.',
  },
  'signing-over': {
    message: 'Signing is over: the documents have been issued or the session is closed.',
    hint: 'Missing signatures can be added on a printed sheet.',
  },
  'signature-empty': {
    message: 'There is no signature yet.',
    hint: 'Draw it, or sign with the keyboard.',
  },
  'signature-unreadable': {
    message: 'This signature could not be read.',
    hint: 'Clear it and draw it again, or sign with the keyboard.',
  },
  'signature-too-large': {
    message: 'This signature has too many strokes.',
    hint: 'Clear it and draw a simpler one, or sign with the keyboard.',
  },
  'signature-unprintable': {
    message: 'The attendance sheet cannot print: {characters}',
    hint: 'Draw your signature, or write your name another way.',
  },
};

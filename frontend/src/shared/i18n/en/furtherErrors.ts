import type { FurtherErrorWords } from '../fr/furtherErrors';

export const furtherErrors: FurtherErrorWords = {
  'request-too-large': {
    message: 'What the page sends is too large.',
    hint: 'Send less at once.',
  },
  'unknown-method': {
    message: 'The page asks for something this program cannot do.',
    hint: 'Reload the page: it may be of another version.',
  },
  'page-not-found': {
    message: 'There is nothing at this address.',
    hint: 'Check the address on the screen.',
  },
  'document-being-made': {
    message: 'Your document is being made already.',
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
    message: 'Tables are set once the workshop has begun.',
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
    message: 'This part is answered otherwise.',
    hint: 'Reload the page; what was saved is kept.',
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
  'wrong-stage-token': {
    message: 'This link does not open the stage of any session.',
    hint: 'Open the stage again from the console.',
  },

  'disk-read-only': {
    message: 'Estrade may not write to its data folder.',
    hint: 'Give your account the right to write there, or start Estrade with another folder.',
  },
  'storage-unreadable': {
    message: 'The disk does not give back what Estrade keeps there.',
    hint: 'Do it again; if it fails again, check the disk.',
  },
  'storage-closed': {
    message: 'Estrade is closing and saves nothing any more.',
    hint: 'Start Estrade again.',
  },

  'half-day-ahead': {
    message: 'This half-day has not begun.',
    hint: 'Each half-day is signed while it takes place.',
  },
  'half-day-over': {
    message: 'This half-day is over.',
    hint: 'The facilitator may open it again for those who have not signed.',
  },
  'signed-already': {
    message: 'This half-day is signed already.',
    hint: 'Once the half-day is over, a signature does not change.',
  },
  'was-not-there': {
    message: 'This person was not there in that half-day.',
    hint: 'Check when they came and when they left.',
  },
  'signing-over': {
    message: 'Nobody signs any more: documents were issued or the session is closed.',
    hint: 'A printed sheet can bring the signatures that are missing.',
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

import { plural } from '../../plural';
import type * as fr from '../../fr/console/after';

const people = (n: number) => `${n} ${plural('en', n, { one: 'person', other: 'people' })}`;

export const closing: typeof fr.closing = {
  title: 'Closing',
  leave: 'Back to the home page; closing waits',
  reopen: 'Reopen the room',
  done: 'done',
  stages: { attendance: 'Attendance', comments: 'Comments', documents: 'Documents', finish: 'Finish' },
  nobody: 'Nobody joins or answers any more. Participants may still read or delete their answers.',
  noReport: 'No report to the organisation for this session.',
  noReportWhy: 'It is one single team with its manager: you announced it so.',
};

export const comments: typeof fr.comments = {
  title: 'Reread the comments',
  help: 'Those you tick go into the report, without an author. Reread them and remove any name with the pen; the others go nowhere.',
  none: 'No comment to reread.',
  count: (picked: number, all: number) => `${picked} of ${all} in the report`,
  next: 'Continue',
};

export const attendance: typeof fr.attendance = {
  title: 'Confirm attendance',
  help: (day) => `${day}. Names are those of the certificates: correct them here. Arriving during the first step counts from the start; without a departure, the person stayed until the end.`,
  present: 'Present',
  name: 'Printed name',
  arrival: 'Arrival',
  departure: 'Departure',
  duration: 'Length',
  certificate: 'Certificate',
  presentOf: (name) => `${name}: present`,
  nameOf: (name) => `Printed name for ${name}`,
  arrivalOf: (name) => `Arrival of ${name}`,
  departureOf: (name) => `Departure of ${name}`,
  untilEnd: 'end',
  nobody: 'Nobody joined and nobody was expected.',
  notSeen: 'expected, did not join',
  absent: 'absent',
  complete: 'the whole training followed',
  partial: 'actual length printed',
  noTime: 'no training time',
  afterConfirming: 'length computed on confirming',
  cannotPrint: (characters) => `cannot print ${characters}`,
  unprintableTitle: (n) => plural('en', n, { one: 'One name cannot be printed.', other: `${n} names cannot be printed.` }),
  unprintable: (name, characters) => `“${name}”: ${characters}`,
  unprintableHelp: 'The documents’ fonts lack these characters. Write these names another way, as the people agree.',
  fault: { name: 'A name of 1 to 80 characters.', arrival: 'A time such as 09:20.', departure: 'A time such as 09:20.', order: 'The departure is before the arrival.' },
  faults: (n) => plural('en', n, { one: 'One line needs correcting.', other: `${n} lines need correcting.` }),
  count: (n, of) => `${n} present of ${of}.`,
  recomputed: 'Lengths will be computed anew.',
  confirm: 'Confirm attendance',
};

export const documents: typeof fr.documents = {
  title: 'Documents',
  help: 'Nothing is written before you ask for it.',
  certificates: (n) => `${n} ${plural('en', n, { one: 'certificate', other: 'certificates' })}`,
  report: '1 session report',
  noReport: 'No report',
  fileHolds: (list, recipient) => `This file contains: ${list}. It is meant for: ${recipient}. It contains no individual answer.`,
  certificateHolds: 'name, objectives, dates, time attended',
  certificateFor: 'each person, and their employer or funder',
  synthesis: 'Your synthesis',
  synthesisHelp: 'A few lines on the whole session, printed at the end of the report. Optional.',
  reportHolds: (notes) => `attendance, agenda, group results from five answers, ${plural('en', notes, { zero: 'none of your notes', one: 'one of your notes', other: `${notes} of your notes` })}`,
  reportFor: 'the organisation',
  reportForClient: (client) => `the organisation, ${client}`,
  without: (n) => `${people(n)} without a certificate: absent, or no training time.`,
  toAttendance: 'Confirm attendance',
  issue: 'Issue the documents',
  issuing: 'Writing the documents…',
  stages: {
    drawing: (done: number, of: number) => `Laying out: ${done} of ${of}`,
    writing: (done: number, of: number) => `Writing the folder: ${done} of ${of}`,
  },
  stop: 'Stop',
  outdatedTitle: 'Replace the corrected documents?',
  outdated: (n: number, names: string) =>
    `The attendance has changed since ${plural('en', n, { one: 'a document was', other: `${n} documents were` })} issued${names ? ` (${names})` : ''}.`,
  outdatedHelp: 'An issued document does not change. Those that replace it get new numbers that refer to the old ones; the register keeps both.',
  keep: 'Leave as they are',
  replace: 'Issue replacements',
  again: 'Issue again',
  next: 'Continue',
  nextWithout: 'Continue without documents',
  written: (n) => `${n} ${plural('en', n, { one: 'document', other: 'documents' })} written, and a ZIP of all.`,
  folder: 'Folder',
  zip: 'ZIP',
  openFolder: 'Open the folder',
  number: 'Number',
  kind: 'Document',
  name: 'Name',
  file: 'File',
  issuedAt: 'Issued on',
  kinds: {
    certificate: 'certificate',
    completion: 'completion',
    'attendance-sheet': 'attendance sheet',
    report: 'report',
    debrief: 'debrief',
    register: 'register',
  },
  replacedBy: (number: string) => `replaced by ${number}`,
  revoked: 'revoked',
};

export const finish: typeof fr.finish = {
  title: 'Finish the session',
  notice: (day) => `The link between names and pseudonyms is about to be destroyed. Answers will be deleted or made anonymous on ${day}.`,
  lines: ['The participants’ pages close.', 'Attendance and the documents issued stay on this computer.', 'Group results can still be read here, without any name.'],
  nothingIssued: 'No document was issued.',
  nothingIssuedHelp: 'You may still issue some afterwards, from the attendance.',
  finish: 'Finish',
  askTitle: 'Finish for good?',
  yes: 'Destroy the link and finish',
};

export const closed: typeof fr.closed = {
  again: 'Write the documents again',
  kept: (day, past) =>
    past ? `Session closed. The link between names and pseudonyms is destroyed, answers were erased on ${day}.` : `Session closed. The link between names and pseudonyms is destroyed, answers will be erased on ${day}.`,
  erased: 'Session erased: only its line is left.',
  documents: (n) => `${n} ${plural('en', n, { one: 'document', other: 'documents' })} issued`,
  noDocuments: 'No document was issued for this session.',
  noDocumentsHelp: 'Confirm attendance: the documents will be written next.',
  confirmNow: 'Confirm attendance',
  figures: 'Group results',
  noFigures: 'Nothing was revealed during this session.',
  sets: (n) => `${n} ${plural('en', n, { one: 'result', other: 'results' })}`,
};

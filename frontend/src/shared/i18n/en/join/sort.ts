import type { SortWords } from '../../fr/join/sort';
import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('en', n, { one, other });

export const sort: SortWords = {
  how: 'Tap a column for each card, or type its number.',
  alone: 'You sort alone, then with your table. Nobody sees your sort.',
  yours: 'Your sort',
  ours: (name) => `The sort of table ${name}`,
  rule: 'Agree card by card; whoever holds the pen records the choice.',
  lockOurs: 'Lock the table’s sort',
  lockAsk: 'Once locked, the table’s sort no longer changes.',
  lockedOurs: 'The table’s sort is locked.',
  tablePass: 'The table prefers not to answer',
  empty: 'No card has a column yet.',
  changed: (n, of) => `The sort has changed: ${n} of ${of} sorted.`,

  forYou: 'For you alone',
  heading: 'Your sort and the key',
  score: (score) => `Your sort: ${score}.`,
  ofOne: (score) => `${score} (from 0 to 1)`,
  ofHundred: (score) => `${score} out of 100`,
  f1: (score) => `Spotting: ${score}.`,
  none: 'Cannot be calculated: too few cards sorted.',
  sorted: (n) => `${n} ${s(n, 'card')} sorted.`,
  room: (score, n) => `Mean of the room: ${score} (${n} ${s(n, 'person', 'people')}).`,
  table: (name, score) => `Table ${name}: ${score}.`,
  tableNone: (name) => `Table ${name}: cannot be calculated, too few cards sorted.`,
  you: 'you',
  key: 'key',
  ours2: 'table',
  same: 'same as the key',
  unsorted: 'no answer',
  keyNote: 'The key is a reasoned proposal: it is open to debate.',
  agreement: (column, share) => `Room: ${share} for “${column}”.`,
  explore: 'To discuss: the room is divided.',
  roomCards: 'What the room answered, as a table',
  card: 'Card',

  question: 'One question',
  answer: 'Possible answers',
  send: 'Send my answer',
  sendNone: 'Choose an answer',
  counts: (n) => `${n} ${s(n, 'vote')}`,
  answered: (n) => `${n} ${s(n, 'answer')}`,
  yourAnswer: 'Your answer',
};

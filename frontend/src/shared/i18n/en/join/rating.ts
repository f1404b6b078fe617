import type { RatingWords } from '../../fr/join/rating';
import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('en', n, { one, other });

export const rating: RatingWords = {
  untouched: 'A slider that is not set does not count.',
  place: 'to be set',
  passed: 'no answer',
  value: (text) => `Rating of: ${text}`,
  outOf: (value, max) => `${value} out of ${max}`,
  criterion: 'The criterion that weighed most',
  progress: (n, of) => `${n} of ${of} rated`,
  lock: 'Lock my ratings',
  lockAsk: 'Once locked, neither ratings nor criteria change any more.',
  lockLeft: (n) => `${n} ${s(n, 'source has', 'sources have')} no rating.`,
  criteriaLeft: (n) => `${n} ${s(n, 'criterion is', 'criteria are')} not chosen.`,
  alone: 'You rate alone. The room will see totals without names, from five answers.',

  ours: (name) => `The decision of table ${name}`,
  decision: 'What your table says',
  decisionNone: 'Nothing is written yet.',
  freeText: 'Write no name and nothing about anyone’s health, opinions or private life.',
  mayShow: 'The facilitator may show this text to the room, without the table’s name.',
  length: (n, of) => `${n} characters of ${of}`,
  lockOurs: 'Lock the table’s decision',
  lockOursAsk: 'Once locked, the table’s decision no longer changes.',
  lockedOurs: 'The table’s decision is locked.',
  tablePass: 'The table prefers not to answer',
  declinedOurs: 'The table chose not to answer.',
  yours: 'Your ratings',

  forYou: 'For you alone',
  heading: 'Your ratings and the reference',
  said: 'What some tables tell the customer',
  alignment: (score) => `Closeness: ${score} out of 100.`,
  gap: (gap) => `Mean gap with the reference: ${gap} out of 100.`,
  none: 'Closeness cannot be calculated: too few sources rated.',
  answered: (n, of) => `${n} of ${of} sources rated.`,
  roomMean: (score) => `Mean closeness of the room: ${score} out of 100.`,
  you: 'you',
  reference: 'reference',
  median: 'median of the room',
  noValue: 'no answer',
  byCriterion: (criterion) => `criterion: ${criterion}`,
  room: (median, consensus) => `Room: median ${median}, consensus ${consensus}.`,
  bands: { strong: 'Strong agreement.', partial: 'Partial agreement.', explore: 'To be discussed.' },
  alt: (own, reference, median) => `you: ${own}; reference: ${reference}${median && `; median of the room: ${median}`}`,
};

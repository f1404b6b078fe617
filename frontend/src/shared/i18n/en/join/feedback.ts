import type { FeedbackWords } from '../../fr/join/feedback';
import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('en', n, { one, other });

export const feedback: FeedbackWords = {
  progress: (n, of) => `${n} ${s(n, 'answer')} of ${of}`,
  lock: 'Send and lock',
  lockAsk: 'Once locked, your answers no longer change.',
  lockLeft: (n) => `${n} ${s(n, 'question has', 'questions have')} no answer.`,
  readers: 'Nobody reads your own answer: the facilitator sees totals, once there are five answers. Nothing is shown on the screen.',
  optional: 'You can leave one field empty, or both.',
  commentReaders: 'The facilitator reads these comments, without knowing who wrote them.',
  done: 'I have finished',
  doneAsk: 'Once locked, your comments no longer change.',
  none: 'no answer',
  empty: 'nothing written',
};

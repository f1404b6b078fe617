import type { CommitmentWords } from '../../fr/join/commitment';
import { plural } from '../../plural';

const s = (n: number, one: string, other = `${one}s`) => plural('en', n, { one, other });

export const commitment: CommitmentWords = {
  plan: (n) => `Plan ${n}`,
  sentence: 'Your plan, in one sentence',
  pick: 'Choose a behaviour from the T profile',
  picked: 'It is copied above; you can reword it.',
  past: 'Choose a day in the future.',
  far: 'That is more than thirty days away: a closer day makes it easier to start.',
  share: 'Offer this plan to the facilitator, without my name',
  shareText: 'They may show it to the room. Unless you tick this box, nobody but you reads it.',
  privacy: 'Your plan stays with you: the facilitator sees who has finished, never what is written.',
  add: 'Add a second plan',
  addNumber: (n) => `Add a plan (${n})`,
  done: 'I have finished',
  doneAsk: 'Once locked, what you wrote no longer changes in this part.',
  doneLeft: (n) => `${n} ${s(n, 'field is', 'fields are')} still empty.`,
  nothing: 'Nothing written.',
  carried: 'Your plan is carried over from the previous part. You can make it more precise.',
  confidence: (n, max) => `Confidence: ${n} out of ${max}.`,
  shared: 'Offered to the facilitator, without your name.',
  others: 'Plans shared in the room, without names',
  none: 'You did not write a plan.',
  calendar: 'Add to my calendar (.ics)',
  calendarBusy: 'The reminder is being made…',
  calendarText: 'A reminder on the day you chose, to open with your calendar. It contains nothing but this plan.',
  calendarDone: (name) => `Saved as “${name}”.`,
};

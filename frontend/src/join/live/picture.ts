import type { AnswerView, LockView, PersonView } from '$shared/model/wire';

/** Where an answer stands in the current step. */
export interface AnswerPlace {
  part: string;
  pass: string;
  item: string;
}

/** What a person, or the table they sit at, answered in the current step. */
export function answersOf(person: PersonView, asTable: boolean): readonly AnswerView[] {
  return (asTable ? person.team?.answers : person.answers) ?? [];
}

/** What a person, or their table, locked in the current step. */
export function locksOf(person: PersonView, asTable: boolean): readonly LockView[] {
  return (asTable ? person.team?.locks : person.locks) ?? [];
}

export function findAnswer(answers: readonly AnswerView[], { part, pass, item }: AnswerPlace): AnswerView | undefined {
  return answers.find((one) => one.part === part && one.pass === pass && one.item === item);
}

export function isLocked(locks: readonly LockView[], part: string, pass = ''): boolean {
  return locks.some((one) => one.part === part && one.pass === pass);
}

/** The picture with an answer put in, or in place of the one that stood there. */
export function withAnswer(person: PersonView, asTable: boolean, place: AnswerPlace, value: unknown): PersonView {
  const others = answersOf(person, asTable).filter((one) => findAnswer([one], place) === undefined);
  const answers = [...others, { ...place, value }];
  if (!asTable) return { ...person, answers };
  return person.team == null ? person : { ...person, team: { ...person.team, answers } };
}

/** The picture with a lock put in. */
export function withLock(person: PersonView, asTable: boolean, part: string, pass: string): PersonView {
  const before = locksOf(person, asTable);
  if (isLocked(before, part, pass)) return person;
  const locks = [...before, { part, pass }];
  if (!asTable) return { ...person, locks };
  return person.team == null ? person : { ...person, team: { ...person.team, locks } };
}

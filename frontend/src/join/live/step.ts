import type { PersonView } from '$shared/model/wire';

/**
 * A person's picture as it stands in the step on the screen. The server sends a
 * new one after a change of step only to people who answered something there:
 * everybody else has answered nothing yet.
 */
export function inStep(person: PersonView, step: string): PersonView {
  const { team } = person;
  const own = person.step === step;
  const theirs = team == null || team.step === step;
  if (own && theirs) return person;
  return {
    ...person,
    ...(own ? {} : { step, answers: [], locks: [], done: false, result: undefined }),
    ...(theirs ? {} : { team: { ...team, step, answers: [], locks: [], figures: undefined } }),
  };
}

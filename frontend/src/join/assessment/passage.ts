import type { AssessmentPlay, BehaviourPlay, ScalePoint } from '$shared/model/wire';

/** « Ne me concerne pas », as it is kept. */
export const notConcerned = 'not-concerned';

/** The point a kept value stands on; undefined for a pass, for nothing, and for what is not of the scale. */
export function pointOf(value: unknown, points: readonly ScalePoint[]): ScalePoint | undefined {
  return points.find((point) => point.value === value);
}

/** The point of a pressed digit. */
export function pointOfKey({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>, points: readonly ScalePoint[]): ScalePoint | undefined {
  return ctrlKey || metaKey || altKey ? undefined : points.find(({ value }) => String(value) === key);
}

/** Place of the first sentence with neither an answer nor a pass, from a place on and then from the start; undefined when there is none. */
export function firstLeft(items: readonly BehaviourPlay[], given: (id: string) => boolean, from = 0): number | undefined {
  for (let step = 0; step < items.length; step++) {
    const at = (from + step) % items.length;
    const item = items[at];
    if (item && !given(item.id)) return at;
  }
  return undefined;
}

/** Sentences under their competency, in the order they are asked. */
export interface Group {
  competency: AssessmentPlay['competencies'][number] | undefined;
  items: { item: BehaviourPlay; at: number }[];
}

export function grouped(items: readonly BehaviourPlay[], competencies: AssessmentPlay['competencies']): Group[] {
  const groups: Group[] = [];
  items.forEach((item, at) => {
    const last = groups[groups.length - 1];
    const competency = competencies.find(({ id }) => id === item.competency);
    if (last && last.competency === competency) last.items.push({ item, at });
    else groups.push({ competency, items: [{ item, at }] });
  });
  return groups;
}

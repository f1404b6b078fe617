import type { ConsoleView, HandBallot, ItemCount } from '$shared/model/wire';

/** The most raised hands typed for one option, as the server takes them. */
export const mostHands = 500;

/** Under so many answers nothing of devices joins raised hands: everybody saw these, and could take them away from the sum. */
const enough = 5;

/** What was typed so far of a question, option by option; null where nothing was. */
export const typedOf = ({ options, counts }: HandBallot): (number | null)[] => options.map(({ id }) => counts.find((line) => line.id === id)?.count ?? null);

/** What stands in the fields as counts by option, an empty field being nobody; undefined where one holds no whole number from 0 to the most. */
export function countsOf({ options }: HandBallot, values: readonly (number | null | undefined)[]): ItemCount[] | undefined {
  const counts = options.map(({ id }, index) => ({ id, count: values[index] ?? 0 }));
  return counts.every(({ count }) => Number.isInteger(count) && count >= 0 && count <= mostHands) ? counts : undefined;
}

export const sum = (counts: readonly ItemCount[]): number => counts.reduce((total, { count }) => total + count, 0);

/** One to four people answered on devices: their answers will not join the hands. */
export const few = ({ progress }: ConsoleView): boolean => progress.answered > 0 && progress.answered < enough;

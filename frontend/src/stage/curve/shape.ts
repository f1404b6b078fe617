import type { CurveFigures, CurvePlay, ItemCount } from '$shared/model/wire';

/** The ground of the chart, in pixels of the 1920 × 1080 picture: it stands on the edge, its months are under it. */
export const ground = { left: 320, right: 930, top: 272, bottom: 966 };

/** The same, of a chart that has the picture's width for itself. */
export const wide = { left: 280, right: 1700, top: 420, bottom: 836 };

export type Ground = typeof ground;

/** Middle of a month across. */
export function xOf(at: Ground, month: number, months: readonly number[]): number {
  const first = months[0] ?? 0;
  const last = months[months.length - 1] ?? first;
  return at.left + ((at.right - at.left) * (month - first)) / (last - first || 1);
}

/** Height of a value of 0…100. */
export const yOf = (at: Ground, value: number): number => at.bottom - ((at.bottom - at.top) * value) / 100;

/** A curve through its points, as the path of an SVG. */
export function lineOf(at: Ground, values: readonly number[], months: readonly number[]): string {
  return values.map((value, index) => `${index === 0 ? 'M' : 'L'}${xOf(at, months[index] ?? 0, months).toFixed(1)} ${yOf(at, value).toFixed(1)}`).join('');
}

/** Months named under the chart: every year, and where the reference turns in its first one. */
export function ticksOf(months: readonly number[]): number[] {
  return months.filter((month) => month % 12 === 0);
}

/** Room kept under a branch's name, for how many drawings look like it. */
const below = 30;

/** Where the reference of each branch is named, at its end, kept off each other; in the branches' order. */
export function endsOf(at: Ground, play: CurvePlay, apart: number): number[] {
  const ends = play.branches.map(({ values }, index) => ({ index, y: yOf(at, values[values.length - 1] ?? 0) })).sort((a, b) => a.y - b.y);
  ends.forEach((end, order) => {
    const above = ends[order - 1];
    if (above && end.y - above.y < apart) end.y = above.y + apart;
  });
  const over = (ends[ends.length - 1]?.y ?? 0) - (at.bottom - below);
  if (over > 0) for (const end of ends) end.y -= over;
  return [...ends].sort((a, b) => a.index - b.index).map(({ y }) => y);
}

/** The three points of a reference: its peak, its trough, and the way after it. */
export type Turn = 'peak' | 'trough' | 'after';

/**
 * Where a reference turns, as places among the months, read from its values: it
 * falls after its peak until it rises again, or until it leaves the other branches.
 */
export function turnsOf(chosen: readonly number[], others: readonly (readonly number[])[]): { turn: Turn; at: number }[] {
  if (chosen.length === 0) return [];
  const last = chosen.length - 1;
  const peak = chosen.indexOf(Math.max(...chosen));
  const rises = chosen.findIndex((value, at) => at > peak && (chosen[at + 1] ?? -Infinity) > value);
  const parts = chosen.findIndex((_, at) => at > peak && others.some((other) => Math.abs((other[at + 1] ?? 0) - (chosen[at + 1] ?? 0)) > 1e-6));
  const found = [rises, parts].filter((at) => at > peak && at < last);
  if (found.length === 0) return [{ turn: 'peak', at: peak }];
  const trough = Math.min(...found);
  return [
    { turn: 'peak', at: peak },
    { turn: 'trough', at: trough },
    { turn: 'after', at: Math.round(trough + (2 * (last - trough)) / 3) },
  ];
}

/** Height of the drawings at each month, on average; empty without any. */
export function meanOf(drawings: readonly (readonly number[])[]): number[] {
  return (drawings[0] ?? []).map((_, month) => drawings.reduce((sum, heights) => sum + (heights[month] ?? 0), 0) / drawings.length);
}

/** Discs of one month that may stand over each other; of more, one disc and their number. */
export const stacked = 10;

/** Drawings closest to a branch, or to none of them ("equal"); undefined while nothing may be shown. */
export const closestTo = (closest: ItemCount[] | null | undefined, id: string): number | undefined => closest?.find((one) => one.id === id)?.count;

/** The branch most drawings look like, or undefined where several share that. */
export function mostLike(figures: CurveFigures, play: CurvePlay): { id: string; count: number; of: number } | undefined {
  if (!figures.closest) return undefined;
  const branches = play.branches.map(({ id }) => ({ id, count: closestTo(figures.closest, id) ?? 0 })).sort((a, b) => b.count - a.count);
  const [first, second] = branches;
  if (!first || first.count === 0 || first.count === second?.count) return undefined;
  return { ...first, of: figures.closest.reduce((sum, { count }) => sum + count, 0) };
}

/** How strong one drawing among so many is drawn, so that a crowd stays a tone and does not become a blot. */
export const toneOf = (drawings: number): number => Math.max(0.12, Math.min(0.55, 7 / drawings));

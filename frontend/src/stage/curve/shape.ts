import type { CurveFigures, CurvePlay, ItemCount } from '$shared/model/wire';

/** The ground of the chart, in pixels of the 1920 × 1080 picture. */
export const ground = { left: 250, right: 990, top: 236, bottom: 836 };

/** The same, of a chart that has the picture's width for itself. */
export const wide = { left: 250, right: 1700, top: 420, bottom: 836 };

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

/** Where the reference of each branch is named, at its end, kept off each other; in the branches' order. */
export function endsOf(at: Ground, play: CurvePlay, apart: number): number[] {
  const ends = play.branches.map(({ values }, index) => ({ index, y: yOf(at, values[values.length - 1] ?? 0) })).sort((a, b) => a.y - b.y);
  ends.forEach((end, order) => {
    const above = ends[order - 1];
    if (above && end.y - above.y < apart) end.y = above.y + apart;
  });
  const over = (ends[ends.length - 1]?.y ?? 0) - at.bottom;
  if (over > 0) for (const end of ends) end.y -= over;
  return [...ends].sort((a, b) => a.index - b.index).map(({ y }) => y);
}

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

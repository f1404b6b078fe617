import { height, withPoint, type Points } from './points';

/** A place on the drawing: x counts months of the list from 0, y is the height. */
export interface Spot {
  x: number;
  y: number;
}

/** A hand that stays this near to where it pressed, in months of the list, moves one point up and down. */
const hold = 0.75;

/**
 * The drawing after the pointer went along a path. Pressed and moved up or down,
 * it carries the point of the nearest month; moved further, it draws: each month
 * it passes takes the height at which it was passed, and so do the months under
 * its two ends. Gone over twice, a month keeps the later height.
 */
export function drawn(base: Points, path: readonly Spot[]): Points {
  const first = path[0];
  const last = path[path.length - 1];
  if (!first || !last) return base;
  const under = (spot: Spot) => Math.min(base.length - 1, Math.max(0, Math.round(spot.x)));
  if (path.every(({ x }) => Math.abs(x - first.x) <= hold)) return withPoint(base, under(first), last.y);

  const points = [...base];
  const passed = new Set<number>();
  const put = (index: number, value: number) => {
    points[index] = height(value);
    passed.add(index);
  };
  put(under(first), first.y);
  path.slice(1).forEach((to, at) => {
    const from = path[at] as Spot;
    const [low, high] = from.x < to.x ? [from.x, to.x] : [to.x, from.x];
    const indices = base.map((_, index) => index).filter((index) => index > low - 1e-9 && index < high + 1e-9 && from.x !== to.x);
    for (const index of indices) put(index, from.y + ((to.y - from.y) * (index - from.x)) / (to.x - from.x));
  });
  if (!passed.has(under(last))) put(under(last), last.y);
  return points;
}

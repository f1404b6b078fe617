import { startOf, withPoint, type Points } from './points';

/** What a key does on the point of a month: another month to stand on, another drawing, or both. */
export interface Pressed {
  index?: number;
  points?: Points;
}

const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** undefined: the key does nothing here. */
export function pressed(key: string, points: Points, index: number): Pressed | undefined {
  const last = points.length - 1;
  if (key === 'ArrowLeft') return { index: Math.max(0, index - 1) };
  if (key === 'ArrowRight') return { index: Math.min(last, index + 1) };
  if (key === 'Home') return { index: 0 };
  if (key === 'End') return { index: last };
  if (key === 'Delete' || key === 'Backspace') return { points: withPoint(points, index, null) };
  // A month without a point first takes its neighbour's height.
  if (key === 'Enter' || key === ' ') return points[index] === null ? { points: withPoint(points, index, startOf(points, index)) } : undefined;
  const by = steps[key];
  return by === undefined ? undefined : { points: withPoint(points, index, startOf(points, index) + by) };
}

/** Heights of a drawing over the months, 0…100; null where nothing is drawn. */
export type Points = readonly (number | null)[];

/** Fewer points than this are not compared with anything. */
export const enough = 6;

export function blank(n: number): Points {
  return Array.from({ length: n }, () => null);
}

/** The drawing a saved value stands for; blank for anything that is none of n months. */
export function pointsOf(value: unknown, n: number): Points {
  if (!Array.isArray(value) || value.length !== n) return blank(n);
  return value.map((one: unknown) => (typeof one === 'number' && one >= 0 && one <= 100 ? one : null));
}

export function withPoint(points: Points, index: number, value: number | null): Points {
  return points.map((one, at) => (at === index ? (value === null ? null : height(value)) : one));
}

/** A height as it is kept: whole, 0…100. */
export function height(value: number): number {
  return Math.round(Math.min(100, Math.max(0, value)));
}

export function countDrawn(points: Points): number {
  return points.filter((one) => one !== null).length;
}

export function highest(points: Points): number {
  return Math.max(0, ...points.map((one) => one ?? 0));
}

/** The drawing as it is compared: its highest point brought to 100. */
export function rescaled(points: Points): Points {
  const top = highest(points);
  return top === 0 ? points : points.map((one) => (one === null ? null : (100 * one) / top));
}

/** Where a month without a point would begin: at its nearest neighbour's height, the earlier one's when both are as near. */
export function startOf(points: Points, index: number): number {
  for (let away = 0; away < points.length; away++) {
    const found = points[index - away] ?? points[index + away];
    if (found != null) return found;
  }
  return 50;
}

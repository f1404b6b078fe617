import type { Points } from './points';
import type { Spot } from './stroke';

/** Where months and heights lie on a chart, in its own pixels. */
export interface Scale {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Months of the list. */
  count: number;
}

/** Room for « forte » and « nulle » on the left, for half a month's name on the right, for the months below. */
export function scaleOf(width: number, height: number, count: number): Scale {
  return { width, height, count, left: 46, right: Math.max(60, width - 16), top: 16, bottom: Math.max(40, height - 34) };
}

export function xOf({ left, right, count }: Scale, index: number): number {
  return left + (index * (right - left)) / Math.max(1, count - 1);
}

export function yOf({ top, bottom }: Scale, value: number): number {
  return bottom - (value * (bottom - top)) / 100;
}

/** The place on the drawing under a pixel of the chart; beyond the edges it is the edge. */
export function spotAt({ left, right, top, bottom, count }: Scale, x: number, y: number): Spot {
  const share = (value: number, from: number, to: number) => Math.min(1, Math.max(0, (value - from) / (to - from)));
  return { x: share(x, left, right) * (count - 1), y: 100 * share(y, bottom, top) };
}

/** Path data of the points that follow one another, and of the gaps between them. */
export function linesOf(scale: Scale, points: Points): { solid: string; gaps: string } {
  const given = points.flatMap((value, index) => (value === null ? [] : [{ index, at: `${round(xOf(scale, index))} ${round(yOf(scale, value))}` }]));
  let solid = '';
  let gaps = '';
  given.forEach(({ index, at }, place) => {
    const before = given[place - 1];
    const next = before?.index === index - 1;
    solid += `${next ? 'L' : 'M'}${at}`;
    if (before && !next) gaps += `M${before.at}L${at}`;
  });
  return { solid, gaps };
}

const round = (value: number) => Math.round(10 * value) / 10;

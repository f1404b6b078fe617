import type { Drawing } from '../../model/wire';

/** A place on the pad, in its units, from its top left. */
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

/** The pad's units. Its picture is as wide as its place, always in this shape. */
export const pad = { width: 640, height: 400 } as const;

/** What a signature may hold, as the program takes it (app/session.go). */
const mostPoints = 600;
const mostStrokes = 100;
/** As in the program: a line this long, as a share of the pad's width, is more than a touch. */
const leastInk = 0.2;

/** A hand trembles, and so do screens that report whole pixels: each point leans a little towards its neighbours; the ends stay. */
export function smoothed(stroke: Stroke): Stroke {
  return stroke.map((point, at) => {
    const before = stroke[at - 1];
    const after = stroke[at + 1];
    if (!before || !after) return point;
    return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4] as const;
  });
}

/** The points that a stroke needs so that nothing of it moves by more than a tolerance (Ramer, Douglas and Peucker). */
export function simplified(stroke: Stroke, tolerance: number): Stroke {
  const first = stroke[0];
  const last = stroke[stroke.length - 1];
  if (!first || !last || stroke.length < 3) return stroke;
  let farthest = 0;
  let most = 0;
  for (let at = 1; at < stroke.length - 1; at += 1) {
    const away = distance(stroke[at] as Point, first, last);
    if (away > most) [farthest, most] = [at, away];
  }
  if (most <= tolerance) return [first, last];
  return simplified(stroke.slice(0, farthest + 1), tolerance).slice(0, -1).concat(simplified(stroke.slice(farthest), tolerance));
}

/** From a point to the stretch between two others. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** What is sent: whole units within the pad, smoothed, with as many points as it may have; a longer one gets coarser, never cut. */
export function drawingOf(strokes: readonly Stroke[]): Drawing {
  let lines = strokes.slice(0, mostStrokes).map(smoothed);
  const within = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)));
  for (let tolerance = 0.8; ; tolerance *= 1.5) {
    lines = lines.map((stroke) => simplified(stroke, tolerance));
    if (lines.reduce((sum, stroke) => sum + stroke.length, 0) > mostPoints) continue;
    return { ...pad, strokes: lines.map((stroke) => stroke.map(([x, y]) => [within(x, pad.width), within(y, pad.height)])) };
  }
}

/** Whether there is more than a touch on the pad. */
export function inked(strokes: readonly Stroke[]): boolean {
  const length = strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce((all, [x, y], at) => all + Math.hypot(x - (stroke[at] as Point)[0], y - (stroke[at] as Point)[1]), 0), 0);
  return length >= leastInk * pad.width + 2;
}

/** A stroke as a path: round through the middles between its points; a dot where the pen only touched. */
export function pathOf(stroke: readonly (readonly number[])[]): string {
  const spots = stroke.map(([x = 0, y = 0]) => [x, y] as const);
  const first = spots[0];
  const last = spots[spots.length - 1];
  if (!first || !last) return '';
  const at = ([x, y]: Point) => `${round(x)} ${round(y)}`;
  const bends = spots.slice(1, -1).map((point, index) => {
    const next = spots[index + 2] as Point;
    return `Q${at(point)} ${at([(point[0] + next[0]) / 2, (point[1] + next[1]) / 2])}`;
  });
  return `M${at(first)}${bends.join('')}L${at(last)}`;
}

const round = (value: number) => Math.round(value * 10) / 10;

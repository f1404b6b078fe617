/** One position of a slider, drawn from left to right. */
export interface Stop {
  /** As it is sent: negative for the manager's side, whatever side that is drawn on. */
  value: number;
  /** How far from the middle, 0 in the middle. */
  degree: number;
  side: 'left' | 'middle' | 'right';
}

/** The positions of a slider from left to right; flipped draws the manager's side on the right. */
export function stopsOf(min: number, max: number, flipped: boolean): Stop[] {
  const stops = Array.from({ length: max - min + 1 }, (_, index): Stop => {
    const drawn = min + index;
    return { value: flipped ? -drawn : drawn, degree: Math.abs(drawn), side: drawn < 0 ? 'left' : drawn > 0 ? 'right' : 'middle' };
  });
  // −0 would be sent as 0 but compare as another value.
  return stops.map((stop) => ({ ...stop, value: stop.value === 0 ? 0 : stop.value }));
}

/** A saved position, undefined for a pass, nothing, or what is no position of this slider. */
export function positionOf(value: unknown, min: number, max: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

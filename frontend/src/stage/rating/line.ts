import type { RatedFigures, RatingFigures, RatingPlay } from '$shared/model/wire';

/** How far along the line a value stands, in per cent. */
export const along = (value: number, { min, max }: Pick<RatingPlay, 'min' | 'max'>): number => (100 * (Math.min(max, Math.max(min, value)) - min)) / (max - min || 1);

/** Closer than this, in per cent of the line, two printed values would touch. */
const touching = 10;

/** How a value is printed over its mark: in the middle, or beside it where the other is close. */
export type Printed = 'middle' | 'left' | 'right';

/** Where the two values of one line are printed, away from each other. */
export function printed(reference: number | undefined, median: number | undefined): { reference: Printed; median: Printed } {
  if (reference === undefined || median === undefined || Math.abs(reference - median) > touching) return { reference: 'middle', median: 'middle' };
  return reference <= median ? { reference: 'left', median: 'right' } : { reference: 'right', median: 'left' };
}

/** The source on which the room diverges most, or undefined where it largely agrees or nothing may be shown. */
export function mostDivided(figures: RatingFigures): RatedFigures | undefined {
  const known = figures.items.filter(({ consensus }) => consensus != null).sort((a, b) => (a.consensus ?? 0) - (b.consensus ?? 0));
  return known[0] && known[0].band !== 'strong' ? known[0] : undefined;
}

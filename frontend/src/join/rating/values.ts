/** A saved rating; undefined for a pass, nothing, or what is no whole number of the scale. */
export function ratingOf(value: unknown, { min, max }: { min: number; max: number }): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

/** Where a slider that was never set is taken up by the keys: the middle, from which no end is nearer. */
export function middleOf({ min, max }: { min: number; max: number }): number {
  return Math.round((min + max) / 2);
}

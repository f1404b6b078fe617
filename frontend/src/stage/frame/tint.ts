/** Token of a cell's ground: lightness carries the count in four steps. */
export function tint(count: number, largest: number): string {
  return count === 0 ? 'transparent' : `var(--heat-n${Math.max(1, Math.ceil((4 * count) / Math.max(1, largest)))})`;
}

import type { MapFigures, MapRow } from '$shared/model/wire';

/** Positions from the manager pole to the leader pole. */
export const positions = 7;

/** The row set now on stage: the trainer switches the pass. */
export function rowsOf(map: MapFigures, pass: string): MapRow[] {
  return (map.passes.find((p) => p.pass === pass) ?? map.passes[0])?.rows ?? [];
}

/** Token of a cell's ground: lightness carries the count in four steps, hue repeats the side. */
export function ground(position: number, count: number, largest: number): string {
  if (count === 0) return 'transparent';
  const side = position < 3 ? 'm' : position > 3 ? 'l' : 'n';
  const step = largest <= 6 ? Math.min(4, count <= 2 ? count : count <= 4 ? 3 : 4) : Math.max(1, Math.ceil((4 * count) / largest));
  return `var(--heat-${side}${step})`;
}

/** The largest count of the rows, for the steps of a large group. */
export function largestOf(rows: MapRow[]): number {
  return Math.max(1, ...rows.flatMap((row) => row.counts ?? []));
}

/** Left edge of a mean (−3…3) in per cent of the row. */
export const meanAt = (mean: number) => ((mean + 3.5) / positions) * 100;

/** Places one dot per person inside a cell of 84 × 59: rows of up to four, centred. */
export function dotsIn(count: number): { x: number; y: number }[] {
  const perRow = count <= 4 ? count : Math.ceil(count / (count > 8 ? 3 : 2));
  const rows = Math.ceil(count / perRow);
  const gap = Math.min(20, 76 / perRow);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / perRow);
    const inRow = Math.min(perRow, count - row * perRow);
    return { x: 42 + ((index % perRow) - (inRow - 1) / 2) * gap, y: 26 + (row - (rows - 1) / 2) * Math.min(18, 44 / rows) };
  });
}

/** People up to whom a map draws one dot for each; beyond, figures. */
export const dottedUpTo = 20;

/** Whether nobody stands where the mean of a row falls. */
export function meanIsNobody(counts: number[], mean: number): boolean {
  return counts[Math.round(mean) + (positions - 1) / 2] === 0;
}

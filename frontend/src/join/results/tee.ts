import type { OwnAssessment, OwnCell } from '$shared/model/wire';

/** The T as drawn: its bar on top, seven cells that fill upwards; its stem below, cells that fill to the right. */
export interface Tee {
  width: number;
  height: number;
  cells: TeeCell[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TeeCell extends Box {
  competency: string;
  /** As in the table, from 1. */
  number: number;
  /** Where the number stands. */
  label: { x: number; y: number };
  /** undefined: not enough answers, not zero. */
  fill: Box | undefined;
  marks: TeeMark[];
}

export type MarkKind = 'now' | 'before' | 'hindsight';

export interface TeeMark {
  kind: MarkKind;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const width = 364;
const labels = 24;
const barHeight = 92;
const stemCell = 40;
// What lies over what: where two marks meet, the present one is seen.
const kinds: readonly MarkKind[] = ['hindsight', 'before', 'now'];

/** Places every cell of the T and the marks in it. */
export function drawTee(cells: readonly OwnCell[]): Tee {
  const bar = cells.filter(({ bar }) => bar === 'horizontal');
  const stem = cells.filter(({ bar }) => bar !== 'horizontal');
  const column = width / Math.max(1, bar.length);
  const stemWidth = width * 0.44;
  const left = (width - stemWidth) / 2;
  const number = (cell: OwnCell) => cells.indexOf(cell) + 1;

  const upright = bar.map((cell, index): TeeCell => {
    const box = { x: index * column, y: labels, width: column, height: barHeight };
    return {
      ...box,
      competency: cell.competency,
      number: number(cell),
      label: { x: box.x + column / 2, y: labels - 8 },
      fill: cell.now == null ? undefined : { ...box, y: level(box, cell.now), height: (barHeight * cell.now) / 100 },
      marks: marksOf(cell, (value) => ({ x1: box.x, x2: box.x + column, y1: level(box, value), y2: level(box, value) })),
    };
  });
  const lying = stem.map((cell, index): TeeCell => {
    const box = { x: left, y: labels + barHeight + index * stemCell, width: stemWidth, height: stemCell };
    const at = (value: number) => left + (stemWidth * value) / 100;
    return {
      ...box,
      competency: cell.competency,
      number: number(cell),
      label: { x: left - 16, y: box.y + stemCell / 2 + 6 },
      fill: cell.now == null ? undefined : { ...box, width: (stemWidth * cell.now) / 100 },
      marks: marksOf(cell, (value) => ({ x1: at(value), x2: at(value), y1: box.y, y2: box.y + stemCell })),
    };
  });
  return { width, height: labels + barHeight + stem.length * stemCell, cells: [...upright, ...lying] };
}

const level = ({ y, height }: Box, value: number) => y + height - (height * value) / 100;

function marksOf(cell: OwnCell, line: (value: number) => Omit<TeeMark, 'kind'>): TeeMark[] {
  return kinds.flatMap((kind) => {
    const value = cell[kind];
    return value == null ? [] : [{ kind, ...line(value) }];
  });
}

/** The marks that stand somewhere in the T, the earliest first. */
export function marksIn({ cells }: Pick<OwnAssessment, 'cells'>): MarkKind[] {
  return (['before', 'hindsight', 'now'] as const).filter((kind) => kind === 'now' || cells.some((cell) => cell[kind] != null));
}

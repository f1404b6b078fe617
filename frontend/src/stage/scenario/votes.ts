import type { SplitFigures, TableView } from '$shared/model/wire';

/** People of one table, or of the tables whose split may not be shown, who voted for an option. */
export interface Group {
  /** Absent for the others. */
  table?: TableView;
  count: number;
}

/** The most people of one option that a row holds as the shapes of their tables, and as small dots. */
const inShapes = 24;
const inDots = 210;

/**
 * How the votes are drawn: one shape for one person, as long as a row can hold
 * the largest option, then one dot for one person, then bars.
 */
export function drawingOf(split: SplitFigures): 'shapes' | 'dots' | 'bars' {
  const largest = Math.max(0, ...(split.counts ?? []).map(({ count }) => count));
  if (largest <= inShapes) return 'shapes';
  return largest <= inDots ? 'dots' : 'bars';
}

/** The votes for an option, table by table where a table's own split may be shown, then the others. */
export function groupsOf(split: SplitFigures, option: string, tables: TableView[]): Group[] {
  const total = split.counts?.find(({ id }) => id === option)?.count ?? 0;
  const groups: Group[] = [];
  let others = total;
  for (const { table, counts } of split.tables) {
    const count = counts.find(({ id }) => id === option)?.count ?? 0;
    const named = tables.find(({ id }) => id === table);
    if (!named || count === 0) continue;
    groups.push({ table: named, count });
    others -= count;
  }
  return others > 0 ? [...groups, { count: others }] : groups;
}

/** Dots that stand above each other and move as one: two hundred that moved by themselves would cost too much. */
export const inColumn = 3;

/** Where an option's first person stands among all those drawn, or the first thing of so many people each; behind the last for no option. */
export function firstOf(split: SplitFigures, option?: string, people = 1): number {
  let before = 0;
  for (const { id, count } of split.counts ?? []) {
    if (id === option) return before;
    before += Math.ceil(count / people);
  }
  return before;
}

import type { SplitFigures, TableView } from '$shared/model/wire';

/** People of one table, or of the tables whose split may not be shown, who voted for an option. */
export interface Group {
  /** Absent for the others. */
  table?: TableView;
  count: number;
}

/** One shape for one person, as long as a row can hold the largest option. */
export const drawable = 24;

/** Whether a split is drawn person by person. */
export function isDrawn(split: SplitFigures): boolean {
  return (split.counts ?? []).every(({ count }) => count <= drawable);
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

/** Where an option's first person stands among all those drawn. */
export function firstOf(split: SplitFigures, option: string): number {
  let before = 0;
  for (const { id, count } of split.counts ?? []) {
    if (id === option) return before;
    before += count;
  }
  return before;
}

import type { CardFigures, CardSortFigures, SortPlay, TableSorting } from '$shared/model/wire';

/** Where « both » stands among the columns. */
export const both = 'both';

/** People by column, parallel to the columns; null while they may not be shown. */
export const countsOf = (card: CardFigures | undefined, columns: readonly { id: string }[]): number[] | null =>
  card?.counts ? columns.map(({ id }) => card.counts?.find((one) => one.id === id)?.count ?? 0) : null;

/** The cards column by column of the key, those of one column in the order they are shown in. */
export const byColumn = (play: SortPlay) => [...play.columns, { id: both }].flatMap(({ id }) => play.cards.filter((card) => card.column === id));

/** Cards that divide the room, the most divided first. */
export function divided(figures: CardSortFigures): CardFigures[] {
  return figures.cards.filter(({ explore, counts }) => explore && counts).sort((a, b) => (a.topShare ?? 1) - (b.topShare ?? 1));
}

/** Cards that most people put elsewhere than the key does, the surest first. */
export function apart(figures: CardSortFigures): CardFigures[] {
  return figures.cards
    .filter(({ counts, column }) => {
      const most = Math.max(0, ...(counts ?? []).map(({ count }) => count));
      return most > 0 && (counts?.find(({ id }) => id === column)?.count ?? 0) < most;
    })
    .sort((a, b) => (b.topShare ?? 0) - (a.topShare ?? 0));
}

/** A table at the reveal; its rank is shared by those ex æquo. */
export interface Placed {
  table: string;
  score: number | undefined;
  rank: number;
  tied: boolean;
}

/** The tables by their rank, those without a score last. */
export function ranked(tables: readonly TableSorting[]): Placed[] {
  const after = (table: TableSorting) => (table.rank > 0 ? table.rank : Infinity);
  return tables
    .map((table, index) => ({ table, index }))
    .sort((a, b) => (after(a.table) === after(b.table) ? a.index - b.index : after(a.table) - after(b.table)))
    .map(({ table }) => ({ table: table.table, score: table.score ?? undefined, rank: table.rank, tied: table.rank > 0 && tables.filter(({ rank }) => rank === table.rank).length > 1 }));
}

import type { RankingFigures, TableRanking } from '$shared/model/wire';

/** What a distance is worth on the stage: closeness to the reference, 0…100. */
export const closeness = (distance: number, max: number): number => (max > 0 ? 100 * (1 - distance / max) : 100);

/** Tables on the stage at a time. */
export const perPage = 4;

/** One tread of a table's stairs; value undefined: no figure may be shown, or none exists. */
export interface Tread {
  kind: 'mean' | 'best' | 'room' | 'team';
  value: number | undefined;
}

/** The treads of a table: its people's mean and best where they may be shown, else the room's mean; then its own list. */
export function treadsOf(table: TableRanking, figures: RankingFigures): Tread[] {
  const at = (distance: number | null | undefined) => (distance == null ? undefined : closeness(distance, figures.maxDistance));
  const alone: Tread[] =
    table.mean != null
      ? [
          { kind: 'mean', value: at(table.mean) },
          { kind: 'best', value: at(table.best) },
        ]
      : figures.mean != null
        ? [{ kind: 'room', value: at(figures.mean) }]
        : [];
  return [...alone, { kind: 'team', value: at(table.distance) }];
}

/** How many of the tables whose people may be shown beat their best member. */
export function strongOf(tables: TableRanking[]): { strong: number; of: number } {
  const known = tables.filter((table) => table.strong != null);
  return { strong: known.filter((table) => table.strong).length, of: known.length };
}

import type { StageWords } from '$shared/i18n/fr/stage';
import type { RankingFigures, TableRanking } from '$shared/model/wire';

/** What a distance is worth on the stage: closeness to the reference, 0…100. */
export const closeness = (distance: number, max: number): number => (max > 0 ? 100 * (1 - distance / max) : 100);

/** Tables up to whom each has its own stairs; beyond, each is a row. */
export const stairsUpTo = 4;

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

/** The finding over the chart, as a sentence. */
export function findingOf(r: StageWords['ranking'], tables: TableRanking[]): string {
  const { strong, of } = strongOf(tables);
  if (of === 0) return tables.length > 0 ? r.lists : r.gained;
  if (of === 1) return strong === 1 ? r.oneBetter : r.noneBetter;
  if (strong === of) return r.allBetter;
  return strong === 0 ? r.noneBetter : r.someBetter(strong, of);
}

/** A table's rank and whether another shares it; undefined without a list, or where there is nobody to be ranked with. */
export function rankOf(table: TableRanking, tables: TableRanking[]): { rank: number; tied: boolean } | undefined {
  if (table.rank < 1 || tables.filter(({ rank }) => rank > 0).length < 2) return undefined;
  return { rank: table.rank, tied: tables.filter(({ rank }) => rank === table.rank).length > 1 };
}

/** The tables from the closest to the reference to the farthest, those without a list last. */
export const byRank = (tables: TableRanking[]): TableRanking[] => [...tables].sort((a, b) => (a.rank || Infinity) - (b.rank || Infinity));

/** How many tables gave an item each rank, best first. */
export function ranksGiven(item: string, items: number, tables: TableRanking[]): number[] {
  const counts = Array.from({ length: items }, () => 0);
  for (const { order } of tables) {
    const rank = order.indexOf(item);
    if (rank >= 0) counts[rank] = (counts[rank] ?? 0) + 1;
  }
  return counts;
}

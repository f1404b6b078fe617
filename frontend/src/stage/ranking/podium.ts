import type { RankingFigures, TableRanking } from '$shared/model/wire';
import { byRank, closeness, rankOf } from './treads';

/** A table on the stage's podium, or in the list beside it. */
export interface Placed {
  table: TableRanking;
  rank: number;
  tied: boolean;
  /** Closeness of its list to the reference, 0…100. */
  value: number;
}

/** One step of the podium; ex æquo share it. */
export interface Step {
  rank: number;
  tables: Placed[];
}

/** Steps of a podium. */
const steps = 3;

/**
 * The podium as it stands: the second on the left, the first in the middle, the
 * third on the right. Two tables that share a step leave the next one empty, and
 * it is not drawn. Whoever comes after, and tables without a list, are listed.
 */
export function podiumOf(figures: RankingFigures): { steps: Step[]; rest: Placed[]; without: TableRanking[] } {
  const ordered = byRank(figures.tables);
  const placed = ordered.flatMap((table): Placed[] => {
    const found = rankOf(table, figures.tables);
    return found && table.distance != null ? [{ table, ...found, value: closeness(table.distance, figures.maxDistance) }] : [];
  });
  const standing = [2, 1, 3].map((rank) => ({ rank, tables: placed.filter((one) => one.rank === rank) }));
  return {
    steps: standing.filter(({ tables }) => tables.length > 0),
    rest: placed.filter(({ rank }) => rank > steps),
    without: ordered.filter((table) => !placed.some((one) => one.table === table)),
  };
}

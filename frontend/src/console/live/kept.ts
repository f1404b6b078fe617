import type { ConsoleView } from '$shared/model/wire';

/**
 * A new picture in which the people and the tables that say what they said are
 * the very objects of the one before: of two hundred people, only those who
 * changed are drawn anew.
 */
export function keptFrom(before: ConsoleView | undefined, now: ConsoleView): ConsoleView {
  if (!before) return now;
  return { ...now, roster: kept(before.roster, now.roster), tables: kept(before.tables, now.tables) };
}

function kept<T extends { id: string }>(before: T[], now: T[]): T[] {
  const known = new Map(before.map((one) => [one.id, one]));
  const list = now.map((one) => {
    const old = known.get(one.id);
    return old && JSON.stringify(old) === JSON.stringify(one) ? old : one;
  });
  return list.length === before.length && list.every((one, at) => one === before[at]) ? before : list;
}

import type { RosterLine, TableView } from '$shared/model/wire';

/** The people of a table; those without one come last, under no table. */
export interface Seating {
  table: TableView | undefined;
  people: RosterLine[];
}

/** The people by table, in the tables' order, by pseudonym. */
export function seat(roster: readonly RosterLine[], tables: readonly TableView[], locale: string): Seating[] {
  const order = new Intl.Collator(locale);
  const at = (id: string) => roster.filter((line) => line.table === id).sort((a, b) => order.compare(a.pseudonym, b.pseudonym));
  const known = new Set(tables.map(({ id }) => id));
  const seated = tables.map((table): Seating => ({ table, people: at(table.id) }));
  const standing = roster.filter((line) => !known.has(line.table)).sort((a, b) => order.compare(a.pseudonym, b.pseudonym));
  return [...seated, ...(standing.length > 0 ? [{ table: undefined, people: standing }] : [])];
}

/** How a person's lamp shows. */
export function lampOf({ connected, answered }: RosterLine): 'lit' | 'waiting' | 'off' {
  if (answered) return 'lit';
  return connected ? 'waiting' : 'off';
}

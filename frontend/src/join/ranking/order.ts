/** A list being ordered: at each rank, best first, the id of an item or null while the rank is free. */
export type Order = readonly (string | null)[];

/** A list without any item, of n ranks. */
export function blank(n: number): Order {
  return Array.from({ length: n }, () => null);
}

/**
 * The order a saved value stands for. Anything that is not such a list (nothing
 * saved, « je préfère ne pas répondre », another version of the items) is blank.
 */
export function orderOf(value: unknown, items: readonly string[]): Order {
  if (!Array.isArray(value) || value.length !== items.length) return blank(items.length);
  const seen = new Set<string>();
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string' || !items.includes(entry) || seen.has(entry)) return null;
    seen.add(entry);
    return entry;
  });
}

/** Puts an item at the first free rank, or at a given one when that is free. */
export function place(order: Order, item: string, rank = order.indexOf(null)): Order {
  if (order.includes(item) || order[rank] !== null) return order;
  return order.map((entry, at) => (at === rank ? item : entry));
}

/** Frees a rank; the others stay where they are. */
export function free(order: Order, rank: number): Order {
  return order.map((entry, at) => (at === rank ? null : entry));
}

/**
 * Moves what stands at one rank to another. The entries between shift by one
 * towards the place left, but a free rank on the way absorbs the shift, so that
 * nothing beyond it moves.
 */
export function move(order: Order, from: number, to: number): Order {
  const item = order[from];
  if (item == null || to < 0 || to >= order.length || from === to) return order;
  const next = [...order];
  next[from] = null;
  const step = from < to ? -1 : 1;
  let carried: string | null = item;
  for (let at = to; carried !== null; at += step) {
    const pushed: string | null = next[at] ?? null;
    next[at] = carried;
    carried = pushed;
  }
  return next;
}

/** The items without a rank, in the order given. */
export function unplaced<T extends { id: string }>(order: Order, items: readonly T[]): T[] {
  return items.filter((item) => !order.includes(item.id));
}

export function complete(order: Order): boolean {
  return order.length > 0 && !order.includes(null);
}

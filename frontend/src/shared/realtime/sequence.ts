/** Where a message stands: the picture it replaces, and that picture's revision. */
export interface Position {
  stream: string;
  revision: number;
}

/**
 * The position of a live message. A message names in `type` the field that
 * holds its picture; a picture of one person or table is a stream of its own.
 * Undefined for what carries no revision: it is never dropped.
 */
export function positionOf(message: unknown): Position | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const outer = message as Record<string, unknown>;
  const type = typeof outer.type === 'string' ? outer.type : '';
  const picture = (typeof outer[type] === 'object' && outer[type] !== null ? outer[type] : outer) as Record<string, unknown>;
  if (typeof picture.revision !== 'number') return undefined;
  const subject = [picture.id, picture.table].find((name) => typeof name === 'string') ?? '';
  return { stream: `${type}:${String(subject)}`, revision: picture.revision };
}

/** Remembers the newest revision of each stream and tells older ones apart. */
export class Sequence {
  #newest = new Map<string, number>();

  /** false when something newer of the same stream was already accepted. An equal revision is accepted. */
  accept({ stream, revision }: Position): boolean {
    const newest = this.#newest.get(stream);
    if (newest !== undefined && revision < newest) return false;
    this.#newest.set(stream, revision);
    return true;
  }

  /** Before a fresh snapshot: some revisions count from the start of the program, which may have restarted. */
  reset(): void {
    this.#newest.clear();
  }
}

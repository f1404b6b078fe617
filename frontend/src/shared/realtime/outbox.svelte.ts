import { SvelteMap } from 'svelte/reactivity';
import { mayRetry, toApiError, type Problem } from '../api/error';
import { randomId } from './id';

/** What an answer answers. A later value for the same key replaces the earlier one. */
export interface OutboxKey {
  participant: string;
  step: string;
  part: string;
  pass: string;
  item: string;
}

/** pending: kept here, not yet acknowledged; saved: on the server's disk; refused: final, with its reason. */
export type OutboxState = 'pending' | 'saved' | 'refused';

export interface OutboxEntry<V> {
  /** Made here, 128 random bits; the same at every attempt, so that a repeated delivery counts once. */
  readonly id: string;
  readonly key: OutboxKey;
  readonly value: V;
  /** Place in the line. */
  readonly order: number;
  readonly state: OutboxState;
  readonly reason?: Problem;
}

export interface OutboxOptions<V, R> {
  /** Keeps the outboxes of different sessions apart. */
  name: string;
  /** Sends one entry; resolves when the server has it on disk. */
  deliver: (entry: OutboxEntry<V>) => Promise<R>;
  /** Entries that may not leave now; they keep their place. */
  holds?: (entry: OutboxEntry<V>) => boolean;
  onsaved?: (entry: OutboxEntry<V>, receipt: R) => void;
  /** A final refusal: the entry is out of the line and the person must be told. */
  onrefused?: (entry: OutboxEntry<V>, reason: Problem) => void;
  /** localStorage by default; without one, or with one that is full, the entries live as long as the page. */
  storage?: Storage;
}

const firstWait = 500;
const longestWait = 8_000;

/**
 * Answers on their way to the server, across cuts and reloads. They leave one
 * at a time in the order given; a failure of the network leaves the line as it
 * is, a final refusal takes the one entry out.
 */
export class Outbox<V, R = unknown> {
  #options: OutboxOptions<V, R>;
  #entries = new SvelteMap<string, OutboxEntry<V>>();
  #storage: Storage | undefined;
  #paused = true;
  #busy = false;
  #wake: (() => void) | undefined;

  constructor(options: OutboxOptions<V, R>) {
    this.#options = options;
    this.#storage = options.storage ?? browserStorage();
    for (const entry of this.#stored()) this.#entries.set(pathOf(entry.key), entry);
  }

  /** Puts a value in the line; it replaces one for the same key that has not left. */
  put(key: OutboxKey, value: V): OutboxEntry<V> {
    const entry: OutboxEntry<V> = { id: randomId(), key: { ...key }, value, order: this.#nextOrder(), state: 'pending' };
    this.#entries.set(pathOf(key), entry);
    this.#store(entry);
    void this.#run();
    return entry;
  }

  /** The latest entry for a key, if any was put here since the page opened or waits from before. */
  get(key: OutboxKey): OutboxEntry<V> | undefined {
    return this.#entries.get(pathOf(key));
  }

  /** What waits, in line. */
  get pending(): OutboxEntry<V>[] {
    return [...this.#entries.values()].filter(({ state }) => state === 'pending').sort((a, b) => a.order - b.order);
  }

  /** What was refused and not yet dismissed. */
  get refused(): OutboxEntry<V>[] {
    return [...this.#entries.values()].filter(({ state }) => state === 'refused').sort((a, b) => a.order - b.order);
  }

  /** The connection is there: deliver, now. */
  resume(): void {
    this.#paused = false;
    this.#wake?.();
    void this.#run();
  }

  /** The connection is gone: keep everything. */
  pause(): void {
    this.#paused = true;
  }

  /** Forgets an entry, whatever its state: the notice was read, or the answer withdrawn. */
  dismiss(key: OutboxKey): void {
    this.#entries.delete(pathOf(key));
    this.#unstore(key);
  }

  /** Forgets all entries, or those of one participant: answers erased, device handed back. */
  clear(participant?: string): void {
    for (const { key } of [...this.#entries.values()]) if (participant === undefined || key.participant === participant) this.dismiss(key);
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let failures = 0; !this.#paused; ) {
        const entry = this.pending.find((one) => this.#options.holds?.(one) !== true);
        if (!entry) break;
        if (await this.#deliver(entry)) failures = 0;
        else if (!this.#paused) await this.#wait(Math.min(longestWait, firstWait * 2 ** failures++));
      }
    } finally {
      this.#busy = false;
    }
  }

  /** false: try again later. */
  async #deliver(entry: OutboxEntry<V>): Promise<boolean> {
    if (this.#takenElsewhere(entry)) {
      this.#entries.delete(pathOf(entry.key));
      return true;
    }
    try {
      const receipt = await this.#options.deliver(entry);
      if (this.#finish(entry, { state: 'saved' })) this.#options.onsaved?.(entry, receipt);
      return true;
    } catch (thrown) {
      const error = toApiError(thrown);
      if (!mayRetry(error)) {
        const reason: Problem = { code: error.code, key: error.key, params: error.params, message: error.message, hint: error.hint };
        if (this.#finish(entry, { state: 'refused', reason })) this.#options.onrefused?.(entry, reason);
        return true;
      }
      // An answer the server stumbles over must not hold up the others.
      if (error.code === 'internal' && this.#current(entry)) this.#replace({ ...entry, order: this.#nextOrder() });
      return false;
    }
  }

  /** Takes an entry out of the line; false when a newer value has taken its place meanwhile. */
  #finish(entry: OutboxEntry<V>, end: Pick<OutboxEntry<V>, 'state' | 'reason'>): boolean {
    if (!this.#current(entry)) return false;
    this.#entries.set(pathOf(entry.key), { ...entry, ...end });
    this.#unstore(entry.key);
    return true;
  }

  #current(entry: OutboxEntry<V>): boolean {
    return this.#entries.get(pathOf(entry.key))?.id === entry.id;
  }

  #replace(entry: OutboxEntry<V>): void {
    this.#entries.set(pathOf(entry.key), entry);
    this.#store(entry);
  }

  #nextOrder(): number {
    return Math.max(0, ...[...this.#entries.values()].map(({ order }) => order)) + 1;
  }

  #wait(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, millis);
      const wake = () => done();
      function done() {
        clearTimeout(timer);
        resolve();
      }
      this.#wake = wake;
    });
  }

  // One item of storage per entry, so that two tabs of one browser do not
  // overwrite each other's line.

  #path(key: OutboxKey): string {
    return `estrade.outbox.${this.#options.name}.${pathOf(key)}`;
  }

  #store(entry: OutboxEntry<V>): void {
    try {
      this.#storage?.setItem(this.#path(entry.key), JSON.stringify({ id: entry.id, key: entry.key, value: entry.value, order: entry.order }));
    } catch {
      // Full or forbidden: the entry still lives in this page, and storage no longer tells the truth about it.
      this.#unstore(entry.key);
      this.#storage = undefined;
    }
  }

  #unstore(key: OutboxKey): void {
    try {
      this.#storage?.removeItem(this.#path(key));
    } catch {
      this.#storage = undefined;
    }
  }

  /** Another tab has sent or replaced it. */
  #takenElsewhere(entry: OutboxEntry<V>): boolean {
    try {
      if (!this.#storage) return false;
      const text = this.#storage.getItem(this.#path(entry.key));
      return text === null || (JSON.parse(text) as { id: string }).id !== entry.id;
    } catch {
      return false;
    }
  }

  #stored(): OutboxEntry<V>[] {
    const found: OutboxEntry<V>[] = [];
    const prefix = `estrade.outbox.${this.#options.name}.`;
    try {
      for (let i = 0; i < (this.#storage?.length ?? 0); i++) {
        const path = this.#storage?.key(i);
        if (!path?.startsWith(prefix)) continue;
        const text = this.#storage?.getItem(path);
        if (!text) continue;
        const kept = JSON.parse(text) as Pick<OutboxEntry<V>, 'id' | 'key' | 'value' | 'order'>;
        if (this.#path(kept.key) === path) found.push({ ...kept, state: 'pending' });
      }
    } catch {
      // Unreadable storage holds nothing that could be sent.
    }
    return found;
  }
}

function pathOf({ participant, step, part, pass, item }: OutboxKey): string {
  return [participant, step, part, pass, item].map(encodeURIComponent).join('/');
}

function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

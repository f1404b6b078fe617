import { randomId } from '$shared/realtime/id';

/** What this phone keeps of its pairing. */
export interface Kept {
  id: string;
  secret: string;
  /** Names this phone: the secret serves the first that uses it. */
  phone: string;
  /** Of the last request sent. */
  counter: number;
}

const place = 'estrade.remote';

/** Where a phone keeps its pairing: the browser's storage, else as long as the page is open. */
export class Keeper {
  readonly #storage: Storage | undefined;
  #kept: Kept | undefined;

  constructor(storage: Storage | undefined) {
    this.#storage = storage;
  }

  /** The pairing, with the counter that another window may have moved on. */
  get kept(): Kept | undefined {
    try {
      const text = this.#storage?.getItem(place);
      if (text) {
        const read: unknown = JSON.parse(text);
        if (isKept(read)) this.#kept = read;
      }
    } catch {
      // Storage that is refused, or holds something else: what the page remembers stands.
    }
    return this.#kept;
  }

  keep(pairing: Kept | undefined): void {
    this.#kept = pairing;
    try {
      if (pairing) this.#storage?.setItem(place, JSON.stringify(pairing));
      else this.#storage?.removeItem(place);
    } catch {
      // Full, or refused.
    }
  }

  /** The next counter: kept before it is used, so that none is used twice. above: a counter known to be taken. */
  count(above = 0): number {
    const kept = this.kept;
    if (!kept) return 0;
    const counter = Math.max(kept.counter, above) + 1;
    this.keep({ ...kept, counter });
    return counter;
  }
}

function isKept(thing: unknown): thing is Kept {
  if (typeof thing !== 'object' || thing === null) return false;
  const { id, secret, phone, counter } = thing as Record<string, unknown>;
  return typeof id === 'string' && typeof secret === 'string' && typeof phone === 'string' && Number.isSafeInteger(counter);
}

/** The pairing in the fragment of the address that the QR opens. */
export function scanned(fragment: string): Kept | undefined {
  const [, id, secret] = /^#([a-z2-7]{26})\.([A-Za-z0-9_-]{43})$/.exec(fragment) ?? [];
  return id && secret ? { id, secret, phone: randomId(), counter: 0 } : undefined;
}

/** The browser's storage, undefined where it is refused. */
export function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

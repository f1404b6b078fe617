import { Keeper } from '../people/keeper';

/** Where the console frames this page, to show what a simulated participant sees. */
export const rehearsalPath = '/rehearsal';

/** A storage that ends with the page. */
class Passing implements Storage {
  #kept = new Map<string, string>();

  get length(): number {
    return this.#kept.size;
  }
  clear(): void {
    this.#kept.clear();
  }
  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#kept.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#kept.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#kept.set(key, value);
  }
}

/**
 * What the page keeps when it is framed beside the console in a rehearsal: the one
 * simulated participant that the fragment names, for as long as the page lives.
 * The browser's own storage, which may hold a real participant, is not touched.
 * Undefined everywhere else.
 */
export function rehearsed(place: Pick<Location, 'pathname' | 'hash'> = location): { keeper: Keeper; storage: Storage } | undefined {
  if (place.pathname !== rehearsalPath) return undefined;
  const said = new URLSearchParams(place.hash.slice(1));
  const word = (name: string) => said.get(name) ?? '';
  const storage = new Passing();
  const keeper = new Keeper(storage);
  if (word('token') !== '') {
    const joined = { session: word('session'), participant: word('participant'), pseudonym: word('pseudonym'), token: word('token'), device: '', reentry: '' };
    keeper.add(joined, '', { code: '', secret: '' });
  }
  return { keeper, storage };
}

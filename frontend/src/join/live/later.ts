/** How long a change waits for another one before it is sent, in milliseconds. */
const pause = 600;

/**
 * Changes that leave once the hand rests: a later one for the same key takes the
 * place of an earlier one. Nothing is lost when the page goes away: what waits
 * leaves then.
 */
export class Later {
  #waiting = new Map<string, { act: () => void; timer: ReturnType<typeof setTimeout> }>();

  do(key: string, act: () => void): void {
    this.drop(key);
    this.#waiting.set(key, { act, timer: setTimeout(() => this.flush(key), pause) });
  }

  /** Does now what waits for a key, or everything that waits. */
  flush(key?: string): void {
    for (const [one, { act, timer }] of [...this.#waiting]) {
      if (key !== undefined && one !== key) continue;
      clearTimeout(timer);
      this.#waiting.delete(one);
      act();
    }
  }

  /** Forgets what waits for a key. */
  drop(key: string): void {
    clearTimeout(this.#waiting.get(key)?.timer);
    this.#waiting.delete(key);
  }
}

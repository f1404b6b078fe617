import { SvelteMap } from 'svelte/reactivity';
import { mayRetry, toApiError, type ApiError } from '$shared/api/error';
import type { Drawing, PersonView, RoomView, Signed, Signing } from '$shared/model/wire';
import type { Link } from '../live/room.svelte';

/** A half-day, as one key. */
export const halfOf = ({ day, afternoon }: { day: string; afternoon: boolean }): string => `${day} ${afternoon ? 'pm' : 'am'}`;

/** What was drawn or typed. */
export interface Given {
  drawing: Drawing;
  typed: string;
}

interface Waiting {
  half: Signing;
  given: Given;
  refused?: ApiError;
}

/**
 * Signatures of the people of this browser on their way. What was signed without
 * a connection waits here and leaves with the next one; it lives as long as the
 * page, so that a shared computer keeps nobody's.
 */
export class Signatures {
  #waiting = new SvelteMap<string, Waiting>();
  #signed = new SvelteMap<string, Signed>();
  #sending: string | undefined = $state();

  /** Half-days that somebody has still to sign. */
  due(room: RoomView, person: PersonView): Signing[] {
    return (room.signing ?? []).filter((half) => this.signed(person, half) === undefined && this.waiting(person.id, half) === undefined);
  }

  /** When somebody signed a half-day, as the program has it on disk. */
  signed(person: PersonView, half: { day: string; afternoon: boolean }): Signed | undefined {
    const told = (person.signed ?? []).find((one) => halfOf(one) === halfOf(half));
    const own = this.#signed.get(`${person.id} ${halfOf(half)}`);
    return own && (!told || own.at > told.at) ? own : told;
  }

  /** Half-days that somebody signed, the first one first. */
  all(person: PersonView): Signed[] {
    const halves = [...(person.signed ?? []), ...[...this.#signed].filter(([key]) => key.startsWith(`${person.id} `)).map(([, one]) => one)];
    return halves
      .filter((one, at) => halves.findIndex((other) => halfOf(other) === halfOf(one)) === at)
      .map((one) => this.signed(person, one) ?? one)
      .sort((a, b) => (halfOf(a) < halfOf(b) ? -1 : 1));
  }

  /** What waits for the connection; refused: it never will leave. */
  waiting(person: string, half: { day: string; afternoon: boolean }): Waiting | undefined {
    const one = this.#waiting.get(`${person} ${halfOf(half)}`);
    return one?.refused ? undefined : one;
  }

  /** Whether anything of somebody's waits. */
  waits(person: string): boolean {
    return [...this.#waiting].some(([key, { refused }]) => key.startsWith(`${person} `) && !refused);
  }

  get busy(): boolean {
    return this.#sending !== undefined;
  }

  /** Signs: resolves when it is on disk, or waits here for the connection. Throws what the program refuses. */
  async sign(link: Link, person: string, half: Signing, given: Given): Promise<Signed | undefined> {
    const key = `${person} ${halfOf(half)}`;
    this.#waiting.set(key, { half, given });
    await this.flush(link);
    const refused = this.#waiting.get(key)?.refused;
    if (refused) {
      this.#waiting.delete(key);
      throw refused;
    }
    return this.#waiting.has(key) ? undefined : this.#signed.get(key);
  }

  /** Sends what waits, one after the other, until the connection goes. */
  async flush(link: Link): Promise<void> {
    for (const [key, one] of [...this.#waiting]) {
      if (link.state !== 'online' || this.#sending !== undefined) return;
      if (one.refused) continue;
      this.#sending = key;
      try {
        const { day, afternoon } = one.half;
        this.#signed.set(key, await link.call<Signed>('sign', { participant: key.slice(0, key.indexOf(' ')), day, afternoon, ...one.given }));
        // Drawn anew meanwhile: that one is still to be sent.
        if (this.#waiting.get(key) === one) this.#waiting.delete(key);
      } catch (thrown) {
        const error = toApiError(thrown);
        if (mayRetry(error)) return;
        this.#waiting.set(key, { ...one, refused: error });
      } finally {
        this.#sending = undefined;
      }
    }
  }
}

/** Those of this page. */
export const signatures = new Signatures();

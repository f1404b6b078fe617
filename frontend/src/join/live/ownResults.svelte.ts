import { SvelteMap } from 'svelte/reactivity';
import { toApiError, type ApiError } from '$shared/api/error';
import type { OwnResults } from '$shared/model/wire';
import type { Link } from './room.svelte';

/**
 * What each person of this browser may read of their own results, asked of the
 * server when somebody wants to read them. What was read last stays, also when
 * the session is closed.
 */
export class OwnResultsBook {
  #link: Link;
  #kept = new SvelteMap<string, OwnResults>();
  #failed = new SvelteMap<string, ApiError>();
  #asked: Record<string, number> = {};

  constructor(link: Link) {
    this.#link = link;
  }

  /** undefined: not known yet. */
  of(participant: string): OwnResults | undefined {
    return this.#kept.get(participant);
  }

  /** Why they could not be asked for the last time. */
  trouble(participant: string): ApiError | undefined {
    return this.#failed.get(participant);
  }

  /** Asks for the results of a person; of two questions the later one's answer stays. */
  async read(participant: string): Promise<void> {
    const turn = (this.#asked[participant] ?? 0) + 1;
    this.#asked[participant] = turn;
    try {
      const results = await this.#link.call<OwnResults>('results', { participant });
      if (this.#asked[participant] !== turn) return;
      this.#kept.set(participant, results);
      this.#failed.delete(participant);
    } catch (thrown) {
      if (this.#asked[participant] === turn) this.#failed.set(participant, toApiError(thrown));
    }
  }

  /** Nothing of a person's is to be read here any more. */
  forget(participant: string): void {
    this.#kept.delete(participant);
    this.#failed.delete(participant);
    this.#asked[participant] = (this.#asked[participant] ?? 0) + 1;
  }
}

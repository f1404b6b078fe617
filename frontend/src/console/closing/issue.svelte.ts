import { type ApiError, toApiError } from '$shared/api/error';
import type { Bundle, IssueRequest } from '$shared/model/wire';
import type { Desk } from '../live/desk.svelte';

/** The issuing of a session's documents, asked for on a page. */
export class Issue {
  busy = $state(false);
  error: unknown = $state.raw();
  /** The attendance contradicts documents issued before: the trainer decides. */
  outdated: ApiError | undefined = $state.raw();

  readonly #desk: Desk;
  readonly #onissued: (bundle: Bundle) => void;
  #asked: Partial<IssueRequest> = {};

  constructor(desk: Desk, onissued: (bundle: Bundle) => void) {
    this.#desk = desk;
    this.#onissued = onissued;
  }

  /** Issues and archives; resolves to whether it was done. */
  async run(request: Partial<IssueRequest>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.#asked = request;
    this.outdated = undefined;
    try {
      // A synthesis whose last words are on their way belongs in the report.
      if (!(await this.#desk.saveDrafts())) return false;
      this.#onissued(await this.#desk.api.issue(this.#desk.id, request));
      this.error = undefined;
      return true;
    } catch (thrown) {
      const error = toApiError(thrown);
      if (error.key === 'documents-outdated') this.outdated = error;
      else this.error = error;
      return false;
    } finally {
      this.busy = false;
      this.#desk.issuing = undefined;
    }
  }

  /** Asks again with the trainer's decision on documents that the attendance contradicts. */
  decide(corrections: 'keep' | 'replace'): Promise<boolean> {
    return this.run({ ...this.#asked, corrections });
  }

  async stop(): Promise<void> {
    try {
      await this.#desk.api.stopIssuing(this.#desk.id);
    } catch (thrown) {
      this.error = thrown;
    }
  }
}

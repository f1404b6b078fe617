import { ApiError, toApiError } from '$shared/api/error';
import type { RemoteAnswer, RemotePicture, RemoteReply, RemoteRequest } from '$shared/model/wire';
import type { Keeper} from './pairing';
import { type Kept } from './pairing';
import { Keys, type Unsigned } from './proof';

/** unpaired: no code was scanned; elsewhere: another window of this phone goes on; the rest tell why it is over. */
export type Place = 'unpaired' | 'connecting' | 'live' | 'offline' | 'elsewhere' | Over;
type Over = 'gone-unpaired' | 'gone-closed' | 'gone-unknown' | 'gone-taken';

/** What a button of the phone asks. */
export interface Act {
  command: 'next' | 'back' | 'unpair';
  confirmed?: boolean;
}

interface Options {
  keeper: Keeper;
  ask: (request: RemoteRequest, stop?: AbortSignal) => Promise<RemoteReply>;
  /** Milliseconds of a clock that only goes on. */
  now?: () => number;
}

const firstWait = 400;
const longestWait = 4_000;
// Between two requests that bring news at once: ten people answering are one picture.
const breath = 250;
// The program answers sooner, news or not: what was asked before a phone slept is lost.
const answeredWithin = 16_000;
// A thumb that presses twice: the second press was for the act before.
const twice = 600;

/** The phone's side of the pairing: follows the session's picture and gives its acts. */
export class Remote {
  place: Place = $state('unpaired');
  view: RemotePicture | undefined = $state.raw();
  /** performance.now() when the picture came. */
  receivedAt = $state(0);
  /** The act under way. */
  acting: Act['command'] | '' = $state('');
  /** Why the last act was refused. */
  error: unknown = $state.raw();
  /** People who have not finished, to be asked about; 0: nothing to ask. */
  unfinished = $state(0);

  readonly #keeper: Keeper;
  readonly #ask: Options['ask'];
  readonly #now: () => number;
  #keys: Keys | undefined;
  #run = '';
  #stop: AbortController | undefined;
  #wake: (() => void) | undefined;
  #poll: AbortController | undefined;
  #askedAt = 0;
  #actedAt = -Infinity;

  constructor({ keeper, ask, now = () => performance.now() }: Options) {
    this.#keeper = keeper;
    this.#ask = ask;
    this.#now = now;
  }

  /** Begins with what was scanned, else with what was kept. */
  start(scanned?: Kept): void {
    this.stop();
    // The same code scanned again by the phone that used it goes on counting.
    if (scanned && this.#keeper.kept?.id !== scanned.id) this.#keeper.keep(scanned);
    const kept = this.#keeper.kept;
    if (!kept) {
      this.place = 'unpaired';
      return;
    }
    this.#keys = new Keys(kept.id, kept.secret);
    this.view = undefined;
    this.error = undefined;
    this.place = 'connecting';
    const stop = new AbortController();
    this.#stop = stop;
    void this.#follow(stop.signal);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  /** Asks again at once where it waits to: the page is back, or the network. */
  wake(): void {
    if (this.#now() - this.#askedAt > answeredWithin) this.#poll?.abort();
    this.#wake?.();
  }

  async act({ command, confirmed = false }: Act): Promise<void> {
    const view = this.view;
    if (!view || this.acting || this.place !== 'live' || this.#now() - this.#actedAt < twice) return;
    this.acting = command;
    this.error = undefined;
    this.unfinished = 0;
    try {
      const answer = await this.#send({
        command,
        confirmed,
        session: view.session,
        revision: view.revision,
        at: Math.round(view.now + this.#now() - this.receivedAt),
        act: command === 'next' ? (view.next?.command ?? '') : '',
      });
      this.#take(answer);
      if (answer.error?.key === 'unfinished') this.unfinished = Math.max(1, Number(answer.error.params?.n) || 1);
      else if (answer.error) this.error = new ApiError(answer.error);
    } catch (thrown) {
      const error = toApiError(thrown);
      this.error = error;
      if (error.key === 'remote-unknown') this.#end('gone-unknown');
      if (error.key !== 'unreachable') return;
      this.place = 'offline';
      this.#poll?.abort();
    } finally {
      this.acting = '';
      this.#actedAt = this.#now();
    }
  }

  async #follow(stop: AbortSignal): Promise<void> {
    stop.addEventListener('abort', () => this.#poll?.abort());
    let wait = firstWait;
    let anew = 0;
    while (!stop.aborted) {
      let rest = breath;
      try {
        this.#askedAt = this.#now();
        this.#poll = new AbortController();
        const answer = await this.#send({ command: 'view', seen: this.view?.turn ?? -1 }, this.#poll.signal);
        if (stop.aborted) return;
        if (answer.error?.key === 'remote-elsewhere') return this.#end('elsewhere');
        this.#take(answer);
        wait = firstWait;
        anew = 0;
      } catch (thrown) {
        if (stop.aborted) return;
        const { key, params } = toApiError(thrown);
        if (key === 'remote-unknown') return this.#end('gone-unknown');
        if (key === 'remote-taken') return this.#end('gone-taken');
        if (key === 'remote-run' && anew++ < 2) {
          this.#run = params.run ?? '';
          this.view = this.view && { ...this.view, turn: -1 };
          continue;
        }
        this.place = 'offline';
        rest = wait * (0.8 + 0.4 * Math.random());
        wait = Math.min(longestWait, wait * 2);
      }
      await this.#rest(rest);
    }
  }

  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
      const over = () => (this.#wake = undefined);
      function done() {
        over();
        resolve();
      }
    });
  }

  async #send(request: Pick<Unsigned, 'command'> & Partial<Unsigned>, stop?: AbortSignal): Promise<RemoteAnswer> {
    const kept = this.#keeper.kept;
    if (!kept || !this.#keys) throw new ApiError({ code: 'unauthorised', key: 'remote-unknown', message: 'No pairing.' });
    const signed = this.#keys.sign({
      session: '',
      revision: 0,
      at: 0,
      act: '',
      confirmed: false,
      seen: -1,
      ...request,
      pairing: kept.id,
      phone: kept.phone,
      run: this.#run,
      counter: this.#keeper.count(this.view?.counter),
    });
    const { box } = await this.#ask(signed, stop);
    try {
      return this.#keys.open(box, signed);
    } catch {
      // Not the program's answer: somebody on the network made it, or changed it.
      throw new ApiError({ code: 'unavailable', key: 'remote-altered', message: 'What arrived is not what the program sent.' });
    }
  }

  #take({ view, gone }: RemoteAnswer): void {
    if (gone) {
      // Sealed by the program itself, so it is true: the secret is good for nothing any more.
      this.#keeper.keep(undefined);
      this.#end(gone === 'closed' ? 'gone-closed' : 'gone-unpaired');
      return;
    }
    if (!view) return;
    this.place = 'live';
    // Of two replies on their way at once the older may come last.
    if (this.view && this.view.run === view.run && view.turn < this.view.turn) return;
    if (this.view && view.revision !== this.view.revision) this.unfinished = 0;
    this.#run = view.run;
    this.view = view;
    this.receivedAt = this.#now();
  }

  #end(place: Place): void {
    this.place = place;
    this.stop();
  }
}

import { Centrifuge, type Options } from 'centrifuge';
import { ApiError, isProblem, toApiError, unreachable } from '../api/error';
import { positionOf, Sequence } from './sequence';

export type LiveState = 'connecting' | 'online' | 'offline';

/** Where to connect and what to say first. */
export interface LiveTarget {
  /** ws:// or wss:// address. */
  url: string;
  token?: string;
  /** Sent with the connection: who this page speaks for. */
  data?: unknown;
}

export interface LiveOptions {
  /** Asked at each start, and again for the data of each connection and when the token has expired. */
  target: () => LiveTarget | Promise<LiveTarget>;
  /**
   * Called when the pictures held may be stale: at the first connection and
   * when messages were missed. Fetch a snapshot, accept() its pictures, show
   * them. Messages that arrive meanwhile wait for it; it is tried again when it
   * rejects. Gets the data of the server's connect reply.
   */
  onresync?: (reply: unknown) => void | Promise<void>;
  /** Called each time the connection is there and the pictures are fresh: the moment to resume an Outbox. */
  ononline?: () => void;
  /** Called when the server ended the connection for good: revoked, replaced, session over. */
  onended?: (reason: ApiError) => void;
  /** Milliseconds a call may take; 8 s by default. */
  timeout?: number;
  /** Milliseconds of a cut before it is called offline; 3 s by default, so that a blink shows nothing. */
  grace?: number;
  /** For tests. */
  create?: (url: string, options: Partial<Options>) => Centrifuge;
}

type Handler = (message: never, channel: string) => void;

/**
 * The page's live connection: published messages in order, calls with typed
 * errors, reconnection, and a fresh snapshot whenever something was missed.
 */
export class Live {
  state: LiveState = $state('connecting');
  /** Last proof that the program was there, in milliseconds since 1970; 0 before the first. */
  lastSeenAt = $state(0);

  #options: LiveOptions;
  #client: Centrifuge | undefined;
  #handlers: { prefix: string; handler: Handler }[] = [];
  #sequence = new Sequence();
  #held: { channel: string; data: unknown }[] | undefined;
  #synced = false;
  #run = 0;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  /** Connects; resolves once the attempt has begun, not once it has succeeded. */
  async start(): Promise<void> {
    this.stop();
    const run = this.#run;
    this.state = 'connecting';
    this.#startGrace();
    let target: LiveTarget;
    try {
      target = await this.#options.target();
    } catch (thrown) {
      if (run === this.#run) this.#retryStart(run, toApiError(thrown));
      return;
    }
    if (run !== this.#run) return;
    // The client takes an empty fresh token for a refusal, so it only asks where there is one.
    const renew = target.token ? { getToken: async () => (await this.#options.target()).token ?? '' } : {};
    const client = (this.#options.create ?? ((url, options) => new Centrifuge(url, options)))(target.url, {
      token: target.token ?? '',
      ...renew,
      data: target.data ?? null,
      getData: async () => (await this.#options.target()).data ?? null,
      minReconnectDelay: 300,
      maxReconnectDelay: 4_000,
      timeout: this.#options.timeout ?? 8_000,
      maxServerPingDelay: 5_000,
    });
    this.#client = client;
    this.#listen(client, run);
    client.connect();
  }

  /** Disconnects for good; start() begins again. */
  stop(): void {
    this.#run++;
    clearTimeout(this.#graceTimer);
    this.#graceTimer = undefined;
    this.#held = undefined;
    this.#synced = false;
    this.#sequence.reset();
    const client = this.#client;
    this.#client = undefined;
    client?.removeAllListeners();
    client?.disconnect();
    this.state = 'offline';
  }

  /** Hears the messages of the channels whose name begins with prefix ("room:"); returns the way to stop. */
  on<M>(prefix: string, handler: (message: M, channel: string) => void): () => void {
    const entry = { prefix, handler: handler as Handler };
    this.#handlers.push(entry);
    return () => {
      this.#handlers = this.#handlers.filter((other) => other !== entry);
    };
  }

  /**
   * Whether a picture obtained otherwise (a snapshot's, a call's result) is not
   * older than what was shown; written as a message: { type: 'room', room }.
   */
  accept(message: object): boolean {
    const position = positionOf(message);
    return position === undefined || this.#sequence.accept(position);
  }

  /** Calls a method of the server; rejects with an ApiError. */
  async call<T>(method: string, data: unknown = {}): Promise<T> {
    const client = this.#client;
    if (!client) throw unreachable();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(slow()), this.#options.timeout ?? 8_000);
    });
    try {
      const reply = await Promise.race([client.rpc(method, data), late]);
      this.#seen();
      const body: unknown = reply.data;
      const refusal = typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
      if (isProblem(refusal)) throw new ApiError(refusal);
      return body as T;
    } catch (thrown) {
      throw fromClient(thrown);
    } finally {
      clearTimeout(timer);
    }
  }

  #listen(client: Centrifuge, run: number): void {
    let missed = false;
    client.on('connecting', () => {
      if (this.state === 'online') {
        this.#seen();
        this.state = 'connecting';
      }
      this.#startGrace();
    });
    client.on('connected', ({ data }) => {
      this.#seen();
      clearTimeout(this.#graceTimer);
      this.#graceTimer = undefined;
      this.state = 'online';
      this.#held = [];
      missed = false;
      // The subscriptions of the reply are told of right after this event.
      queueMicrotask(() => {
        if (run === this.#run && this.state === 'online') void this.#settle(run, missed || !this.#synced, data);
      });
    });
    client.on('subscribed', ({ recovered }) => {
      if (!recovered) missed = true;
      // A channel joined later (a table given by the trainer) starts empty: its picture must be fetched too.
      if (!recovered && this.#held === undefined && this.#synced) {
        this.#held = [];
        void this.#settle(run, true, undefined);
      }
    });
    client.on('publication', ({ channel, data }) => {
      this.#seen();
      if (this.#held) this.#held.push({ channel, data });
      else this.#dispatch(channel, data);
    });
    client.on('disconnected', ({ code, reason }) => {
      clearTimeout(this.#graceTimer);
      this.state = 'offline';
      this.#held = undefined;
      this.#options.onended?.(endOf(code, reason));
    });
  }

  /** Brings the pictures up to date, then lets through what waited. */
  async #settle(run: number, resync: boolean, reply: unknown): Promise<void> {
    const held = this.#held;
    for (let attempt = 0; resync; attempt++) {
      this.#sequence.reset();
      try {
        await this.#options.onresync?.(reply);
        break;
      } catch {
        await new Promise((wait) => setTimeout(wait, Math.min(4_000, 250 * 2 ** attempt)));
      }
      // A new connection settles for itself.
      if (run !== this.#run || this.state !== 'online' || this.#held !== held) return;
    }
    if (run !== this.#run || this.#held !== held) return;
    this.#synced = true;
    this.#held = undefined;
    for (const { channel, data } of held ?? []) this.#dispatch(channel, data);
    this.#options.ononline?.();
  }

  #dispatch(channel: string, data: unknown): void {
    if (typeof data === 'object' && data !== null && !this.accept(data)) return;
    for (const { prefix, handler } of [...this.#handlers]) {
      if (!channel.startsWith(prefix)) continue;
      try {
        handler(data as never, channel);
      } catch (fault) {
        // One broken listener must not keep the others from hearing.
        setTimeout(() => {
          throw fault;
        });
      }
    }
  }

  #retryStart(run: number, reason: ApiError): void {
    if (reason.code === 'unauthorised' || reason.code === 'forbidden' || reason.code === 'not-found') {
      this.state = 'offline';
      this.#options.onended?.(reason);
      return;
    }
    setTimeout(() => {
      if (run === this.#run) void this.start();
    }, 2_000);
  }

  #startGrace(): void {
    this.#graceTimer ??= setTimeout(() => {
      if (this.state === 'connecting') this.state = 'offline';
    }, this.#options.grace ?? 3_000);
  }

  #seen(): void {
    this.lastSeenAt = Date.now();
  }
}

/** The address of a WebSocket on the page's own origin. */
export function webSocketURL(path: string, { protocol, host } = window.location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`;
}

const slow = () => new ApiError({ code: 'unavailable', key: 'timeout', message: 'Estrade is slow to answer.', hint: 'It will be tried again.' });

// Below 100 the client itself gave up; from 100 the server refused (its own
// refusals carry a Problem as the message).
const clientTimeout = 1;
const firstServerCode = 100;
const codesOfServer: Record<number, string> = { 101: 'unauthorised', 103: 'forbidden', 104: 'not-found', 107: 'invalid', 108: 'conflict', 109: 'unauthorised', 111: 'too-many', 112: 'unavailable' };

function fromClient(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const { code, message } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { code?: unknown; message?: unknown };
  if (typeof code !== 'number') return toApiError(thrown);
  if (code < firstServerCode) return code === clientTimeout ? slow() : unreachable();
  const known = toApiError(message);
  if (known.key !== 'internal') return known;
  return new ApiError({ code: codesOfServer[code] ?? 'internal', key: 'internal', message: known.message });
}

function endOf(code: number, reason: string): ApiError {
  const told = toApiError(reason);
  if (told.key !== 'internal') return told;
  return new ApiError({ code: 'unauthorised', key: 'connection-ended', message: 'The connection was ended by Estrade.', hint: `Join again if you should still be here (${code}).` });
}

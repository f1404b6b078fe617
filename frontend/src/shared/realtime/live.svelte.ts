import { ApiError, isProblem, toApiError, unreachable } from '../api/error';
import { Connection, timedOut, type ConnectionOptions } from './connection';
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
  /** Asked at each start, and again for the token and data of each later connection. */
  target: () => LiveTarget | Promise<LiveTarget>;
  /**
   * Called when the pictures held may be stale: at each connection and when a
   * channel was given later. Fetch a snapshot, accept() its pictures, show
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
  create?: (url: string, options: ConnectionOptions) => Pick<Connection, 'connect' | 'disconnect' | 'rpc'>;
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
  #connection: ReturnType<NonNullable<LiveOptions['create']>> | undefined;
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
    let first: LiveTarget | undefined = target;
    const connection = (this.#options.create ?? ((url, options) => new Connection(url, options)))(target.url, {
      hello: async () => {
        const { token, data = null } = first ?? (await this.#options.target());
        first = undefined;
        return token ? { token, data } : { data };
      },
      timeout: this.#timeout,
      firstWait: 300,
      longestWait: 4_000,
      patience: 5_000,
      ...this.#listeners(run),
    });
    this.#connection = connection;
    connection.connect();
  }

  /** Disconnects for good; start() begins again. */
  stop(): void {
    this.#run++;
    clearTimeout(this.#graceTimer);
    this.#graceTimer = undefined;
    this.#held = undefined;
    this.#synced = false;
    this.#sequence.reset();
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.disconnect();
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
    const connection = this.#connection;
    if (!connection) throw unreachable();
    try {
      const body = await connection.rpc(method, data);
      this.#seen();
      const refusal = typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
      if (isProblem(refusal)) throw new ApiError(refusal);
      return body as T;
    } catch (thrown) {
      throw fromConnection(thrown);
    }
  }

  get #timeout(): number {
    return this.#options.timeout ?? 8_000;
  }

  #listeners(run: number): Pick<ConnectionOptions, 'onconnecting' | 'onconnected' | 'onsubscribed' | 'onpublication' | 'onended'> {
    return {
      onconnecting: () => {
        this.#seen();
        this.state = 'connecting';
        this.#startGrace();
      },
      onconnected: (data) => {
        this.#seen();
        clearTimeout(this.#graceTimer);
        this.#graceTimer = undefined;
        this.state = 'online';
        void this.#settle(run, data);
      },
      // A channel joined later (a table given by the trainer) starts empty: its picture must be fetched too.
      onsubscribed: () => {
        if (this.#held === undefined && this.#synced) void this.#settle(run, undefined);
      },
      onpublication: (channel, data) => {
        this.#seen();
        if (this.#held) this.#held.push({ channel, data });
        else this.#dispatch(channel, data);
      },
      onended: ({ code, reason }) => {
        clearTimeout(this.#graceTimer);
        this.state = 'offline';
        this.#held = undefined;
        this.#options.onended?.(endOf(code, reason));
      },
    };
  }

  /** Brings the pictures up to date, then lets through what waited. */
  async #settle(run: number, reply: unknown): Promise<void> {
    const held: { channel: string; data: unknown }[] = [];
    this.#held = held;
    // A new connection settles for itself.
    const stale = () => run !== this.#run || this.#held !== held;
    for (let attempt = 0; ; attempt++) {
      this.#sequence.reset();
      try {
        await this.#options.onresync?.(reply);
        break;
      } catch {
        await new Promise((wait) => setTimeout(wait, Math.min(4_000, 250 * 2 ** attempt)));
      }
      if (stale() || this.state !== 'online') return;
    }
    if (stale()) return;
    this.#synced = true;
    this.#held = undefined;
    for (const { channel, data } of held) this.#dispatch(channel, data);
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

// Below 100 the connection itself gave up; from 100 the server refused (its own
// refusals carry a Problem as the message).
const firstServerCode = 100;
const codesOfServer: Record<number, string> = { 101: 'unauthorised', 103: 'forbidden', 104: 'not-found', 107: 'invalid', 108: 'conflict', 109: 'unauthorised', 111: 'too-many', 112: 'unavailable' };

function fromConnection(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const { code, message } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { code?: unknown; message?: unknown };
  if (typeof code !== 'number') return toApiError(thrown);
  if (code < firstServerCode) return code === timedOut ? slow() : unreachable();
  const known = toApiError(message);
  if (known.key !== 'internal') return known;
  return new ApiError({ code: codesOfServer[code] ?? 'internal', key: 'internal', message: known.message });
}

function endOf(code: number, reason: string): ApiError {
  const told = toApiError(reason);
  if (told.key !== 'internal') return told;
  // A reason of one word is the key of why no token is good any more.
  const key = code === 4501 && reason !== 'unauthorised' && /^[a-z-]+$/.test(reason) ? reason : 'connection-ended';
  return new ApiError({ code: 'unauthorised', key, message: 'The connection was ended by Estrade.', hint: `Join again if you should still be here (${code}).` });
}

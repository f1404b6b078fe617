/** Whom a connection speaks for, asked anew before each attempt. */
export interface Hello {
  token?: string;
  data?: unknown;
}

/** Why a connection ended for good: a WebSocket close code, or the code of a refused connect. */
export interface Ended {
  code: number;
  reason: string;
}

export interface ConnectionOptions {
  hello: () => Promise<Hello>;
  /** The connection is gone; it is tried again by itself. */
  onconnecting: () => void;
  /** The server has let the page in. data: of its reply. Messages come after it. */
  onconnected: (data: unknown) => void;
  /** The server gave the connection one more channel. */
  onsubscribed: (channel: string) => void;
  onpublication: (channel: string, data: unknown) => void;
  /** The server ended it, and it is not tried again. */
  onended: (ended: Ended) => void;
  /** Milliseconds an attempt may take, and a call. */
  timeout: number;
  /** Milliseconds between two attempts: the first wait, and what it grows to. */
  firstWait: number;
  longestWait: number;
  /** Milliseconds a ping of the server may be late. */
  patience: number;
}

/** A call that brought no data: codes below 100 are this client's own, those above the server's. */
export class CallFailed extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** Codes of CallFailed: no answer in time; no connection, or cut before the answer; disconnected by the page. */
export const timedOut = 1;
export const cut = 2;
export const left = 3;

interface Waiting {
  resolve: (data: unknown) => void;
  reject: (reason: CallFailed) => void;
  timer: ReturnType<typeof setTimeout>;
}

interface Reply {
  id?: number;
  error?: { code: number; message?: string; temporary?: boolean };
  connect?: { ping?: number; pong?: boolean; data?: unknown };
  rpc?: { data?: unknown };
  push?: { channel: string; pub?: { data: unknown }; subscribe?: object };
}

// A page that slept finds its timers due and its messages waiting: these come first.
const lateBy = 1_000;
const lateGrace = 1_000;

const tooLarge = 1009;

/**
 * One WebSocket at a time to the program, in as much of the Centrifuge protocol
 * as docs/protocol.md describes: connect, calls, pushes, pings, and another
 * attempt after each cut, later and later and never at the instant at which the
 * whole room tries.
 */
export class Connection {
  #url: string;
  #options: ConnectionOptions;
  #wanted = false;
  /** Grows with each attempt: what belongs to an earlier one is ignored. */
  #attempt = 0;
  #failures = 0;
  #socket: WebSocket | undefined;
  #open = false;
  #lastId = 0;
  #waiting = new Map<number, Waiting>();
  /** Calls made before the connection is there. */
  #queue: { method: string; data: unknown; waiting: Waiting }[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Until when something must be heard: the connect's reply, then the next ping. */
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #silence = 0;
  #pong = false;
  #offline = false;

  constructor(url: string, options: ConnectionOptions) {
    this.#url = url;
    this.#options = options;
  }

  connect(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    addEventListener('offline', this.#onOffline);
    addEventListener('online', this.#onOnline);
    addEventListener('pagehide', this.#onHidden);
    addEventListener('pageshow', this.#onShown);
    void this.#try();
  }

  /** Ends it for good, without an event. */
  disconnect(): void {
    this.#wanted = false;
    this.#failures = 0;
    removeEventListener('offline', this.#onOffline);
    removeEventListener('online', this.#onOnline);
    removeEventListener('pagehide', this.#onHidden);
    removeEventListener('pageshow', this.#onShown);
    this.#drop();
    for (const { waiting } of this.#queue.splice(0)) refuse(waiting, left, 'disconnected');
  }

  /** Calls a method; waits for a connection that is being made. Rejects with CallFailed. */
  rpc(method: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.#wanted) {
        reject(new CallFailed(left, 'disconnected'));
        return;
      }
      const waiting: Waiting = { resolve, reject, timer: setTimeout(() => this.#expire(waiting), this.#options.timeout) };
      if (this.#open) this.#call(method, data, waiting);
      else this.#queue.push({ method, data, waiting });
    });
  }

  #onOffline = (): void => {
    this.#offline = true;
    this.#lose();
  };

  #onOnline = (): void => {
    // What was opened without a network may never be told that it failed.
    if (this.#offline && !this.#open) this.#drop();
    this.#offline = false;
    this.#now();
  };

  // A page kept for the way back is frozen: the server would see it as one that answers no ping.
  #onHidden = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#lose();
  };

  #onShown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#now();
  };

  /** Tries at once what waits for its next attempt. */
  #now(): void {
    if (!this.#wanted || this.#open || this.#socket) return;
    void this.#try();
  }

  async #try(): Promise<void> {
    clearTimeout(this.#retry);
    const attempt = ++this.#attempt;
    const { hello, timeout } = this.#options;
    // It covers the question too: a program that hangs must not be waited for.
    this.#within(timeout);
    let said: Hello;
    try {
      said = await hello();
    } catch {
      if (attempt === this.#attempt) this.#lose();
      return;
    }
    if (attempt !== this.#attempt) return;
    let socket: WebSocket;
    try {
      socket = new WebSocket(this.#url);
    } catch {
      this.#lose();
      return;
    }
    this.#socket = socket;
    const mine = () => this.#socket === socket;
    socket.onopen = () => {
      if (mine()) this.#send({ id: ++this.#lastId, connect: said });
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      if (mine()) this.#hear(data, mine);
    };
    socket.onclose = ({ code, reason }: CloseEvent) => {
      if (!mine()) return;
      this.#socket = undefined;
      if (code === tooLarge || asksToStayAway(code)) this.#end({ code, reason });
      else this.#lose();
    };
  }

  /** One frame: JSON objects, one a line. */
  #hear(frame: string, mine: () => boolean): void {
    let replies: Reply[];
    try {
      replies = frame
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Reply);
    } catch {
      // Not this protocol, or half a frame: what follows cannot be trusted either.
      this.#lose();
      return;
    }
    if (this.#open && replies.length > 0) this.#within(this.#silence);
    for (const reply of replies) {
      // A handler may have ended the connection.
      if (!mine()) return;
      this.#take(reply);
    }
  }

  #take({ id, error, connect, rpc, push }: Reply): void {
    if (id !== undefined) {
      const waiting = this.#waiting.get(id);
      if (waiting) {
        this.#waiting.delete(id);
        if (error) refuse(waiting, error.code, error.message ?? '');
        else settle(waiting, rpc?.data);
      } else if (connect) this.#enter(connect);
      else if (error && !this.#open) this.#refused(error);
    } else if (push) {
      if (push.pub) this.#options.onpublication(push.channel, push.pub.data);
      else if (push.subscribe) this.#options.onsubscribed(push.channel);
    } else if (this.#pong) this.#send({});
  }

  #enter({ ping, pong, data }: NonNullable<Reply['connect']>): void {
    this.#open = true;
    this.#failures = 0;
    this.#offline = false;
    this.#pong = pong === true;
    this.#silence = ping ? ping * 1000 + this.#options.patience : 0;
    this.#within(this.#silence);
    this.#options.onconnected(data);
    for (const { method, data, waiting } of this.#queue.splice(0)) this.#call(method, data, waiting);
  }

  #refused({ code, message = '', temporary }: NonNullable<Reply['error']>): void {
    if (temporary || code < 100) this.#lose();
    else this.#end({ code, reason: message });
  }

  #call(method: string, data: unknown, waiting: Waiting): void {
    const id = ++this.#lastId;
    this.#waiting.set(id, waiting);
    this.#send({ id, rpc: { method, data } });
  }

  #send(command: object): void {
    try {
      this.#socket?.send(JSON.stringify(command));
    } catch {
      // Closing: its close is on the way, and with it the end of what waits.
    }
  }

  #expire(late: Waiting): void {
    for (const [id, waiting] of this.#waiting) if (waiting === late) this.#waiting.delete(id);
    this.#queue = this.#queue.filter(({ waiting }) => waiting !== late);
    late.reject(new CallFailed(timedOut, 'timeout'));
  }

  /** Takes the connection for dead when nothing is heard for so many milliseconds; 0: never. */
  #within(millis: number): void {
    clearTimeout(this.#deadline);
    if (millis === 0) return;
    const due = Date.now() + millis;
    this.#deadline = setTimeout(() => {
      if (Date.now() - due < lateBy) this.#lose();
      else this.#deadline = setTimeout(() => this.#lose(), lateGrace);
    }, millis);
  }

  /** The connection is gone, or did not come about: again later. */
  #lose(): void {
    if (!this.#wanted) return;
    const was = this.#open;
    this.#drop();
    const most = Math.min(this.#options.longestWait, this.#options.firstWait * 2 ** Math.min(this.#failures++, 31));
    const wait = Math.min(this.#options.longestWait, this.#options.firstWait + Math.random() * most);
    this.#retry = setTimeout(() => void this.#try(), wait);
    if (was) this.#options.onconnecting();
  }

  #end(ended: Ended): void {
    this.disconnect();
    this.#options.onended(ended);
  }

  /** Lets go of the socket and of the calls that wait for an answer over it. */
  #drop(): void {
    this.#attempt++;
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    this.#open = false;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) refuse(one, cut, 'connection closed');
  }
}

function settle(waiting: Waiting, data: unknown): void {
  clearTimeout(waiting.timer);
  waiting.resolve(data);
}

function refuse(waiting: Waiting, code: number, message: string): void {
  clearTimeout(waiting.timer);
  waiting.reject(new CallFailed(code, message));
}

/** Close codes by which the server asks not to come back. */
const asksToStayAway = (code: number) => (code >= 3500 && code < 4000) || (code >= 4500 && code < 5000);

// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type ConnectionOptions } from './connection';

/** A WebSocket whose other end is the test. */
class FakeSocket {
  static made: FakeSocket[] = [];
  static get last(): FakeSocket {
    const socket = FakeSocket.made[FakeSocket.made.length - 1];
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;
  close = vi.fn();
  sent: Record<string, unknown>[] = [];
  constructor(readonly url: string) {
    FakeSocket.made.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  hear(...replies: unknown[]) {
    this.onmessage?.({ data: replies.map((reply) => JSON.stringify(reply)).join('\n') });
  }
  end(code = 1006, reason = '') {
    this.onclose?.({ code, reason });
  }
  /** Opens and lets the page in, with what follows in the same frame. */
  admit(...more: unknown[]) {
    this.onopen?.();
    this.hear({ id: this.sent[0]?.id, connect: { client: 'c', ping: 10, pong: true, data: { hello: 1 }, subs: { 'room:s': {} } } }, ...more);
  }
}

const events: unknown[] = [];
let connection: Connection;

function open(options: Partial<ConnectionOptions> = {}): Connection {
  connection = new Connection('ws://x/live', {
    hello: () => Promise.resolve({ data: { people: ['t'] } }),
    onconnecting: () => events.push('connecting'),
    onconnected: (data) => events.push(['connected', data]),
    onsubscribed: (channel) => events.push(['subscribed', channel]),
    onpublication: (channel, data) => events.push([channel, data]),
    onended: (ended) => events.push(['ended', ended]),
    timeout: 8_000,
    firstWait: 300,
    longestWait: 4_000,
    patience: 5_000,
    ...options,
  });
  connection.connect();
  return connection;
}

const pass = (millis = 0) => vi.advanceTimersByTimeAsync(millis);
/** Between the hello and the socket. */
const begin = async (options?: Partial<ConnectionOptions>) => {
  open(options);
  await pass();
};
const admitted = async (options?: Partial<ConnectionOptions>) => {
  await begin(options);
  FakeSocket.last.admit();
  events.length = 0;
};
const transition = (type: string, persisted: boolean) => window.dispatchEvent(Object.assign(new Event(type), { persisted }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  FakeSocket.made = [];
  events.length = 0;
});
afterEach(() => {
  connection.disconnect();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('Connection', () => {
  it('says hello first and tells what follows in its order, from one frame or several', async () => {
    await begin();
    const socket = FakeSocket.last;
    expect(socket.url).toBe('ws://x/live');
    expect(socket.sent).toEqual([]);
    socket.admit({ push: { channel: 'room:s', pub: { data: { n: 1 } } } });
    expect(socket.sent).toEqual([{ id: 1, connect: { data: { people: ['t'] } } }]);
    socket.hear({ push: { channel: 'team:t', subscribe: {} } });
    socket.hear({ push: { channel: 'team:t', pub: { data: { n: 2 } } } }, { push: { channel: 'team:t', unsubscribe: { code: 2000 } } }, { push: { channel: 'later', join: {} } });
    expect(events).toEqual([['connected', { hello: 1 }], ['room:s', { n: 1 }], ['subscribed', 'team:t'], ['team:t', { n: 2 }]]);
  });

  it('answers pings, and nothing else', async () => {
    await admitted();
    FakeSocket.last.hear({});
    FakeSocket.last.hear({ push: { channel: 'room:s', pub: { data: 1 } } });
    expect(FakeSocket.last.sent.slice(1)).toEqual([{}]);
  });

  it('answers no ping the server asked no answer to', async () => {
    await begin();
    FakeSocket.last.onopen?.();
    FakeSocket.last.hear({ id: 1, connect: { client: 'c' } });
    FakeSocket.last.hear({});
    expect(FakeSocket.last.sent).toHaveLength(1);
    await pass(60_000);
    expect(FakeSocket.made).toHaveLength(1);
  });

  it('takes a silent connection for dead, and any message for life', async () => {
    await admitted();
    await pass(14_000);
    FakeSocket.last.hear({ push: { channel: 'room:s', pub: { data: 1 } } });
    await pass(14_999);
    expect(events).toEqual([['room:s', 1]]);
    await pass(1);
    expect(events[events.length - 1]).toBe('connecting');
    expect(FakeSocket.last.close).toHaveBeenCalled();
    await pass(450);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('hears what waited for a page that slept before it takes the connection for dead', async () => {
    await admitted();
    const socket = FakeSocket.last;
    // The computer sleeps: the clock goes on, the timers do not.
    vi.setSystemTime(Date.now() + 3_600_000);
    await pass(15_000);
    expect(events).toEqual([]);
    socket.hear({});
    await pass(14_000);
    expect(FakeSocket.made).toHaveLength(1);
    vi.setSystemTime(Date.now() + 3_600_000);
    await pass(1_000);
    expect(events).toEqual([]);
    await pass(1_000);
    expect(events).toEqual(['connecting']);
  });

  it('comes back later and later, never at a fixed moment, and at once after a success', async () => {
    const waits: number[] = [];
    await begin();
    for (let tries = 1; tries <= 7; tries++) {
      FakeSocket.last.end();
      const from = Date.now();
      while (FakeSocket.made.length === tries) await pass(10);
      waits.push(Date.now() - from);
    }
    expect(waits).toEqual([450, 600, 900, 1_500, 2_300, 2_300, 2_300]);
    FakeSocket.last.admit();
    FakeSocket.last.end(3001, 'shutdown');
    vi.mocked(Math.random).mockReturnValue(0);
    await pass(449);
    const count = FakeSocket.made.length;
    await pass(1);
    expect(FakeSocket.made.length).toBe(count + 1);
  });

  it('waits by chance between the first wait and twice it, at most the longest', async () => {
    for (const [chance, wait] of [
      [0, 300],
      [0.999, 599],
    ] as const) {
      vi.mocked(Math.random).mockReturnValue(chance);
      await admitted();
      const count = FakeSocket.made.length;
      FakeSocket.last.end();
      await pass(wait - 1);
      expect(FakeSocket.made.length).toBe(count);
      await pass(2);
      expect(FakeSocket.made.length).toBe(count + 1);
      connection.disconnect();
    }
  });

  it('gives an attempt up that takes too long, also while it asks whom it speaks for', async () => {
    const hello = vi.fn<() => Promise<object>>(() => new Promise(() => undefined));
    await begin({ hello });
    await pass(8_000 + 450);
    expect([hello.mock.calls.length, FakeSocket.made.length]).toEqual([2, 0]);
    hello.mockResolvedValue({});
    await pass(8_000 + 600);
    expect(FakeSocket.made).toHaveLength(1);
    await pass(8_000 + 900);
    expect([FakeSocket.made.length, FakeSocket.made[0]?.close.mock.calls.length]).toEqual([2, 1]);
  });

  it('tries again when it cannot be told whom it speaks for', async () => {
    const hello = vi.fn<() => Promise<object>>().mockRejectedValueOnce(new Error('busy')).mockResolvedValue({});
    await begin({ hello });
    await pass(450);
    expect([hello.mock.calls.length, FakeSocket.made.length]).toEqual([2, 1]);
  });

  it.each([
    [3500, false],
    [3999, false],
    [4501, false],
    [4999, false],
    [1009, false],
    [1000, true],
    [1006, true],
    [3001, true],
    [3012, true],
    [4001, true],
    [4499, true],
  ])('follows close code %i: again %s', async (code, again) => {
    await admitted();
    FakeSocket.last.end(code, 'why');
    expect(events).toEqual(again ? ['connecting'] : [['ended', { code, reason: 'why' }]]);
    await pass(600);
    expect(FakeSocket.made).toHaveLength(again ? 2 : 1);
  });

  it('follows a refused connect: again only when it is temporary', async () => {
    await begin();
    FakeSocket.last.onopen?.();
    FakeSocket.last.hear({ id: 1, error: { code: 4503, message: 'busy', temporary: true } });
    await pass(450);
    expect([FakeSocket.made.length, events]).toEqual([2, []]);
    FakeSocket.last.onopen?.();
    FakeSocket.last.hear({ id: 2, error: { code: 4400, message: 'malformed' } });
    expect(events).toEqual([['ended', { code: 4400, reason: 'malformed' }]]);
    await pass(60_000);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('begins anew after a frame that is not this protocol', async () => {
    await admitted();
    FakeSocket.last.onmessage?.({ data: '{"push":{"channel":"room:s","pub":{"data":1}}}\n{"pu' });
    expect(events).toEqual(['connecting']);
    await pass(450);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('tells nothing of a socket it has let go of', async () => {
    await admitted();
    const old = FakeSocket.last;
    await pass(15_000);
    await pass(450);
    events.length = 0;
    old.hear({ push: { channel: 'room:s', pub: { data: 1 } } });
    old.end(4501);
    expect(events).toEqual([]);
    FakeSocket.last.admit();
    expect(events).toEqual([['connected', { hello: 1 }]]);
  });

  it('stops in the middle of a frame when a listener disconnects', async () => {
    await begin({ onpublication: (_, data) => (events.push(data), connection.disconnect()) });
    FakeSocket.last.admit({ push: { channel: 'a', pub: { data: 1 } } }, { push: { channel: 'a', pub: { data: 2 } } });
    expect(events).toEqual([['connected', { hello: 1 }], 1]);
  });

  it('is silent after disconnect, and connects again', async () => {
    await admitted();
    connection.disconnect();
    FakeSocket.last.end();
    await pass(60_000);
    expect([events, FakeSocket.made.length]).toEqual([[], 1]);
    connection.connect();
    connection.connect();
    await pass();
    expect(FakeSocket.made).toHaveLength(2);
  });

  it('starts again at once when the network is back', async () => {
    await admitted();
    window.dispatchEvent(new Event('offline'));
    expect(events).toEqual(['connecting']);
    window.dispatchEvent(new Event('online'));
    await pass();
    expect(FakeSocket.made).toHaveLength(2);
    // One that was opened while there was no network may never be told so.
    FakeSocket.last.admit();
    window.dispatchEvent(new Event('offline'));
    await pass(450);
    const blind = FakeSocket.last;
    window.dispatchEvent(new Event('online'));
    await pass();
    expect([FakeSocket.made.length, blind.close.mock.calls.length]).toEqual([4, 1]);
    // A connection that stands is left alone.
    FakeSocket.last.admit();
    window.dispatchEvent(new Event('online'));
    await pass(5_000);
    expect(FakeSocket.made).toHaveLength(4);
  });

  it('lets go when the page is kept for the way back, and is there again when it is shown', async () => {
    await admitted();
    transition('pagehide', false);
    expect(events).toEqual([]);
    transition('pagehide', true);
    expect(events).toEqual(['connecting']);
    transition('pageshow', true);
    await pass();
    expect(FakeSocket.made).toHaveLength(2);
  });
});

describe('Connection.rpc', () => {
  it('calls with ids of its own and brings each answer to its call', async () => {
    await admitted();
    const first = connection.rpc('answer', { n: 1 });
    const second = connection.rpc('lock', {});
    expect(FakeSocket.last.sent.slice(1)).toEqual([
      { id: 2, rpc: { method: 'answer', data: { n: 1 } } },
      { id: 3, rpc: { method: 'lock', data: {} } },
    ]);
    FakeSocket.last.hear({ id: 3, error: { code: 4409, message: 'closed' } });
    FakeSocket.last.hear({ id: 2, rpc: { data: { id: 'a' } } }, { id: 99, rpc: {} });
    await expect(first).resolves.toEqual({ id: 'a' });
    await expect(second).rejects.toMatchObject({ code: 4409, message: 'closed' });
  });

  it('waits for a connection that is being made, and sends in the order of the calls', async () => {
    await begin();
    const answers = [connection.rpc('a', 1), connection.rpc('b', 2)];
    FakeSocket.last.admit();
    expect(FakeSocket.last.sent.slice(1).map(({ rpc }) => rpc)).toEqual([
      { method: 'a', data: 1 },
      { method: 'b', data: 2 },
    ]);
    FakeSocket.last.hear({ id: 2, rpc: { data: 'x' } }, { id: 3, rpc: {} });
    await expect(Promise.all(answers)).resolves.toEqual(['x', undefined]);
  });

  it('is refused when no answer comes in time, sent or not', async () => {
    await begin();
    const unsent = expect(connection.rpc('a', 1)).rejects.toMatchObject({ code: 1 });
    await pass(7_999);
    FakeSocket.last.admit();
    const sent = FakeSocket.last.sent.length;
    await pass(1);
    await unsent;
    expect(sent).toBe(2);
    const late = expect(connection.rpc('b', 2)).rejects.toMatchObject({ code: 1 });
    FakeSocket.last.hear({});
    await pass(8_000);
    await late;
    FakeSocket.last.hear({ id: 3, rpc: { data: 'too late' } });
  });

  it('never sends a call that gave up while it waited', async () => {
    await begin({ timeout: 1_000 });
    const gone = expect(connection.rpc('a', 1)).rejects.toMatchObject({ code: 1 });
    await pass(1_000);
    await gone;
    await pass(450);
    FakeSocket.last.admit();
    expect(FakeSocket.last.sent).toHaveLength(1);
  });

  it('is refused by a cut and by a disconnect, told apart', async () => {
    await admitted();
    const lost = expect(connection.rpc('a', 1)).rejects.toMatchObject({ code: 2 });
    FakeSocket.last.end();
    await lost;
    const waiting = expect(connection.rpc('b', 2)).rejects.toMatchObject({ code: 3 });
    connection.disconnect();
    await waiting;
    await expect(connection.rpc('c', 3)).rejects.toMatchObject({ code: 3 });
  });
});

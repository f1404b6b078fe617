import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/error';
import type { ConnectionOptions } from './connection';
import { Live, webSocketURL, type LiveOptions } from './live.svelte';

/** The connection's events and calls, driven by the test. */
class FakeConnection {
  connect = vi.fn();
  disconnect = vi.fn();
  rpc = vi.fn<(method: string, data: unknown) => Promise<unknown>>();
  constructor(readonly heard: ConnectionOptions) {}
  /** The server let the page in, and messages follow at once. */
  connected(publications: unknown[] = []) {
    this.heard.onconnected({ hello: 1 });
    publications.forEach((data) => this.publish(data));
  }
  publish(data: unknown, channel = 'room:s') {
    this.heard.onpublication(channel, data);
  }
}

const room = (revision: number) => ({ type: 'room', room: { revision } });
const settle = () => vi.advanceTimersByTimeAsync(0);

let client: FakeConnection;
let heard: number[];

async function begin(options: Partial<LiveOptions> = {}): Promise<Live> {
  heard = [];
  const live = new Live({ target: () => ({ url: 'ws://x' }), create: (_, heard) => (client = new FakeConnection(heard)), ...options });
  live.on<ReturnType<typeof room>>('room:', (message) => heard.push(message.room.revision));
  await live.start();
  return live;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Live', () => {
  it('fetches a snapshot first, holds messages meanwhile and drops older ones', async () => {
    let release: () => void = () => undefined;
    const ononline = vi.fn();
    const live: Live = await begin({
      ononline,
      onresync: async () => {
        await new Promise<void>((resolve) => (release = resolve));
        expect(live.accept(room(5))).toBe(true);
      },
    });
    client.connected();
    await settle();
    client.publish(room(4));
    client.publish(room(6));
    expect([live.state, heard, ononline.mock.calls.length]).toEqual(['online', [], 0]);
    release();
    await settle();
    expect([heard, ononline.mock.calls.length]).toEqual([[6], 1]);
    client.publish(room(5));
    client.publish(room(9), 'other:s');
    expect(heard).toEqual([6]);
  });

  it('fetches a snapshot at each connection, for messages may have been missed', async () => {
    const onresync = vi.fn();
    const ononline = vi.fn();
    await begin({ onresync, ononline });
    client.connected();
    await settle();
    client.heard.onconnecting();
    client.connected([room(2), room(3)]);
    await settle();
    expect([onresync.mock.calls.length, ononline.mock.calls.length, heard]).toEqual([2, 2, [2, 3]]);
    expect(onresync).toHaveBeenLastCalledWith({ hello: 1 });
  });

  it('lets a snapshot of an earlier connection show nothing', async () => {
    const release: (() => void)[] = [];
    const ononline = vi.fn();
    await begin({ ononline, onresync: () => new Promise<void>((resolve) => void release.push(resolve)) });
    client.connected([room(1)]);
    await settle();
    client.heard.onconnecting();
    client.connected([room(2)]);
    await settle();
    release[0]?.();
    await settle();
    expect([heard, ononline.mock.calls.length]).toEqual([[], 0]);
    release[1]?.();
    await settle();
    expect([heard, ononline.mock.calls.length]).toEqual([[2], 1]);
  });

  it('asks anew whom it speaks for before each connection but the first', async () => {
    let people = 1;
    await begin({ target: () => ({ url: 'ws://x', token: `t${people}`, data: { people: people++ } }) });
    expect(await client.heard.hello()).toEqual({ token: 't1', data: { people: 1 } });
    expect(await client.heard.hello()).toEqual({ token: 't2', data: { people: 2 } });
  });

  it('accepts lower revisions after a snapshot of a restarted program', async () => {
    await begin();
    client.connected([room(40)]);
    await settle();
    client.heard.onconnecting();
    client.connected([room(1)]);
    await settle();
    expect(heard).toEqual([40, 1]);
  });

  it('tries a failed snapshot again', async () => {
    const onresync = vi.fn().mockRejectedValueOnce(new Error('cut')).mockResolvedValue(undefined);
    await begin({ onresync });
    client.connected([room(2)]);
    await settle();
    expect(heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(250);
    expect([onresync.mock.calls.length, heard]).toEqual([2, [2]]);
  });

  it('fetches again when a channel is given later', async () => {
    const onresync = vi.fn();
    await begin({ onresync });
    client.connected();
    await settle();
    client.heard.onsubscribed('team:t');
    await settle();
    expect(onresync).toHaveBeenCalledTimes(2);
  });

  it('calls a cut offline only after a moment', async () => {
    const live = await begin();
    client.connected();
    await settle();
    client.heard.onconnecting();
    expect(live.state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(2_999);
    expect(live.state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(1);
    expect(live.state).toBe('offline');
    client.connected();
    expect(live.state).toBe('online');
  });

  it('tells when it was ended for good', async () => {
    const onended = vi.fn();
    const live = await begin({ onended });
    client.heard.onended({ code: 3500, reason: 'revoked' });
    expect(live.state).toBe('offline');
    expect(onended.mock.calls[0]?.[0]).toMatchObject({ code: 'unauthorised', key: 'connection-ended' });
  });
  it('says why no token is good any more', async () => {
    const onended = vi.fn();
    await begin({ onended });
    client.heard.onended({ code: 4501, reason: 'moved-elsewhere' });
    client.heard.onended({ code: 4501, reason: 'unauthorised' });
    expect(onended.mock.calls.map(([reason]) => (reason as ApiError).key)).toEqual(['moved-elsewhere', 'connection-ended']);
  });

  it('keeps one broken listener from silencing the others', async () => {
    const live = await begin();
    live.on('room:', () => {
      throw new Error('broken');
    });
    const after = vi.fn();
    live.on('room:', after);
    client.connected([room(1)]);
    await expect(settle()).rejects.toThrow('broken');
    expect(after).toHaveBeenCalledTimes(1);
  });

  it('hears nothing after stop', async () => {
    const live = await begin();
    client.connected();
    await settle();
    live.stop();
    expect(client.disconnect).toHaveBeenCalled();
    expect(live.state).toBe('offline');
    await expect(live.call('x')).rejects.toMatchObject({ key: 'unreachable' });
  });
});

describe('Live.call', () => {
  it('returns the data', async () => {
    const live = await begin();
    client.rpc.mockResolvedValue({ id: 'a' });
    await expect(live.call('submit', { value: 1 })).resolves.toEqual({ id: 'a' });
    expect(client.rpc).toHaveBeenCalledWith('submit', { value: 1 });
  });

  it('rejects with the refusal, sent as data or as the message of an error', async () => {
    const problem = { code: 'conflict', key: 'part-closed', message: 'Closed.' };
    const live = await begin();
    client.rpc.mockResolvedValueOnce({ error: problem });
    await expect(live.call('submit')).rejects.toMatchObject(problem);
    client.rpc.mockRejectedValueOnce({ code: 400, message: JSON.stringify(problem) });
    await expect(live.call('submit')).rejects.toBeInstanceOf(ApiError);
    client.rpc.mockRejectedValueOnce({ code: 111, message: 'too many requests' });
    await expect(live.call('submit')).rejects.toMatchObject({ code: 'too-many' });
  });

  it('says apart slow and gone', async () => {
    const live = await begin();
    client.rpc.mockRejectedValueOnce({ code: 1, message: 'timeout' });
    await expect(live.call('submit')).rejects.toMatchObject({ code: 'unavailable', key: 'timeout' });
    client.rpc.mockRejectedValueOnce({ code: 2, message: 'transport closed' });
    await expect(live.call('submit')).rejects.toMatchObject({ code: 'unavailable', key: 'unreachable' });
  });
});

describe('webSocketURL', () => {
  it('stays on the origin of the page', () => {
    expect(webSocketURL('/live', { protocol: 'http:', host: '10.0.0.2:7420' } as Location)).toBe('ws://10.0.0.2:7420/live');
  });
});

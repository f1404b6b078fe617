import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Centrifuge } from 'centrifuge';
import { ApiError } from '../api/error';
import { Live, webSocketURL, type LiveOptions } from './live.svelte';

/** The client's events and calls, driven by the test. */
class FakeClient {
  listeners = new Map<string, (context: unknown) => void>();
  connect = vi.fn();
  disconnect = vi.fn();
  rpc = vi.fn<(method: string, data: unknown) => Promise<{ data: unknown }>>();
  on(event: string, listener: (context: never) => void) {
    this.listeners.set(event, listener as (context: unknown) => void);
    return this;
  }
  removeAllListeners() {
    this.listeners.clear();
  }
  emit(event: string, context: unknown = {}) {
    this.listeners.get(event)?.(context);
  }
  /** The order of the real client: connected, then each subscription, then recovered messages. */
  connected(recovered: boolean, publications: unknown[] = []) {
    this.emit('connected', { data: { hello: 1 } });
    this.emit('subscribed', { channel: 'room:s', recovered });
    publications.forEach((data) => this.emit('publication', { channel: 'room:s', data }));
  }
}

const room = (revision: number) => ({ type: 'room', room: { revision } });
const settle = () => vi.advanceTimersByTimeAsync(0);

let client: FakeClient;
let heard: number[];

async function begin(options: Partial<LiveOptions> = {}): Promise<Live> {
  client = new FakeClient();
  heard = [];
  const live = new Live({ target: () => ({ url: 'ws://x' }), create: () => client as unknown as Centrifuge, ...options });
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
    client.connected(false);
    await settle();
    client.emit('publication', { channel: 'room:s', data: room(4) });
    client.emit('publication', { channel: 'room:s', data: room(6) });
    expect([live.state, heard, ononline.mock.calls.length]).toEqual(['online', [], 0]);
    release();
    await settle();
    expect([heard, ononline.mock.calls.length]).toEqual([[6], 1]);
    client.emit('publication', { channel: 'room:s', data: room(5) });
    client.emit('publication', { channel: 'other:s', data: room(9) });
    expect(heard).toEqual([6]);
  });

  it('needs no snapshot when every message was recovered', async () => {
    const onresync = vi.fn();
    const ononline = vi.fn();
    await begin({ onresync, ononline });
    client.connected(false);
    await settle();
    client.emit('connecting');
    client.connected(true, [room(2), room(3)]);
    await settle();
    expect([onresync.mock.calls.length, ononline.mock.calls.length, heard]).toEqual([1, 2, [2, 3]]);
    client.emit('connecting');
    client.connected(false);
    await settle();
    expect(onresync).toHaveBeenCalledTimes(2);
  });

  it('accepts lower revisions after a snapshot of a restarted program', async () => {
    await begin();
    client.connected(false, [room(40)]);
    await settle();
    client.emit('connecting');
    client.connected(false, [room(1)]);
    await settle();
    expect(heard).toEqual([40, 1]);
  });

  it('tries a failed snapshot again', async () => {
    const onresync = vi.fn().mockRejectedValueOnce(new Error('cut')).mockResolvedValue(undefined);
    await begin({ onresync });
    client.connected(false, [room(2)]);
    await settle();
    expect(heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(250);
    expect([onresync.mock.calls.length, heard]).toEqual([2, [2]]);
  });

  it('fetches again when a channel is given later', async () => {
    const onresync = vi.fn();
    await begin({ onresync });
    client.connected(false);
    await settle();
    client.emit('subscribed', { channel: 'team:t', recovered: false });
    await settle();
    expect(onresync).toHaveBeenCalledTimes(2);
  });

  it('calls a cut offline only after a moment', async () => {
    const live = await begin();
    client.connected(false);
    await settle();
    client.emit('connecting');
    expect(live.state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(2_999);
    expect(live.state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(1);
    expect(live.state).toBe('offline');
    client.connected(false);
    expect(live.state).toBe('online');
  });

  it('tells when it was ended for good', async () => {
    const onended = vi.fn();
    const live = await begin({ onended });
    client.emit('disconnected', { code: 3500, reason: 'revoked' });
    expect(live.state).toBe('offline');
    expect(onended.mock.calls[0]?.[0]).toMatchObject({ code: 'unauthorised', key: 'connection-ended' });
  });

  it('keeps one broken listener from silencing the others', async () => {
    const live = await begin();
    live.on('room:', () => {
      throw new Error('broken');
    });
    const after = vi.fn();
    live.on('room:', after);
    client.connected(false, [room(1)]);
    await expect(settle()).rejects.toThrow('broken');
    expect(after).toHaveBeenCalledTimes(1);
  });

  it('hears nothing after stop', async () => {
    const live = await begin();
    client.connected(false);
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
    client.rpc.mockResolvedValue({ data: { id: 'a' } });
    await expect(live.call('submit', { value: 1 })).resolves.toEqual({ id: 'a' });
    expect(client.rpc).toHaveBeenCalledWith('submit', { value: 1 });
  });

  it('rejects with the refusal, sent as data or as the message of an error', async () => {
    const problem = { code: 'conflict', key: 'part-closed', message: 'Closed.' };
    const live = await begin();
    client.rpc.mockResolvedValueOnce({ data: { error: problem } });
    await expect(live.call('submit')).rejects.toMatchObject(problem);
    client.rpc.mockRejectedValueOnce({ code: 400, message: JSON.stringify(problem) });
    await expect(live.call('submit')).rejects.toBeInstanceOf(ApiError);
    client.rpc.mockRejectedValueOnce({ code: 111, message: 'too many requests' });
    await expect(live.call('submit')).rejects.toMatchObject({ code: 'too-many' });
  });

  it('says apart slow and gone', async () => {
    const live = await begin({ timeout: 1_000 });
    client.rpc.mockReturnValueOnce(new Promise(() => undefined));
    const late = expect(live.call('submit')).rejects.toMatchObject({ code: 'unavailable', key: 'timeout' });
    await vi.advanceTimersByTimeAsync(1_000);
    await late;
    client.rpc.mockRejectedValueOnce({ code: 2, message: 'transport closed' });
    await expect(live.call('submit')).rejects.toMatchObject({ code: 'unavailable', key: 'unreachable' });
  });
});

describe('webSocketURL', () => {
  it('stays on the origin of the page', () => {
    expect(webSocketURL('/live', { protocol: 'http:', host: '10.0.0.2:7420' } as Location)).toBe('ws://10.0.0.2:7420/live');
  });
});

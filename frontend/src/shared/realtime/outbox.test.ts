// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, unreachable } from '../api/error';
import { Outbox, type OutboxEntry, type OutboxKey, type OutboxOptions } from './outbox.svelte';

const key = (item: string, participant = 'p1'): OutboxKey => ({ participant, step: 's1', part: 'vote', pass: '', item });
const refusal = (code: string) => new ApiError({ code, key: 'part-closed', message: 'Closed.', params: { part: 'vote' } });
const settle = () => vi.advanceTimersByTimeAsync(0);

type Deliver = OutboxOptions<number, string>['deliver'];
const make = (deliver: Deliver, more: Partial<OutboxOptions<number, string>> = {}) => new Outbox<number, string>({ name: 'session', deliver, ...more });
const values = (deliver: { mock: { calls: unknown[][] } }) => deliver.mock.calls.map(([entry]) => (entry as OutboxEntry<number>).value);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

describe('Outbox', () => {
  it('keeps what is put while away, the last value of each key, and sends it in order on return', async () => {
    const deliver = vi.fn<Deliver>().mockResolvedValue('ok');
    const outbox = make(deliver);
    outbox.put(key('a'), 1);
    outbox.put(key('b'), 2);
    const last = outbox.put(key('a'), 3);
    await settle();
    expect(deliver).not.toHaveBeenCalled();
    expect(outbox.pending.map(({ value }) => value)).toEqual([2, 3]);
    expect(last.id).toMatch(/^[0-9a-f]{32}$/);
    outbox.resume();
    await settle();
    expect(values(deliver)).toEqual([2, 3]);
    expect(outbox.get(key('a'))).toMatchObject({ state: 'saved', id: last.id });
    expect(localStorage.length).toBe(0);
  });

  it('sends past what may not leave now, which keeps its place', async () => {
    const deliver = vi.fn<Deliver>().mockResolvedValue('ok');
    let away = 'p1';
    const outbox = make(deliver, { holds: (entry) => entry.key.participant === away });
    outbox.put(key('a'), 1);
    outbox.put(key('a', 'p2'), 2);
    outbox.resume();
    await settle();
    expect(values(deliver)).toEqual([2]);
    expect(outbox.pending.map(({ value }) => value)).toEqual([1]);
    away = '';
    outbox.resume();
    await settle();
    expect(values(deliver)).toEqual([2, 1]);
  });

  it('outlives the page', async () => {
    const first = make(vi.fn<Deliver>());
    const { id } = first.put(key('a'), 1);
    first.put(key('b', 'é/ü'), 2);
    const deliver = vi.fn<Deliver>().mockResolvedValue('ok');
    const second = make(deliver);
    expect(second.get(key('a'))).toMatchObject({ id, state: 'pending' });
    expect(make(deliver, { name: 'other' }).pending).toEqual([]);
    second.resume();
    await settle();
    expect(values(deliver)).toEqual([1, 2]);
  });

  it('tries again, with the same id, what the network lost', async () => {
    const deliver = vi.fn<Deliver>().mockRejectedValueOnce(unreachable()).mockRejectedValueOnce(new ApiError({ code: 'too-many', key: 'x', message: '' })).mockResolvedValue('ok');
    const outbox = make(deliver);
    outbox.resume();
    outbox.put(key('a'), 1);
    outbox.put(key('b'), 2);
    await settle();
    expect(deliver).toHaveBeenCalledTimes(1);
    expect(localStorage.length).toBe(2);
    await vi.advanceTimersByTimeAsync(500 + 1_000);
    expect(values(deliver)).toEqual([1, 1, 1, 2]);
    expect(new Set(deliver.mock.calls.slice(0, 3).map(([{ id }]) => id)).size).toBe(1);
    expect(outbox.pending).toEqual([]);
  });

  it('tries at once when the connection is back', async () => {
    const deliver = vi.fn<Deliver>().mockRejectedValueOnce(unreachable()).mockResolvedValue('ok');
    const outbox = make(deliver);
    outbox.resume();
    outbox.put(key('a'), 1);
    await settle();
    outbox.pause();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(deliver).toHaveBeenCalledTimes(1);
    outbox.resume();
    await settle();
    expect(deliver).toHaveBeenCalledTimes(2);
  });

  it.each(['conflict', 'invalid', 'not-found', 'unauthorised', 'forbidden', 'too-large'])('takes out, with a notice, what is refused as %s', async (code) => {
    const onrefused = vi.fn();
    const deliver = vi.fn<Deliver>().mockRejectedValueOnce(refusal(code)).mockResolvedValue('ok');
    const outbox = make(deliver, { onrefused });
    outbox.resume();
    outbox.put(key('a'), 1);
    outbox.put(key('b'), 2);
    await settle();
    expect(values(deliver)).toEqual([1, 2]);
    expect(outbox.refused).toMatchObject([{ value: 1, reason: { code, key: 'part-closed', params: { part: 'vote' } } }]);
    expect(onrefused).toHaveBeenCalledTimes(1);
    expect(localStorage.length).toBe(0);
    outbox.dismiss(key('a'));
    expect(outbox.refused).toEqual([]);
  });

  it('sends the newer value given while the older one was on its way', async () => {
    const answers: ((receipt: string) => void)[] = [];
    const onsaved = vi.fn();
    const deliver = vi.fn<Deliver>().mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const outbox = make(deliver, { onsaved });
    outbox.resume();
    outbox.put(key('a'), 1);
    await settle();
    outbox.put(key('a'), 2);
    answers[0]?.('old');
    await settle();
    expect(outbox.get(key('a'))).toMatchObject({ value: 2, state: 'pending' });
    expect(onsaved).not.toHaveBeenCalled();
    answers[1]?.('new');
    await settle();
    expect(onsaved).toHaveBeenCalledTimes(1);
    expect(onsaved.mock.calls[0]).toMatchObject([{ value: 2 }, 'new']);
  });

  it('lets the others pass one the server stumbles over', async () => {
    const deliver = vi.fn<Deliver>().mockImplementation(({ value }) => (value === 1 ? Promise.reject(refusal('internal')) : Promise.resolve('ok')));
    const outbox = make(deliver);
    outbox.resume();
    outbox.put(key('a'), 1);
    outbox.put(key('b'), 2);
    await vi.advanceTimersByTimeAsync(600);
    expect(outbox.get(key('b'))?.state).toBe('saved');
    expect(outbox.get(key('a'))?.state).toBe('pending');
  });

  it('does not send an older value that another tab has replaced', async () => {
    const older = vi.fn<Deliver>().mockResolvedValue('ok');
    make(older).put(key('a'), 1);
    const first = make(older);
    const newer = vi.fn<Deliver>().mockResolvedValue('ok');
    const second = make(newer);
    second.put(key('a'), 2);
    first.resume();
    await settle();
    second.resume();
    await settle();
    expect(older).not.toHaveBeenCalled();
    expect(values(newer)).toEqual([2]);
  });

  it('works without storage', async () => {
    const full = { setItem: () => { throw new DOMException('full', 'QuotaExceededError'); }, getItem: () => null, removeItem: () => undefined, key: () => null, length: 0, clear: () => undefined };
    const deliver = vi.fn<Deliver>().mockResolvedValue('ok');
    const outbox = make(deliver, { storage: full });
    outbox.put(key('a'), 1);
    outbox.resume();
    await settle();
    expect(values(deliver)).toEqual([1]);
  });

  it('forgets one participant', () => {
    const outbox = make(vi.fn<Deliver>());
    outbox.put(key('a'), 1);
    outbox.put(key('a', 'p2'), 2);
    outbox.clear('p1');
    expect(outbox.pending.map(({ value }) => value)).toEqual([2]);
    expect(localStorage.length).toBe(1);
  });
});

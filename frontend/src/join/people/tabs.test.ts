// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { storageWire, Tabs, type OpenWire, type TabsOptions } from './tabs';

type Word = Parameters<Parameters<OpenWire>[0]>[0];

/** The tabs of one browser. */
let tabs: { hear: (word: Word) => void; frozen: boolean }[];

const open: OpenWire = (hear) => {
  const tab = { hear, frozen: false };
  tabs.push(tab);
  return { post: (word) => tabs.forEach((other) => other !== tab && !other.frozen && setTimeout(() => other.hear(word), 1)) };
};

const tab = (more: Partial<TabsOptions> = {}) => {
  const onyield = vi.fn(() => Promise.resolve());
  return { tabs: new Tabs({ session: 's', onyield, open, ...more }), onyield };
};

/** What a promise brings, with the time it takes. */
async function of<T>(promise: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(1_000);
  return promise;
}

beforeEach(() => {
  vi.useFakeTimers();
  tabs = [];
});
afterEach(() => vi.useRealTimers());

describe('Tabs', () => {
  it('lets the only one in, and a reloaded one', async () => {
    expect(await of(tab().tabs.claim())).toBe(true);
    tabs = []; // the page is gone
    expect(await of(tab().tabs.claim())).toBe(true);
  });
  it('leaves the one that is there alone until the newer one is asked to go on', async () => {
    const [one, two] = [tab(), tab()];
    expect(await of(one.tabs.claim())).toBe(true);
    expect(await of(two.tabs.claim())).toBe(false);
    expect(one.onyield).not.toHaveBeenCalled();
    await of(two.tabs.take());
    expect(one.onyield).toHaveBeenCalledOnce();
    // And back.
    await of(one.tabs.take());
    expect(two.onyield).toHaveBeenCalledOnce();
    expect(await of(tab().tabs.claim())).toBe(false);
  });
  it('waits until the other one has kept what was on its page', async () => {
    const order: string[] = [];
    const one = tab({ onyield: () => new Promise((done) => setTimeout(() => (order.push('kept'), done()), 200)) });
    const two = tab();
    await of(one.tabs.claim());
    await of(two.tabs.claim());
    await of(two.tabs.take().then(() => order.push('taken')));
    expect(order).toEqual(['kept', 'taken']);
  });
  it('goes on all the same when the other one does not answer', async () => {
    const [one, two] = [tab(), tab()];
    await of(one.tabs.claim());
    await of(two.tabs.claim());
    (tabs[0] as { frozen: boolean }).frozen = true;
    await of(two.tabs.take());
    // Woken, the first one finds that it is no longer there.
    (tabs[0] as { frozen: boolean }).frozen = false;
    await of(one.tabs.wake());
    expect([one.onyield.mock.calls.length, two.onyield.mock.calls.length]).toEqual([1, 0]);
  });
  it('keeps its place when it wakes and nobody came', async () => {
    const one = tab();
    await of(one.tabs.claim());
    await of(one.tabs.wake());
    expect(one.onyield).not.toHaveBeenCalled();
    expect(await of(tab().tabs.claim())).toBe(false);
  });
  it('lets one in when two come at the same moment', async () => {
    const claims = await of(Promise.all([tab().tabs.claim(), tab().tabs.claim(), tab().tabs.claim()]));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });
  it('hears a tab that answers late, for a while', async () => {
    const one = tab();
    await of(one.tabs.claim());
    (tabs[0] as { frozen: boolean }).frozen = true;
    const two = tab();
    expect(await of(two.tabs.claim())).toBe(true);
    tabs[1]?.hear({ say: 'here', session: 's', from: 'other' });
    expect(two.onyield).toHaveBeenCalledOnce();
  });
  it('is not concerned by other sessions', async () => {
    expect(await of(tab().tabs.claim())).toBe(true);
    expect(await of(tab({ session: 't' }).tabs.claim())).toBe(true);
  });
});

describe('storageWire', () => {
  it('hears the words of other tabs and nothing else', () => {
    const heard: unknown[] = [];
    const wire = storageWire((word) => heard.push(word));
    const set = vi.spyOn(Storage.prototype, 'setItem');
    wire.post({ say: 'ask', session: 's', from: 'a' });
    wire.post({ say: 'ask', session: 's', from: 'a' });
    const [first, second] = set.mock.calls.map(([, value]) => value);
    expect(first).not.toBe(second);
    set.mockRestore();
    expect(localStorage.getItem('estrade.tabs')).toBeNull();
    const tell = (key: string, newValue: string | null) => window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
    tell('estrade.tabs', first ?? '');
    tell('estrade.tabs', null);
    tell('estrade.tabs', '{broken');
    tell('estrade.sessions', '[]');
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ say: 'ask', session: 's', from: 'a' });
  });
});

// @vitest-environment jsdom
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '$shared/ui/testing/show';
import type { LiveOptions } from '$shared/realtime/live.svelte';
import type { Joined, Message, RoomView } from '$shared/model/wire';
import App from './App.svelte';
import type { RoomApi } from './entry/room';
import { person, room, welcome } from './fixtures/views';
import { i18n } from './i18n';
import type { Link } from './live/room.svelte';
import { Keeper } from './people/keeper';
import { Visit } from './visit.svelte';

const names = ['a', 'b'];
const joined = (participant: string): Joined => ({ session: 's', participant, pseudonym: participant, token: `t-${participant}`, device: 'd', reentry: 'AAA333' });

/** A page of two people in a room that runs, the people whose results it asks for, and what tells it of the room. */
async function opened() {
  const asked: unknown[] = [];
  let tell: (message: Message) => void = () => undefined;
  const connect = (options: LiveOptions): Link => ({
    state: 'online',
    lastSeenAt: 0,
    start: async () => {
      await options.target();
      await options.onresync?.({ snapshot: { room: welcome(), people: names.map((name) => person(name, name)) } });
      options.ononline?.();
    },
    stop: () => undefined,
    on: (_, handler) => {
      tell = handler as typeof tell;
      return () => undefined;
    },
    accept: () => true,
    call: <T>(method: string, data?: unknown) => {
      if (method === 'results') asked.push((data as { participant: string }).participant);
      return Promise.resolve({ results: [] } as T);
    },
  });
  const keeper = new Keeper();
  const visit = new Visit({ api: {} as RoomApi, connect, url: 'ws://x', keeper });
  for (const name of names) visit.device.add(joined(name), 'Titre', { code: 'ABC333', secret: '' });
  await visit.begin('');
  show(App, { visit });
  await tick();
  return { asked, picture: (view: RoomView) => tell({ type: 'room', room: view } as Message) };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  i18n.use('fr');
  return i18n.load();
});

afterEach(() => vi.useRealTimers());

describe('a session that closes', () => {
  it('asks for the results of everybody of this device once, however often the trainer acts meanwhile', async () => {
    const { asked, picture } = await opened();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([]);
    for (let revision = 20; revision < 30; revision++) {
      picture(room({ state: 'closing', revision }));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    // The page of the person in hand shows them, and asks too.
    expect(asked.filter((name) => name === 'a').length).toBeLessThanOrEqual(2);
    expect(asked.filter((name) => name === 'b')).toHaveLength(1);
  });
});

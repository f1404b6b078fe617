// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '$shared/api/error';
import type { LiveOptions } from '$shared/realtime/live.svelte';
import type { Greeting, Joined, PersonView, RoomView } from '$shared/model/wire';
import type { RoomApi } from './entry/room';
import type { Link } from './live/room.svelte';
import { Keeper } from './people/keeper';
import type { TabsOptions } from './people/tabs';
import { Visit, type VisitOptions } from './visit.svelte';

const greeting: Greeting = { session: 's', title: 'Titre', language: 'fr', pseudonyms: ['Véga', 'Orme'], tables: [], notices: [], rehearsal: false };
const refusal = (code: string, key: string) => new ApiError({ code, key, message: key });
const joined = (participant: string): Joined => ({ session: 's', participant, pseudonym: participant, token: `t-${participant}`, device: 'd', reentry: 'AAA333' });
const person = (id: string, more: Partial<PersonView> = {}): PersonView => ({ id, revision: 1, pseudonym: id, name: id, language: 'fr', removed: false, step: '', answers: [], locks: [], done: false, returned: false, signed: [], ...more });
const voting = {
  revision: 1,
  state: 'open',
  title: 'Titre',
  tables: [],
  language: 'fr',
  finished: false,
  step: { id: 'st' },
  part: { id: 'N1.vote', phase: 'vote', collects: true, byTable: false, state: 'open', opening: 1 },
  play: { scenario: {} },
} as unknown as RoomView;

let api: { [K in keyof RoomApi]: ReturnType<typeof vi.fn<RoomApi[K]>> };
let options: LiveOptions;
let calls: { method: string; data: unknown }[];
let people: PersonView[];
let room: RoomView;

function connect(given: LiveOptions): Link {
  options = given;
  return {
    state: 'online',
    lastSeenAt: 0,
    start: async () => {
      await given.target();
      await given.onresync?.({ snapshot: { room, people } });
      given.ononline?.();
    },
    stop: () => undefined,
    on: () => () => undefined,
    accept: () => true,
    call: <T>(method: string, data?: unknown) => {
      calls.push({ method, data });
      return Promise.resolve({ id: '', edits: 0, done: true } as T);
    },
  };
}

const visit = (more: Partial<VisitOptions> = {}) => new Visit({ api, connect, url: 'ws://x', keeper: new Keeper(), ...more });
const settle = () => new Promise((done) => setTimeout(done, 5));

beforeEach(() => {
  localStorage.clear();
  calls = [];
  people = [person('a')];
  room = voting;
  api = {
    greet: vi.fn<RoomApi['greet']>(() => Promise.resolve(greeting)),
    join: vi.fn<RoomApi['join']>(() => Promise.resolve(joined('a'))),
    reenter: vi.fn<RoomApi['reenter']>(() => Promise.resolve(joined('a'))),
    personal: vi.fn<RoomApi['personal']>(() => Promise.resolve({ name: 'a.pdf', type: 'application/pdf', data: '', returnCode: 'ABCD-EFGH' })),
    reminder: vi.fn<RoomApi['reminder']>(() => Promise.resolve({ name: 'a.ics', type: 'text/calendar', data: '', returnCode: '' })),
  };
});

describe('at the door', () => {
  it('asks for the code, then who one is, then shows the way back once', async () => {
    const here = visit();
    await here.begin('');
    expect(here.screen).toBe('code');
    await here.knock({ code: 'ABC333', secret: '' });
    expect(here.screen).toBe('who');
    await here.join({ name: '  Zoé ', pseudonym: 'Véga', table: '' });
    expect(api.join.mock.calls[0]?.[0]).toMatchObject({ code: 'ABC333', name: 'Zoé', pseudonym: 'Véga', device: '' });
    await settle();
    expect(here.screen).toBe('welcome');
    expect(here.welcome).toBe('AAA333');
    here.settled();
    expect(here.screen).toBe('room');
  });
  it('says that a link has expired, and lets the code be typed', async () => {
    api.greet.mockRejectedValueOnce(refusal('unauthorised', 'wrong-code'));
    const here = visit();
    await here.begin('old');
    expect([here.screen, here.linkExpired]).toEqual(['code', true]);
    await here.knock({ code: 'ABC333', secret: '' });
    expect([here.screen, here.linkExpired]).toEqual(['who', false]);
  });
  it('strikes a pseudonym that was just taken and stays', async () => {
    api.join.mockRejectedValueOnce(refusal('conflict', 'pseudonym-taken'));
    const here = visit();
    await here.begin('secret');
    await here.join({ name: 'Zoé', pseudonym: 'Véga', table: '' });
    expect([here.screen, here.taken, here.error?.key]).toEqual(['who', ['Véga'], 'pseudonym-taken']);
    await here.otherNames();
    expect(here.taken).toEqual([]);
  });
  it('comes back by itself after a reload, with the link again, or without the network', async () => {
    new Keeper().add(joined('a'), 'Titre', { code: '', secret: 'secret' });
    const reloaded = visit();
    await reloaded.begin('');
    await settle();
    expect(reloaded.screen).toBe('room');
    const scanned = visit();
    await scanned.begin('secret');
    await settle();
    expect(scanned.screen).toBe('room');
    api.greet.mockRejectedValueOnce(refusal('unavailable', 'unreachable'));
    const cut = visit();
    await cut.begin('secret');
    expect(cut.device.current).toBe('a');
  });
});

describe('a request to join', () => {
  const unreachable = () => refusal('unavailable', 'unreachable');
  const enter = { name: 'Zoé', pseudonym: '', table: '' };
  const ids = () => api.join.mock.calls.map(([{ id }]) => id);
  beforeEach(() => {
    vi.useFakeTimers();
    sessionStorage.clear();
  });
  afterEach(() => vi.useRealTimers());
  const door = async () => {
    const here = visit({ page: sessionStorage });
    await here.begin('secret');
    return here;
  };
  const join = async (here: Visit) => {
    const done = here.join(enter);
    await vi.advanceTimersByTimeAsync(5_000);
    await done;
  };

  it('is sent again by itself under the same id, and the next one has another', async () => {
    api.join.mockRejectedValueOnce(unreachable()).mockRejectedValueOnce(unreachable());
    const here = await door();
    await join(here);
    expect(here.screen).toBe('welcome');
    expect(new Set(ids()).size).toBe(1);
    expect(ids()[0]).toMatch(/^[0-9a-f]{32}$/);
    here.settled();
    await here.addPerson();
    api.join.mockResolvedValueOnce(joined('b'));
    await join(here);
    expect(new Set(ids()).size).toBe(2);
  });
  it('keeps its id across a reload until the reply came', async () => {
    api.join.mockRejectedValue(unreachable());
    const here = await door();
    await join(here);
    expect([here.screen, here.error?.key]).toEqual(['who', 'unreachable']);
    api.join.mockResolvedValue(joined('a'));
    await join(await door());
    expect(new Set(ids()).size).toBe(1);
    expect(sessionStorage.length).toBe(0);
  });
  it('is another one once its person went on elsewhere', async () => {
    api.join.mockRejectedValueOnce(refusal('conflict', 'joined-already'));
    const here = await door();
    await join(here);
    expect(here.error?.key).toBe('joined-already');
    await join(here);
    expect(new Set(ids()).size).toBe(2);
  });
});

describe('in the room', () => {
  const enter = async (...ids: string[]) => {
    const keeper = new Keeper();
    for (const id of ids) keeper.add(joined(id), 'Titre', { code: '', secret: 'secret' });
    people = ids.map((id) => person(id));
    const here = visit();
    await here.begin('');
    await settle();
    return here;
  };

  it('connects for everybody and asks who is there', async () => {
    const here = await enter('a', 'b');
    expect(await options.target()).toMatchObject({ data: { people: ['t-a', 't-b'] } });
    expect(here.screen).toBe('handover');
    here.take('b');
    expect([here.screen, here.me?.id]).toEqual(['room', 'b']);
  });
  it('proposes the next person who has still to answer', async () => {
    const here = await enter('a', 'b', 'c');
    here.take('b');
    expect(here.next?.participant).toBe('c');
    here.device.take('c');
    expect(here.next?.participant).toBe('a');
    here.answers?.give(here.me as PersonView, 'choice', 'x');
    await settle();
    expect(here.answered('c')).toBe(true);
    here.device.take('a');
    expect(here.next?.participant).toBe('b');
  });
  it('keeps the language chosen here and tells the server', async () => {
    const here = await enter('a');
    here.speak('en');
    await settle();
    expect(here.spoken).toBe('en');
    expect(calls).toContainEqual({ method: 'language', data: { participant: 'a', language: 'en' } });
  });
  it('lets the others go on when one is removed', async () => {
    const here = await enter('a', 'b');
    here.take('b');
    options.onresync?.({ snapshot: { room, people: [person('a')] }, people: [{ participant: 'a', ok: true }, { participant: '', ok: false, why: 'participant-removed' }] });
    expect([here.screen, here.gone]).toEqual(['gone', 'removed']);
    here.forgetMe();
    await settle();
    expect([here.screen, here.me?.id]).toEqual(['room', 'a']);
    expect(new Keeper().find('s')?.people).toHaveLength(1);
  });
  it('tells the end of the connection from the end of the session', async () => {
    const here = await enter('a');
    options.onended?.(refusal('unauthorised', 'connection-ended'));
    expect([here.screen, here.gone]).toEqual(['gone', 'ended']);
    here.leave();
    expect(here.screen).toBe('code');
    expect(new Keeper().latest()).toBeUndefined();
    room = { ...voting, state: 'closed' };
    const late = await enter('a');
    expect(late.screen).toBe('closed');
  });
  it('erases on the server and forgets what waits here', async () => {
    const here = await enter('a');
    await here.erase();
    expect(calls).toContainEqual({ method: 'erase', data: { participant: 'a' } });
    expect(here.answers?.waiting('a')).toBe(0);
  });
  it('sends the return code it holds with the next document, until the answers are erased', async () => {
    const here = await enter('a');
    await here.personal();
    expect(here.returnCode).toBe('ABCD-EFGH');
    await here.personal();
    expect(api.personal.mock.calls.map(([{ token, returnCode }]) => [token, returnCode])).toEqual([
      ['t-a', ''],
      ['t-a', 'ABCD-EFGH'],
    ]);
    await here.erase();
    expect(here.returnCode).toBe('');
  });
  it('asks for the reminder of the person in hand, and brings their earlier answers back', async () => {
    const here = await enter('a', 'b');
    here.take('b');
    await here.reminder('st', 2);
    expect(api.reminder).toHaveBeenCalledWith({ token: 't-b', returnCode: '', step: 'st', plan: 2 });
    await here.comeBack(' abcd ');
    expect(calls[calls.length - 1]).toEqual({ method: 'return', data: { participant: 'b', code: 'abcd' } });
  });

  it('tells who went on elsewhere from who was removed, and lets them come back by the code kept', async () => {
    const here = await enter('a', 'b');
    here.take('b');
    options.onresync?.({ snapshot: { room, people: [person('a')] }, people: [{ participant: 'a', ok: true }, { participant: '', ok: false, why: 'moved-elsewhere' }] });
    expect([here.screen, here.gone, here.place('b')]).toEqual(['gone', 'moved', 'out']);
    expect(here.remaining.map(({ participant }) => participant)).toEqual(['a']);
    api.reenter.mockResolvedValueOnce({ ...joined('b'), token: 'new', reentry: '' });
    await here.comeBackHere();
    await settle();
    expect(api.reenter.mock.calls[0]?.[0]).toMatchObject({ reentry: 'AAA333', device: 'd', secret: 'secret' });
    expect([here.screen, here.device.current]).toEqual(['room', 'b']);
    expect(new Keeper().find('s')?.people.find(({ participant }) => participant === 'b')).toMatchObject({ token: 'new', reentry: 'AAA333' });
  });
  it('asks for the code when the one kept is no longer good', async () => {
    const here = await enter('a');
    options.onended?.(refusal('unauthorised', 'moved-elsewhere'));
    expect([here.screen, here.gone]).toEqual(['gone', 'moved']);
    api.reenter.mockRejectedValueOnce(refusal('unauthorised', 'wrong-reentry'));
    await here.comeBackHere();
    expect([here.screen, here.error]).toEqual(['reenter', undefined]);
  });
  it('counts what waits here as answered, for the round, and says that it waits', async () => {
    const here = await enter('a', 'b', 'c');
    here.take('a');
    here.answers?.pause();
    here.answers?.give(here.me as PersonView, 'choice', 'x');
    expect([here.place('a'), here.answered('a')]).toEqual(['kept', false]);
    expect(here.remaining.map(({ participant }) => participant)).toEqual(['b', 'c']);
    here.device.hand('b');
    expect(here.next?.participant).toBe('b');
  });
  it('holds what somebody answered here once they went on elsewhere', async () => {
    const here = await enter('a', 'b');
    here.take('b');
    here.answers?.pause();
    here.answers?.give(here.me as PersonView, 'choice', 'x');
    options.onresync?.({ snapshot: { room, people: [person('a')] }, people: [{ participant: 'a', ok: true }, { participant: '', ok: false, why: 'moved-elsewhere' }] });
    here.answers?.resume();
    await settle();
    expect(calls.filter(({ method }) => method === 'answer')).toEqual([]);
    expect(here.answers?.waiting('b')).toBe(1);
    options.onresync?.({ snapshot: { room, people: [person('a'), person('b')] }, people: [{ participant: 'a', ok: true }, { participant: 'b', ok: true }] });
    here.answers?.resume();
    await settle();
    expect(calls.filter(({ method }) => method === 'answer')).toHaveLength(1);
  });
  it('shows nobody once the page of a shared computer was left', async () => {
    const here = await enter('a', 'b');
    here.take('b');
    here.away();
    expect([here.screen, here.device.handover]).toEqual(['handover', { to: undefined, from: 'b' }]);
    // A phone of one's own is as it was left.
    new Keeper().drop('s');
    const own = await enter('a');
    own.away();
    expect(own.screen).toBe('room');
  });
  it('clears a forgotten code of four digits by the re-entry code, without the network too', async () => {
    const here = await enter('a', 'b');
    const pin = { salt: '', digest: 'x', rounds: 1, wrong: 4, until: 0 };
    here.device.keepPin('b', pin);
    here.take('b');
    api.reenter.mockRejectedValueOnce(refusal('unavailable', 'unreachable'));
    await here.resetPin('b', 'CCC444');
    expect([here.screen, here.error?.key]).toEqual(['handover', 'unreachable']);
    await here.resetPin('b', 'aaa 333');
    expect([here.screen, here.device.current, here.device.person('b')?.pin]).toEqual(['room', 'b', undefined]);
    expect(api.reenter).toHaveBeenCalledTimes(1);
    here.device.keepPin('b', pin);
    here.device.hand('b');
    here.take('b');
    api.reenter.mockResolvedValueOnce({ ...joined('b'), token: 'new', reentry: '' });
    await here.resetPin('b', 'CCC444');
    expect([here.device.current, here.device.person('b')]).toMatchObject(['b', { token: 'new', reentry: 'CCC444', pin: undefined }]);
  });
  it('stands aside where another tab is in the session, until it is asked to go on', async () => {
    new Keeper().add(joined('a'), 'Titre', { code: '', secret: 'secret' });
    let told: TabsOptions | undefined;
    const take = vi.fn(() => Promise.resolve());
    const tabs = (given: TabsOptions) => {
      told = given;
      return { claim: () => Promise.resolve(false), take, wake: () => Promise.resolve(), leave: () => undefined } as unknown as ReturnType<NonNullable<VisitOptions['tabs']>>;
    };
    const here = visit({ tabs });
    await here.begin('');
    expect([here.screen, here.room]).toEqual(['elsewhere', undefined]);
    await here.continueHere();
    await settle();
    expect([here.screen, take.mock.calls.length, here.me?.id]).toEqual(['room', 1, 'a']);
    await told?.onyield();
    expect([here.screen, here.elsewhere]).toEqual(['elsewhere', 'after']);
  });
});

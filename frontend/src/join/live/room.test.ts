// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveOptions } from '$shared/realtime/live.svelte';
import type { Message, PersonView, RoomView, Snapshot, TeamView } from '$shared/model/wire';
import { ApiError } from '$shared/api/error';
import { Answers } from './answers.svelte';
import { findAnswer } from './picture';
import { Room, type Link } from './room.svelte';

const room = (more: Partial<RoomView> = {}): RoomView => ({
  revision: 1,
  state: 'open',
  title: 'T',
  step: { id: 'st', index: 0, of: 1, activity: 'a', kind: 'ranking', title: { fr: '', en: '' }, instructions: { fr: '', en: '' }, stage: { fr: '', en: '' } },
  part: { id: 'individual', phase: 'individual', title: { fr: '', en: '' }, collects: true, byTable: false, state: 'open', opening: 1 },
  tables: [],
  language: 'fr',
  finished: false,
  returns: false,
  followUp: false,
  signing: [],
  ...more,
});
const team = (revision: number, list: unknown): TeamView => ({ table: 't', step: 'st', revision, penHolder: '', penName: '', answers: [{ part: 'team', pass: '', item: 'list', value: list }], locks: [] });
const person = (id: string, more: Partial<PersonView> = {}): PersonView => ({
  id,
  revision: 1,
  pseudonym: id,
  name: id,
  language: 'fr',
  table: { id: 't', name: 'Loire', mark: 0, size: 5 },
  removed: false,
  answers: [],
  locks: [],
  done: false,
  step: 'st',
  returned: false,
  signed: [],
  ...more,
});

class FakeLink implements Link {
  state = 'online' as const;
  lastSeenAt = 0;
  calls: { method: string; data: unknown }[] = [];
  replies: (() => unknown)[] = [];
  hear: (message: Message) => void = () => undefined;
  constructor(readonly options: LiveOptions) {}
  start = async () => undefined;
  stop = () => undefined;
  accept = () => true;
  on<M>(_prefix: string, handler: (message: M, channel: string) => void) {
    this.hear = handler as never;
    return () => undefined;
  }
  async call<T>(method: string, data?: unknown): Promise<T> {
    this.calls.push({ method, data });
    return (this.replies.shift() ?? (() => ({ id: '', edits: 0, done: false })))() as T;
  }
}

let link: FakeLink;
let subject: Room;
async function begin(snapshot: Snapshot) {
  subject = new Room({ connect: (options) => (link = new FakeLink(options)), url: 'ws://x', tokens: () => ['t1', 't2'] });
  link.replies.push(() => snapshot);
  await link.options.onresync?.(undefined);
}
const settle = () => new Promise((done) => setTimeout(done, 5));
const list = (id: string) => findAnswer(subject.person(id)?.answers ?? [], { part: 'individual', pass: '', item: 'list' })?.value;

beforeEach(() => localStorage.clear());

describe('Room', () => {
  it('connects for everybody of the device and shows the snapshot', async () => {
    await begin({ room: room(), people: [person('a'), person('b')] });
    expect(await link.options.target()).toEqual({ url: 'ws://x', data: { people: ['t1', 't2'] } });
    expect(subject.view?.part?.id).toBe('individual');
    expect(subject.people.map(({ id }) => id)).toEqual(['a', 'b']);
  });
  it("spreads a table's picture to its people, and keeps the newer one", async () => {
    await begin({ room: room(), people: [person('a'), person('b', { table: { id: 'u', name: 'Rhône', mark: 1, size: 5 } })] });
    link.hear({ type: 'team', team: team(4, ['x']) });
    expect(subject.person('a')?.team?.revision).toBe(4);
    expect(subject.person('b')?.team).toBeUndefined();
    link.hear({ type: 'person', person: person('a', { revision: 2, team: team(3, ['old']) }) });
    expect(subject.person('a')?.team?.answers[0]?.value).toEqual(['x']);
  });
});

describe('a picture that leaves out what stayed', () => {
  const without = (revision: number) => ({ ...room({ revision }), step: undefined, tables: [] }) as unknown as RoomView;
  it('is put over the one it follows', async () => {
    await begin({ room: room({ revision: 4 }), people: [person('a')] });
    link.hear({ type: 'room', room: without(5), since: 4, kept: ['step', 'tables'] });
    expect(subject.view).toEqual(room({ revision: 5 }));
  });
  it('is asked for whole when the one it follows was missed', async () => {
    await begin({ room: room({ revision: 3 }), people: [person('a')] });
    link.replies.push(() => ({ room: room({ revision: 5 }), people: [person('a')] }));
    link.hear({ type: 'room', room: without(5), since: 4, kept: ['step', 'tables'] });
    await settle();
    expect(link.calls[link.calls.length - 1]?.method).toBe('snapshot');
    expect(subject.view).toEqual(room({ revision: 5 }));
  });
});

describe('a new step', () => {
  const next = () => room({ revision: 9, step: { ...room().step, id: 'next' } as NonNullable<RoomView['step']> });
  const answered = () => person('a', { answers: [{ part: 'individual', pass: '', item: 'list', value: ['x'] }], team: team(2, ['y']) });
  it('begins empty until a picture of it says otherwise', async () => {
    await begin({ room: room(), people: [answered()] });
    expect(list('a')).toEqual(['x']);
    link.hear({ type: 'room', room: next() });
    expect(subject.person('a')).toMatchObject({ step: 'next', answers: [], locks: [], team: { step: 'next', answers: [] } });
    link.hear({ type: 'person', person: person('a', { revision: 3, step: 'next', answers: [{ part: 'individual', pass: '', item: 'list', value: ['z'] }] }) });
    expect(list('a')).toEqual(['z']);
  });
  it('is not disturbed by a picture made before it, which may still tell who one is', async () => {
    await begin({ room: room(), people: [answered()] });
    link.hear({ type: 'room', room: next() });
    subject.acknowledge('a', false, { part: 'individual', pass: '', item: 'list' }, ['new']);
    link.hear({ type: 'person', person: { ...answered(), revision: 3, pseudonym: 'Orme' } });
    expect(list('a')).toEqual(['new']);
    expect(subject.person('a')?.pseudonym).toBe('Orme');
  });
});

describe('OwnResultsBook', () => {
  const some = { results: [], earlier: [] };
  it('keeps what was read last when the server does not answer any more', async () => {
    await begin({ room: room(), people: [person('a')] });
    link.replies.push(() => some);
    await subject.results.read('a');
    expect(link.calls[link.calls.length - 1]).toEqual({ method: 'results', data: { participant: 'a' } });
    link.replies.push(() => {
      throw new Error('gone');
    });
    await subject.results.read('a');
    expect(subject.results.of('a')).toBe(some);
    expect(subject.results.trouble('a')).toBeDefined();
  });
  it('does not bring back what was forgotten while it was asked for', async () => {
    await begin({ room: room(), people: [person('a')] });
    link.replies.push(() => some);
    const reading = subject.results.read('a');
    subject.results.forget('a');
    await reading;
    expect(subject.results.of('a')).toBeUndefined();
  });
});

describe('Answers', () => {
  it('reads what waits, then what is saved, and survives a picture made before the answer', async () => {
    await begin({ room: room(), people: [person('a')] });
    const answers = new Answers(subject, 's');
    const me = () => subject.person('a') as PersonView;
    expect(answers.read(me(), 'list').standing).toBe('none');
    answers.give(me(), 'list', ['x']);
    expect(answers.read(me(), 'list')).toEqual({ value: ['x'], standing: 'pending' });
    answers.resume();
    await settle();
    expect(answers.read(me(), 'list')).toEqual({ value: ['x'], standing: 'saved' });
    expect(link.calls[link.calls.length - 1]).toMatchObject({ method: 'answer', data: { participant: 'a', step: 'st', part: 'individual', opening: 1, item: 'list', value: ['x'], asTable: false } });
    link.hear({ type: 'person', person: person('a', { revision: 2 }) });
    expect(list('a')).toEqual(['x']);
  });
  it("shows what somebody else writes for the table right after one's own answer", async () => {
    const open = { ...room().part, id: 'team', phase: 'team', byTable: true } as NonNullable<RoomView['part']>;
    const held = (revision: number, penHolder: string, value: unknown): TeamView => ({ ...team(revision, value), penHolder });
    const listed = () => findAnswer(subject.person('a')?.team?.answers ?? [], { part: 'team', pass: '', item: 'list' })?.value;
    await begin({ room: room({ part: open }), people: [person('a', { team: held(1, 'a', null) })] });
    const answers = new Answers(subject, 's');
    answers.give(subject.person('a') as PersonView, 'list', ['mine'], '', true);
    answers.resume();
    await settle();
    link.hear({ type: 'team', team: held(2, 'a', null) });
    expect(listed()).toEqual(['mine']);
    link.hear({ type: 'team', team: held(3, 'b', ['mine']) });
    link.hear({ type: 'team', team: held(4, 'b', ['theirs']) });
    expect(listed()).toEqual(['theirs']);
  });
  it('keeps an answer that no picture brings', async () => {
    await begin({ room: room(), people: [person('a')] });
    const place = (item: string) => ({ part: 'individual', pass: '', item });
    const clock = vi.spyOn(Date, 'now');
    for (const item of ['one', 'two']) subject.acknowledge('a', false, place(item), 1);
    clock.mockReturnValue(Date.now() + 60_000);
    subject.acknowledge('a', false, place('three'), 1);
    link.hear({ type: 'team', team: team(2, null) });
    clock.mockRestore();
    expect(subject.person('a')?.answers.map(({ item }) => item)).toEqual(['one', 'two', 'three']);
  });
  it('keeps the last of two quick answers, and lets go of it once a picture holds it', async () => {
    await begin({ room: room(), people: [person('a')] });
    const picture = (revision: number, value: unknown) => person('a', { revision, answers: [{ part: 'individual', pass: '', item: 'list', value }] });
    const place = { part: 'individual', pass: '', item: 'list' };
    subject.acknowledge('a', false, place, ['first']);
    subject.acknowledge('a', false, place, ['second']);
    link.hear({ type: 'person', person: picture(2, ['first']) });
    expect(list('a')).toEqual(['second']);
    link.hear({ type: 'person', person: picture(3, ['second']) });
    link.hear({ type: 'person', person: picture(4, ['cleared']) });
    expect(list('a')).toEqual(['cleared']);
  });
  it('sends the lock after the answers it locks', async () => {
    await begin({ room: room(), people: [person('a')] });
    const answers = new Answers(subject, 's');
    const me = subject.person('a') as PersonView;
    answers.give(me, 'list', ['x']);
    answers.lock(me);
    expect(answers.locked(me).standing).toBe('pending');
    answers.resume();
    await settle();
    expect(link.calls.slice(1).map(({ method }) => method)).toEqual(['answer', 'lock']);
    expect(answers.locked(subject.person('a') as PersonView).standing).toBe('saved');
  });
  it('tells a refusal with its reason, and shows what is kept', async () => {
    await begin({ room: room(), people: [person('a', { answers: [{ part: 'individual', pass: '', item: 'list', value: ['kept'] }] })] });
    const answers = new Answers(subject, 's');
    const me = subject.person('a') as PersonView;
    link.replies.push(() => {
      throw new ApiError({ code: 'conflict', key: 'part-closed', message: 'closed' });
    });
    answers.give(me, 'list', ['late']);
    answers.resume();
    await settle();
    expect(answers.read(me, 'list')).toMatchObject({ value: ['kept'], standing: 'refused', reason: { key: 'part-closed' } });
    expect(answers.refused('a')).toHaveLength(1);
    answers.dismissRefused('a');
    expect(answers.read(me, 'list').standing).toBe('saved');
  });
  it('gives nothing while the part is not open', async () => {
    await begin({ room: room({ part: { ...(room().part as NonNullable<RoomView['part']>), state: 'closed' } }), people: [person('a')] });
    const answers = new Answers(subject, 's');
    answers.give(subject.person('a') as PersonView, 'list', ['x']);
    expect(answers.waiting('a')).toBe(0);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$shared/api/error';
import type { Command, ConsoleView } from '$shared/model/wire';
import { Api } from '../api';
import { part, view } from '../testing/view';
import { Desk } from './desk.svelte';

const movedOn = () => new ApiError({ code: 'conflict', key: 'moved-on', message: 'Moved on.' });

/** A desk whose program answers commands with what `answer` makes of them. */
function deskWith(answer: (command: Command) => ConsoleView | Promise<ConsoleView>, fresh: ConsoleView = view()) {
  const call = vi.fn((method: string, ...args: unknown[]): Promise<unknown> => {
    if (method === 'do') return Promise.resolve().then(() => answer(args[1] as Command));
    if (method === 'session') return Promise.resolve(fresh);
    return Promise.reject(new Error(method));
  });
  const api = new Api({ call: call as never, connection: () => Promise.reject(new Error('none')) });
  const commands = () => call.mock.calls.filter(([method]) => method === 'do').map(([, , command]) => command as Command);
  return { desk: new Desk(api, view()), commands };
}

describe('Desk.act', () => {
  it('gives the revision of the picture and shows the next one', async () => {
    const { desk, commands } = deskWith(() => view({ revision: 8 }));
    await expect(desk.act({ name: 'close' })).resolves.toBe(true);
    expect(commands()).toEqual([{ name: 'close', revision: 7 }]);
    expect(desk.view.revision).toBe(8);
  });

  it('takes a double click for one', async () => {
    const { desk, commands } = deskWith(() => view({ revision: 8 }));
    const first = desk.act({ name: 'close' });
    await expect(desk.act({ name: 'close' })).resolves.toBe(false);
    await first;
    await expect(desk.act({ name: 'advance' })).resolves.toBe(false);
    expect(commands()).toHaveLength(1);
  });

  it('goes on after a moment', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { desk, commands } = deskWith(() => view({ revision: 8 }));
    await desk.act({ name: 'close' });
    vi.advanceTimersByTime(501);
    await expect(desk.act({ name: 'advance' })).resolves.toBe(true);
    expect(commands().map(({ revision }) => revision)).toEqual([7, 8]);
    vi.useRealTimers();
  });

  it('asks when people are unfinished, once', async () => {
    const { desk } = deskWith((command) => {
      if (!command.confirmed) throw new ApiError({ code: 'conflict', key: 'unfinished', message: '', params: { n: '3' } });
      return view({ revision: 8 });
    });
    await expect(desk.act({ name: 'close' })).resolves.toBe(false);
    expect([desk.unfinished, desk.error]).toEqual([3, undefined]);
    await expect(desk.act({ name: 'close', confirmed: true })).resolves.toBe(true);
    expect(desk.unfinished).toBe(0);
  });

  it('is not tried again when the session moved on, and the picture is fetched', async () => {
    const elsewhere = view({ revision: 9, part: part('N1.vote', { state: 'closed', opening: 1 }) });
    const { desk, commands } = deskWith(() => Promise.reject(movedOn()), elsewhere);
    await expect(desk.act({ name: 'close' })).resolves.toBe(false);
    expect(commands()).toHaveLength(1);
    expect(desk.view.revision).toBe(9);
    expect(desk.error).toMatchObject({ key: 'moved-on' });
  });

  it('is dropped when a command before it moved the session', async () => {
    const { desk, commands } = deskWith(() => view({ revision: 8, part: part('N1.split', { state: 'shown', collects: false }) }));
    const earlier = desk.set(() => ({ name: 'note' }));
    await expect(desk.act({ name: 'close' })).resolves.toBe(false);
    await earlier;
    expect(commands().map(({ name }) => name)).toEqual(['note']);
    expect(desk.error).toMatchObject({ key: 'moved-on' });
  });
});

describe('Desk.set', () => {
  it('follows the revisions of its own commands', async () => {
    let revision = 7;
    const { desk, commands } = deskWith(() => view({ revision: ++revision }));
    await Promise.all([desk.stage({ black: true }), desk.stage({ dark: true })]);
    expect(commands().map((command) => command.revision)).toEqual([7, 8]);
  });

  it('is tried again once on the picture as it is now', async () => {
    const answers = [() => Promise.reject(movedOn()), () => view({ revision: 10 })];
    const { desk, commands } = deskWith(() => (answers.shift() ?? (() => view()))(), view({ revision: 9 }));
    await expect(desk.stage({ black: true })).resolves.toBe(true);
    expect(commands().map((command) => command.revision)).toEqual([7, 9]);
  });

  it('says what was refused', async () => {
    const { desk } = deskWith(() => Promise.reject(new ApiError({ code: 'too-large', key: 'text-too-long', message: '' })));
    await expect(desk.note({ id: '', step: '', stage: '', text: 'x', report: false, at: 0 })).resolves.toBe(false);
    expect(desk.error).toMatchObject({ key: 'text-too-long' });
  });
});

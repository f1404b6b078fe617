// @vitest-environment jsdom
import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, unreachable } from '$shared/api/error';
import type { RemoteAnswer, RemotePicture, RemoteReply, RemoteRequest } from '$shared/model/wire';
import { Keeper, scanned } from './pairing';
import { Remote } from './remote.svelte';

const id = 'a'.repeat(26);
const secret = 'A'.repeat(43);
const bytes = (text: string) => new TextEncoder().encode(text);

/** The program's reply, sealed for one request. */
function sealed(answer: RemoteAnswer, { proof }: RemoteRequest): RemoteReply {
  const key = hkdf(sha256, new Uint8Array(32), bytes(id), bytes('estrade-remote-1 room'), 32);
  const nonce = new Uint8Array(12).fill(3);
  const place = Uint8Array.from([...bytes('estrade-remote-1 answer\n'), ...Uint8Array.from(atob(proof), (sign) => sign.charCodeAt(0))]);
  const box = gcm(key, nonce, place).encrypt(bytes(JSON.stringify(answer)));
  return { box: btoa(String.fromCharCode(...nonce, ...box)) };
}

const picture = (change: Partial<RemotePicture> = {}): RemotePicture => ({
  session: 's', run: 'r1', turn: 1, counter: 0, revision: 5, now: 1_000_000, state: 'open', language: 'fr', title: 'Séance', rehearsal: false, finished: false,
  stepIndex: 0, stepOf: 3, kind: 'scenario', phase: 'vote', partState: 'open', byTable: false, collects: true, notes: [], debrief: [],
  progress: { revision: 5, answered: 1, of: 3, connected: 3, joined: 3 }, onConsole: false, back: false,
  next: { command: 'close', enabled: true, reveals: false, unfinished: 0, why: '' }, ...change,
});

/** A program that answers what it is told to, and keeps what it was asked. */
class Program {
  readonly asked: RemoteRequest[] = [];
  commands: (request: RemoteRequest) => RemoteAnswer = () => ({ view: picture() });
  view: (request: RemoteRequest) => Promise<RemoteReply> = () => new Promise(() => undefined);

  ask = async (request: RemoteRequest): Promise<RemoteReply> => {
    this.asked.push(request);
    return request.command === 'view' ? this.view(request) : sealed(this.commands(request), request);
  };
}

let program: Program;
let keeper: Keeper;
let remote: Remote;

beforeEach(() => {
  vi.useFakeTimers();
  window.localStorage.clear();
  program = new Program();
  keeper = new Keeper(window.localStorage);
  remote = new Remote({ keeper, ask: program.ask, now: () => Date.now() });
});
afterEach(() => {
  remote.stop();
  vi.useRealTimers();
});

const first = (answer: RemoteAnswer) => {
  let told = false;
  program.view = (request) => {
    if (told) return new Promise(() => undefined);
    told = true;
    return Promise.resolve(sealed(answer, request));
  };
};

describe('the code of the console', () => {
  it('is read from the address, and nothing else is', () => {
    expect(scanned(`#${id}.${secret}`)).toMatchObject({ id, secret, counter: 0 });
    for (const other of ['', '#', `#${id}`, `#${id}.${secret}A`, `#${secret}.${id}`]) expect(scanned(other)).toBeUndefined();
  });

  it('is never sent', async () => {
    first({ view: picture() });
    remote.start(scanned(`#${id}.${secret}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(remote.place).toBe('live');
    expect(JSON.stringify(program.asked)).not.toContain(secret);
  });

  it('scanned again by the same phone goes on counting', async () => {
    first({ view: picture() });
    remote.start(scanned(`#${id}.${secret}`));
    await vi.advanceTimersByTimeAsync(1_000);
    const before = keeper.kept;
    remote.start(scanned(`#${id}.${secret}`));
    expect(keeper.kept?.phone).toBe(before?.phone);
    expect(keeper.kept?.counter).toBeGreaterThan(before?.counter ?? 0);
  });
});

describe('the phone', () => {
  const begin = async (view = picture()) => {
    first({ view });
    remote.start(scanned(`#${id}.${secret}`));
    await vi.advanceTimersByTimeAsync(700);
  };

  it('counts every request, over a reload too', async () => {
    await begin();
    await remote.act({ command: 'next' });
    remote.stop();
    remote = new Remote({ keeper: new Keeper(window.localStorage), ask: program.ask, now: () => Date.now() });
    remote.start();
    await vi.advanceTimersByTimeAsync(0);
    const counters = program.asked.map(({ counter }) => counter);
    expect(counters.length).toBeGreaterThan(3);
    expect([...new Set(counters)].sort((a, b) => a - b)).toEqual(counters);
  });

  it('sends the act that its button showed, on the picture it was given on', async () => {
    await begin(picture({ counter: 40, revision: 9 }));
    await remote.act({ command: 'next' });
    const last = program.asked[program.asked.length - 1];
    expect(last).toMatchObject({ command: 'next', act: 'close', revision: 9, session: 's', run: 'r1', confirmed: false, at: 1_000_700 });
    expect(last?.counter).toBeGreaterThan(40);
  });

  it('puts a second press of the thumb aside', async () => {
    await begin();
    await remote.act({ command: 'next' });
    await remote.act({ command: 'next' });
    expect(program.asked.filter(({ command }) => command === 'next')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(700);
    await remote.act({ command: 'next' });
    expect(program.asked.filter(({ command }) => command === 'next')).toHaveLength(2);
  });

  it('asks about those who have not finished', async () => {
    await begin();
    program.commands = () => ({ view: picture(), error: { code: 'conflict', key: 'unfinished', params: { n: '2' }, message: '' } });
    await remote.act({ command: 'next' });
    expect(remote.unfinished).toBe(2);
    expect(remote.error).toBeUndefined();
  });

  it('tells why an act was refused and shows the picture of now', async () => {
    await begin();
    program.commands = () => ({ view: picture({ turn: 2, revision: 6 }), error: { code: 'conflict', key: 'remote-moved-on', message: '' } });
    await remote.act({ command: 'next' });
    expect(remote.error).toMatchObject({ key: 'remote-moved-on' });
    expect(remote.view?.revision).toBe(6);
  });

  it('keeps its newest picture when an older one comes last', async () => {
    await begin(picture({ turn: 7 }));
    program.commands = () => ({ view: picture({ turn: 6, revision: 4 }) });
    await remote.act({ command: 'next' });
    expect(remote.view?.turn).toBe(7);
  });

  it('says that it is offline and goes on by itself', async () => {
    await begin();
    remote.stop();
    program.view = () => Promise.reject(unreachable());
    remote.start();
    await vi.advanceTimersByTimeAsync(100);
    expect(remote.place).toBe('offline');
    first({ view: picture() });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(remote.place).toBe('live');
  });

  it('takes the new run of a program that was started again', async () => {
    program.view = (request) =>
      request.run === 'r2'
        ? request.seen === -1 ? Promise.resolve(sealed({ view: picture({ run: 'r2' }) }, request)) : new Promise(() => undefined)
        : Promise.reject(new ApiError({ code: 'conflict', key: 'remote-run', message: '', params: { run: 'r2' } }));
    remote.start(scanned(`#${id}.${secret}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(remote.view?.run).toBe('r2');
  });

  it('believes that it is unpaired only when the program itself says so', async () => {
    program.view = () => Promise.reject(new ApiError({ code: 'unauthorised', key: 'remote-unknown', message: '' }));
    remote.start(scanned(`#${id}.${secret}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(remote.place).toBe('gone-unknown');
    expect(keeper.kept?.id).toBe(id);
    first({ gone: 'unpaired' });
    remote.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(remote.place).toBe('gone-unpaired');
    expect(keeper.kept).toBeUndefined();
    expect(window.localStorage.length).toBe(0);
  });

  it('takes nothing that the program did not seal for this request', async () => {
    let earlier: RemoteReply | undefined;
    program.view = (request) => {
      earlier ??= sealed({ view: picture({ turn: 99 }) }, { ...request, proof: btoa('x'.repeat(32)) });
      return Promise.resolve(earlier);
    };
    remote.start(scanned(`#${id}.${secret}`));
    await vi.advanceTimersByTimeAsync(100);
    expect(remote.view).toBeUndefined();
    expect(remote.place).toBe('offline');
  });
});

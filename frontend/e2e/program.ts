import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command, CommandName, ConsoleView, NewSession } from '../src/shared/model/wire';

const binary = process.env.ESTRADE_PROGRAM ?? fileURLToPath(new URL('../../build/bin/estrade', import.meta.url));

/** The real program, headless, on a data folder and ports of its own. */
export class Program {
  /** Address of the room's pages. */
  room = '';
  /** Address of the console, which opens it once. */
  link = '';
  /** What the console's browser shows at each call; got with the link when it was not. */
  cookie = '';
  readonly data = mkdtempSync(join(tmpdir(), 'estrade-e2e-'));

  #child: ChildProcess | undefined;
  #port = 0;
  readonly #disk: number;

  /** disk: megabytes of a disk of its own, in memory, for the data; 0: none. Linux only, for one start. */
  constructor({ disk = 0 } = {}) {
    this.#disk = disk;
  }

  /** The data folder as this process reaches it. */
  get folder(): string {
    return this.#disk === 0 ? this.data : `/proc/${this.#child?.pid ?? 0}/root${this.data}`;
  }

  async start(): Promise<void> {
    if (this.#port === 0) this.#port = await freePort();
    const command = [binary, 'serve', '--data', this.data, '--room-addr', `127.0.0.1:${this.#port}`];
    if (this.#disk > 0) {
      const root = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
      const mount = `mount -t tmpfs -o size=${this.#disk}m estrade "$0" && exec "$@"`;
      command.unshift('unshare', '--mount', ...root, 'sh', '-c', mount, this.data);
    }
    const child = spawn(command[0] ?? '', command.slice(1), {
      env: { ...process.env, ESTRADE_KEYS: 'file', LANG: 'C' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const told = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        // In a rescue no room is served, and its line says so.
        if (/^Console: \S+$/m.test(text) && /^Room: .+$/m.test(text)) resolve(text);
      });
      child.once('exit', (code) => reject(new Error(`${binary} ended with ${code}: ${text}`)));
      child.once('error', reject);
    });
    this.room = /^Room: (\S+)$/m.exec(told)?.[1] ?? '';
    this.link = /^Console: (\S+)$/m.exec(told)?.[1] ?? '';
    this.cookie = '';
  }

  /** Ends it without a warning, as a power cut would. */
  kill(): Promise<void> {
    return this.#signal('SIGKILL');
  }

  /** Ends it as its user does. */
  stop(): Promise<void> {
    return this.#signal('SIGTERM');
  }

  async #signal(name: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(name);
    await gone;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Calls a method of the console. */
  async call<T>(method: string, ...args: unknown[]): Promise<T> {
    if (this.cookie === '') this.cookie = await this.#unlock();
    const response = await fetch(new URL(`/api/console/${method}`, this.link), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: this.cookie },
      body: JSON.stringify(args),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async #unlock(): Promise<string> {
    const locked = await fetch(this.link, { redirect: 'manual' });
    return locked.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
  }

  /** Prepares a session of the agenda « essentials » with one table and opens its room. */
  async open(change: Partial<NewSession> = {}): Promise<Session> {
    const id = await this.call<string>('createSession', {
      workshop: 'essentials', title: '', client: '', place: '', date: '', tables: 1, roster: [],
      consoleLanguage: 'fr', stageLanguage: 'fr', documentLanguage: 'fr',
      starts: '', singleTeam: false, noReport: false, followUp: false, retentionDays: 0, retentionReason: '', rehearsal: false, seed: 1,
      ...change,
    });
    const session = new Session(this, id);
    await session.do('open-room');
    return session;
  }
}

/** One session, driven as its trainer would. */
export class Session {
  constructor(
    readonly program: Program,
    readonly id: string,
  ) {}

  view(): Promise<ConsoleView> {
    return this.program.call<ConsoleView>('session', this.id);
  }

  async do(name: CommandName, more: Partial<Command> = {}): Promise<ConsoleView> {
    const { revision } = await this.view();
    return this.program.call<ConsoleView>('do', this.id, { name, revision, confirmed: true, ...more });
  }

  /** Begins at a step, passing over those before it. */
  async startAt(step: string): Promise<void> {
    let view = await this.do('start');
    while (view.step?.id !== step) view = await this.do('skip-step');
  }

  /** Goes on, act by act, until a part is in a state; the room's choices are the first of each. */
  async goTo(part: string, state = 'open'): Promise<ConsoleView> {
    for (let acts = 0; acts < 80; acts++) {
      const view = await this.view();
      if (view.part?.id === part && view.part.state === state) return view;
      await this.#act(view);
    }
    throw new Error(`${part} is not reached`);
  }

  /** Goes on to the end of the last step. */
  async finish(): Promise<void> {
    for (let acts = 0; acts < 120; acts++) {
      const view = await this.view();
      if (view.finished) return;
      await this.#act(view);
    }
    throw new Error('the last step is not reached');
  }

  async #act(view: ConsoleView): Promise<void> {
    const next = view.actions[0];
    if (view.part?.state === 'waiting' && view.backstage?.situations.length && view.backstage.situation === '' && next?.enabled === false) {
      await this.do('situation', { option: view.backstage.situations[0]?.id });
    } else if (next?.command === 'decide' || next?.enabled === false) {
      await this.do('decide', { option: view.play?.scenario?.node?.options[0]?.id });
    } else if (next?.command === 'section') {
      await this.do('next-step');
    } else if (next) {
      await this.do(next.command);
    }
  }
}

/** Ports below those that systems hand out by themselves, for each worker others. */
const ports = { first: 18_000, ofWorker: 1_000 };
let tried = Math.floor(Math.random() * ports.ofWorker);

/** A port nobody listens on, nor will: the room comes back on the one it had. */
async function freePort(): Promise<number> {
  const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0) % 14;
  for (let tries = 0; tries < ports.ofWorker; tries++) {
    const port = ports.first + worker * ports.ofWorker + (tried++ % ports.ofWorker);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)));
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error('no port is free');
}

import { ApiError, toApiError } from '$shared/api/error';
import { Live } from '$shared/realtime/live.svelte';
import type { Command, CommandName, ConsoleView, Issuing, Message, Note, StageSettings, UndoView } from '$shared/model/wire';
import type { Api } from '../api';
import { openOutside } from '../outside';
import { keptFrom } from './kept';
import { placeOf } from './place';
import { withProgress } from './progress';

/** A command without the revision, which is that of the picture at the moment it leaves. */
export type Given = Omit<Command, 'revision'>;

/** Presses this soon after an act was carried out are the second half of a double click. */
const settleMillis = 500;
/** How long the console says that an act was taken back. */
const saidMillis = 2_500;

/** One session at the trainer's desk: its picture, kept live, and the commands given on it. */
export class Desk {
  view: ConsoleView = $state.raw() as ConsoleView;
  /** performance.now() when the picture came: timers and clocks count on from it. */
  receivedAt = $state(0);
  /** The main act under way, "" when none. */
  acting: CommandName | '' = $state('');
  /** The stage is being opened. */
  opening = $state(false);
  /** What went wrong last; undefined once put away or when something worked since. */
  error: unknown = $state.raw();
  /** People, or tables, unfinished: closing waits for a yes. 0: nothing is asked. */
  unfinished = $state(0);
  /** What may be taken back, while it may. */
  undoable: UndoView | undefined = $state.raw();
  /** The last act is being taken back. */
  undoing = $state(false);
  /** It was, a moment ago. */
  undone = $state(false);
  /** How far the documents being issued are; undefined when none is. */
  issuing: Issuing | undefined = $state.raw();
  /** Why the server ended the live connection for good. */
  ended: ApiError | undefined = $state.raw();

  readonly api: Api;
  /** The session's. */
  readonly id: string;
  readonly live: Live;
  #tail: Promise<unknown> = Promise.resolve();
  #settledAt = -settleMillis;
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, view: ConsoleView) {
    this.api = api;
    this.id = view.session.id;
    this.#show(view);
    this.live = new Live({
      target: async () => ({ ...(await api.transport.connection()), data: { console: this.id } }),
      onresync: async () => {
        const fresh = await this.live.call<ConsoleView>('snapshot');
        if (this.live.accept({ type: 'console', console: fresh })) this.#show(fresh);
      },
      onended: (reason) => (this.ended = reason),
    });
    this.live.on<Message>('console:', (message) => {
      if (message.console) this.#show(message.console);
      else if (message.issuing) this.issuing = message.issuing.stage === 'over' ? undefined : message.issuing;
      else if (message.type === 'progress') this.view = withProgress(this.view, message);
    });
  }

  /** The session's time now: the server's clock, or a rehearsal's own, in UTC milliseconds. at: performance.now(). */
  serverTime(at: number): number {
    return this.view.clock.now + (at - this.receivedAt) * (this.view.clock.pace ?? 1);
  }

  start(): void {
    this.ended = undefined;
    void this.live.start();
  }

  stop(): void {
    clearTimeout(this.#forgetting);
    this.live.stop();
  }

  /**
   * An act that moves the session: one at a time, and never carried out where
   * the session stands elsewhere than when it was given. Resolves to whether it was.
   */
  async act(command: Given): Promise<boolean> {
    if (this.acting || performance.now() - this.#settledAt < settleMillis) return false;
    this.acting = command.name;
    const from = placeOf(this.view);
    try {
      await this.#queue(async () => {
        if (placeOf(this.view) !== from) throw movedOn();
        await this.#send(command);
      });
      this.#settledAt = performance.now();
      this.unfinished = 0;
      return true;
    } catch (thrown) {
      await this.#failed(thrown);
      return false;
    } finally {
      this.acting = '';
    }
  }

  /**
   * A command that is right wherever the session stands (a note, the stage's
   * settings, a table): in the order given, tried again once when the session moved meanwhile.
   */
  async set(command: () => Given): Promise<boolean> {
    try {
      await this.#queue(async () => {
        try {
          await this.#send(command());
        } catch (thrown) {
          if (toApiError(thrown).key !== 'moved-on') throw thrown;
          await this.refresh();
          await this.#send(command());
        }
      });
      return true;
    } catch (thrown) {
      await this.#failed(thrown);
      return false;
    }
  }

  /** Takes the last act back, if nothing else was done since. */
  async undo(): Promise<boolean> {
    const offered = this.undoable;
    if (!offered || this.undoing) return false;
    this.undoing = true;
    try {
      await this.#queue(() => this.#send({ name: 'undo' }, offered.revision));
      this.undone = true;
      setTimeout(() => (this.undone = false), saidMillis);
      return true;
    } catch (thrown) {
      await this.#failed(thrown);
      return false;
    } finally {
      this.undoing = false;
    }
  }

  stage(change: Partial<StageSettings>): Promise<boolean> {
    return this.set(() => ({ name: 'stage', stage: { ...this.view.stage, ...change } }));
  }

  #drafts: (() => Promise<boolean>)[] = [];

  /**
   * Takes note of a text being typed: save keeps it and resolves to whether it
   * is kept. Returns how to forget it again.
   */
  drafting(save: () => Promise<boolean>): () => void {
    this.#drafts.push(save);
    return () => {
      this.#drafts = this.#drafts.filter((other) => other !== save);
    };
  }

  /** Keeps every text being typed, and resolves to whether all of them are. */
  async saveDrafts(): Promise<boolean> {
    return (await Promise.all(this.#drafts.map((save) => save()))).every((kept) => kept);
  }

  note(note: Note): Promise<boolean> {
    return this.set(() => ({ name: 'note', note }));
  }

  /** Opens the stage in its window, or in a browser. */
  async openStage(inWindow: boolean): Promise<void> {
    if (this.opening) return;
    this.opening = true;
    try {
      if (inWindow) await this.api.showStage(this.id);
      else openOutside(await this.api.stageURL(this.id));
    } catch (thrown) {
      this.error = thrown;
    } finally {
      this.opening = false;
    }
  }

  /** Fetches the picture anew. */
  async refresh(): Promise<void> {
    const fresh = await this.api.session(this.id);
    if (this.live.accept({ type: 'console', console: fresh })) this.#show(fresh);
  }

  async #send(command: Given, revision = this.view.revision): Promise<void> {
    const view = await this.api.do(this.id, { ...command, revision });
    // The live connection may have brought this very picture, and answers since, already.
    if (view.revision > this.view.revision && this.live.accept({ type: 'console', console: view })) this.#show(view);
    this.error = undefined;
  }

  #queue(work: () => Promise<void>): Promise<void> {
    const run = this.#tail.then(work);
    this.#tail = run.catch(() => undefined);
    return run;
  }

  async #failed(thrown: unknown): Promise<void> {
    const error = toApiError(thrown);
    if (error.key === 'unfinished') {
      this.unfinished = Math.max(1, Number(error.params.n) || 1);
      return;
    }
    this.error = error;
    if (error.code !== 'conflict') return;
    try {
      await this.refresh();
    } catch {
      // The live connection brings the picture when the program is back.
    }
  }

  #show(view: ConsoleView): void {
    this.view = keptFrom(this.view, view);
    this.receivedAt = performance.now();
    clearTimeout(this.#forgetting);
    this.undoable = view.undo;
    if (view.undo) this.#forgetting = setTimeout(() => (this.undoable = undefined), view.undo.remainingMillis);
  }
}

const movedOn = () =>
  new ApiError({ code: 'conflict', key: 'moved-on', message: 'The session has moved on meanwhile.', hint: 'Look at the screen again, then decide.' });

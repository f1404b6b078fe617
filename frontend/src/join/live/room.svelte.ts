import type { ApiError } from '$shared/api/error';
import type { LiveOptions, LiveState } from '$shared/realtime/live.svelte';
import type { Message, PersonView, RoomView, Snapshot, TeamView } from '$shared/model/wire';
import { OwnResultsBook } from './ownResults.svelte';
import { answersOf, findAnswer, withAnswer, withLock, type AnswerPlace } from './picture';
import { inStep } from './step';

/** What of a live connection this page uses; Live is one. */
export interface Link {
  readonly state: LiveState;
  readonly lastSeenAt: number;
  start(): Promise<void>;
  stop(): void;
  on<M>(prefix: string, handler: (message: M, channel: string) => void): () => void;
  accept(message: object): boolean;
  call<T>(method: string, data?: unknown): Promise<T>;
}

export type Connect = (options: LiveOptions) => Link;

export interface RoomOptions {
  connect: Connect;
  url: string;
  /** Tokens of the people this browser speaks for, asked anew at each connection. */
  tokens: () => string[];
  /** What became of one of several tokens; why: the key of the reason why it is no longer good. */
  ontold?: (token: string, ok: boolean, why: string) => void;
  onended?: (reason: ApiError) => void;
  ononline?: () => void;
}

/** The data of the server's reply to a connection. */
interface Welcome {
  snapshot?: Snapshot;
  /** In the order of the tokens. */
  people?: { participant: string; ok: boolean; why?: string }[];
}

/** An answer the server has, which pictures on their way may not hold yet. */
interface Acknowledged {
  person: string;
  asTable: boolean;
  place: AnswerPlace;
  value: unknown;
  until: number;
}

/**
 * The pictures the server keeps up to date: the room's, alike for everybody,
 * and one of each person this browser speaks for. Replaced as a whole, so that
 * what stands on the page is what the server last said.
 */
export class Room {
  view: RoomView | undefined = $state.raw();
  /** As they stand in the step on the screen. */
  readonly people: readonly PersonView[] = $derived.by(() => this.#pictures.map((one) => inStep(one, this.view?.step?.id ?? '')));
  /** When `view` arrived (performance.now), for its timer. */
  viewAt = $state(0);
  /** Why the server ended the connection for good. */
  ended: ApiError | undefined = $state.raw();

  readonly link: Link;
  readonly results: OwnResultsBook;
  #pictures: readonly PersonView[] = $state.raw([]);
  #tokens: string[] = [];
  #acknowledged: Acknowledged[] = [];

  constructor(options: RoomOptions) {
    this.link = options.connect({
      target: () => {
        this.#tokens = options.tokens();
        return { url: options.url, data: { people: this.#tokens } };
      },
      onresync: async (reply) => {
        const welcome = (reply ?? {}) as Welcome;
        this.#take(welcome.snapshot ?? (await this.link.call<Snapshot>('snapshot')));
        welcome.people?.forEach(({ ok, why = '' }, index) => {
          const token = this.#tokens[index];
          if (token !== undefined) options.ontold?.(token, ok, why);
        });
      },
      ononline: () => options.ononline?.(),
      onended: (reason) => {
        this.ended = reason;
        options.onended?.(reason);
      },
    });
    this.results = new OwnResultsBook(this.link);
    this.link.on<Message>('', (message) => this.hear(message));
  }

  person(id: string): PersonView | undefined {
    return this.people.find((one) => one.id === id);
  }

  /** Connects anew, for the people now held. */
  restart(): void {
    this.ended = undefined;
    void this.link.start();
  }

  /** Fetches the pictures anew: of somebody who answers on another connection too. */
  refresh(): void {
    if (this.link.state === 'online') void this.#ask();
  }

  /** One message of a channel. */
  hear(message: Message): void {
    if (message.room) this.#renew(message.room, message.since ?? 0, message.kept ?? []);
    if (message.person) this.#picture(message.person);
    if (message.team) this.#spread(message.team);
  }

  /**
   * An acknowledged answer: it stands, though no picture may ever bring it. A
   * picture made a moment before the answer may still be on its way: it must
   * not make the answer flicker back, so for a short while the answer is put
   * over what arrives, until a picture holds it.
   */
  acknowledge(person: string, asTable: boolean, place: AnswerPlace, value: unknown): void {
    const earlier = (one: Acknowledged) => one.person === person && one.asTable === asTable && findAnswer([{ ...one.place, value }], place) !== undefined;
    this.#acknowledged = [...this.#acknowledged.filter((one) => !earlier(one)), { person, asTable, place, value, until: Date.now() + 1_500 }];
    const view = this.person(person);
    if (view) this.#put(withAnswer(view, asTable, place, value));
  }

  /** An acknowledged lock, before the picture that holds it arrives. */
  lock(person: string, asTable: boolean, part: string, pass: string): void {
    const view = this.person(person);
    if (view) this.#put(withLock(view, asTable, part, pass));
  }

  /** Nothing a person answered is to be shown over what arrives. */
  forget(person: string): void {
    this.#acknowledged = this.#acknowledged.filter((one) => one.person !== person);
  }

  #take({ room, people }: Snapshot): void {
    this.link.accept({ type: 'room', room });
    this.#show(room);
    for (const person of people) {
      this.link.accept({ type: 'person', person });
      if (person.team != null) this.link.accept({ type: 'team', team: person.team });
    }
    this.#pictures = people.map((person) => this.#over(person));
  }

  /** A picture of the room, which leaves out what stayed as it was in an earlier one. */
  #renew(room: RoomView, since: number, kept: readonly string[]): void {
    const { view } = this;
    if (kept.length === 0) this.#show(room);
    else if (view !== undefined && (view.revision === since || view.revision === room.revision)) {
      this.#show({ ...room, ...Object.fromEntries(kept.map((field) => [field, view[field as keyof RoomView]])) });
    } else void this.#ask();
  }

  /** The whole picture, when a part of it was missed. A connection that is lost meanwhile brings it by itself. */
  async #ask(): Promise<void> {
    try {
      this.#take(await this.link.call<Snapshot>('snapshot'));
    } catch {
      // Asked again by the next message that leaves something out.
    }
  }

  #show(room: RoomView): void {
    const before = this.view;
    this.view = room;
    this.viewAt = performance.now();
    if (before && before.step?.id !== room.step?.id) this.#acknowledged = [];
  }

  /** A person's picture; it may carry an older one of their table than the one shown. */
  #picture(person: PersonView): void {
    const shown = this.person(person.id);
    // One made before the step on the screen began: what was answered since stands.
    if (shown !== undefined && person.step !== shown.step && shown.step === this.view?.step?.id) {
      const { step, answers, locks, result } = shown;
      person = { ...person, step, answers, locks, result };
    }
    const team = shown?.team;
    const older = team != null && person.team != null && team.table === person.team.table && team.revision > person.team.revision;
    this.#put(older ? { ...this.#over(person, { table: false }), team } : this.#over(person));
  }

  #spread(team: TeamView): void {
    for (const one of this.people) if (one.table?.id === team.table) this.#put(this.#over({ ...one, team }, { own: false }));
  }

  #put(person: PersonView): void {
    this.#pictures = this.person(person.id) ? this.people.map((one) => (one.id === person.id ? person : one)) : [...this.people, person];
  }

  /** A new picture under what was acknowledged; own, table: which answers the picture brings anew. */
  #over(person: PersonView, { own = true, table = true } = {}): PersonView {
    const now = Date.now();
    const fresh = ({ asTable }: Acknowledged) => (asTable ? table : own);
    // What the picture holds needs no help; nor does what was written for a table before somebody else took the pen.
    const settled = ({ asTable, place, value }: Acknowledged) =>
      (asTable && person.team?.penHolder !== person.id) || JSON.stringify(findAnswer(answersOf(person, asTable), place)?.value) === JSON.stringify(value);
    this.#acknowledged = this.#acknowledged.filter((one) => one.until > now && (one.person !== person.id || !fresh(one) || !settled(one)));
    return this.#acknowledged
      .filter((one) => one.person === person.id && fresh(one))
      .reduce((view, { asTable, place, value }) => withAnswer(view, asTable, place, value), person);
  }
}

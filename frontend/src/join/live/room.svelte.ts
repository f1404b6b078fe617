import type { ApiError } from '$shared/api/error';
import type { LiveOptions, LiveState } from '$shared/realtime/live.svelte';
import type { Message, PersonView, RoomView, Snapshot, TeamView } from '$shared/model/wire';
import { answersOf, findAnswer, withAnswer, withLock, type AnswerPlace } from './picture';

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
  /** One of several tokens is worth nothing any more. */
  onrevoked?: (token: string) => void;
  onended?: (reason: ApiError) => void;
  ononline?: () => void;
}

/** The data of the server's reply to a connection. */
interface Welcome {
  snapshot?: Snapshot;
  /** In the order of the tokens. */
  people?: { participant: string; ok: boolean }[];
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
  people: readonly PersonView[] = $state.raw([]);
  /** When `view` arrived (performance.now), for its timer. */
  viewAt = $state(0);
  /** Why the server ended the connection for good. */
  ended: ApiError | undefined = $state.raw();

  readonly link: Link;
  #tokens: string[] = [];
  /** People as the server last showed them; `people` is these with what it acknowledged since. */
  #pictures: readonly PersonView[] = [];
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
        welcome.people?.forEach(({ ok }, index) => {
          const token = this.#tokens[index];
          if (!ok && token !== undefined) options.onrevoked?.(token);
        });
      },
      ononline: () => options.ononline?.(),
      onended: (reason) => {
        this.ended = reason;
        options.onended?.(reason);
      },
    });
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

  /** One message of a channel. */
  hear(message: Message): void {
    if (message.room) this.#show(message.room);
    if (message.person) this.#hold(this.#keeping(message.person));
    if (message.team) this.#spread(message.team);
  }

  /**
   * An acknowledged answer, before the picture that holds it arrives. A picture
   * made a moment before the answer may still be on its way: it must not make
   * the answer flicker back, so the answer is put over it until a picture holds
   * it, or for a short while.
   */
  acknowledge(person: string, asTable: boolean, place: AnswerPlace, value: unknown): void {
    const earlier = (one: Acknowledged) => one.person === person && one.asTable === asTable && findAnswer([{ ...one.place, value }], place) !== undefined;
    this.#acknowledged = [...this.#acknowledged.filter((one) => !earlier(one)), { person, asTable, place, value, until: Date.now() + 1_500 }];
    this.#draw();
  }

  /** An acknowledged lock, before the picture that holds it arrives. */
  lock(person: string, asTable: boolean, part: string, pass: string): void {
    const picture = this.#picture(person);
    if (picture) this.#hold(withLock(picture, asTable, part, pass));
  }

  /** Nothing a person answered is to be shown over what arrives. */
  forget(person: string): void {
    const others = this.#acknowledged.filter((one) => one.person !== person);
    if (others.length === this.#acknowledged.length) return;
    this.#acknowledged = others;
    this.#draw();
  }

  #take({ room, people }: Snapshot): void {
    this.link.accept({ type: 'room', room });
    this.#show(room);
    for (const person of people) {
      this.link.accept({ type: 'person', person });
      if (person.team != null) this.link.accept({ type: 'team', team: person.team });
    }
    this.#pictures = people;
    for (const person of people) this.#settle(person);
    this.#draw();
  }

  #show(room: RoomView): void {
    const before = this.view;
    this.view = room;
    this.viewAt = performance.now();
    if (before && before.step?.id !== room.step?.id) this.#acknowledged = [];
  }

  #picture(id: string): PersonView | undefined {
    return this.#pictures.find((one) => one.id === id);
  }

  /** A person's picture may carry an older one of their table than the one shown. */
  #keeping(person: PersonView): PersonView {
    const team = this.#picture(person.id)?.team;
    if (team != null && person.team != null && team.table === person.team.table && team.revision > person.team.revision) return { ...person, team };
    return person;
  }

  #spread(team: TeamView): void {
    for (const one of this.#pictures) if (one.table?.id === team.table) this.#hold({ ...one, team });
  }

  #hold(person: PersonView): void {
    this.#pictures = this.#picture(person.id) ? this.#pictures.map((one) => (one.id === person.id ? person : one)) : [...this.#pictures, person];
    this.#settle(person);
    this.#draw();
  }

  /** Lets go of what a picture holds itself, and of what was written for a table before somebody else took the pen. */
  #settle(person: PersonView): void {
    this.#acknowledged = this.#acknowledged.filter(
      ({ person: id, asTable, place, value }) =>
        id !== person.id ||
        ((!asTable || person.team?.penHolder === id) && JSON.stringify(findAnswer(answersOf(person, asTable), place)?.value) !== JSON.stringify(value)),
    );
  }

  #draw(): void {
    const now = Date.now();
    this.#acknowledged = this.#acknowledged.filter((one) => one.until > now);
    this.people = this.#pictures.map((person) =>
      this.#acknowledged.filter((one) => one.person === person.id).reduce((view, { asTable, place, value }) => withAnswer(view, asTable, place, value), person),
    );
  }
}

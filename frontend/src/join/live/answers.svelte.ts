import { toApiError, unreachable, type Problem } from '$shared/api/error';
import type { AnswerRequest, LockRequest, PartView, PersonView, Receipt } from '$shared/model/wire';
import { Outbox, type OutboxEntry, type OutboxKey } from '$shared/realtime/outbox.svelte';
import { answersOf, findAnswer, isLocked, locksOf, withAnswer, withLock } from './picture';
import type { Room } from './room.svelte';

/** What waits in the outbox: an answer, or the lock of what was answered before it in the line. */
export interface Sent {
  lock: boolean;
  asTable: boolean;
  opening: number;
  value: unknown;
}

/** How an answer stands: nothing given; kept here; on the server's disk; refused for good. */
export type Standing = 'none' | 'pending' | 'saved' | 'refused';

export interface Reading {
  /** undefined: nothing given. null: « je préfère ne pas répondre ». */
  value: unknown;
  standing: Standing;
  reason?: Problem;
}

// A lock takes its place in the line behind the answers it locks.
const lockItem = '(lock)';

/** The answers of the people on this browser: what they gave, and how it stands. */
export class Answers {
  #room: Room;
  #outbox: Outbox<Sent, Receipt>;

  constructor(room: Room, session: string, storage?: Storage) {
    this.#room = room;
    this.#outbox = new Outbox<Sent, Receipt>({
      name: session,
      storage,
      deliver: (entry) => this.#deliver(entry),
      // Somebody who went on elsewhere: what they answered here waits for them.
      holds: ({ key }) => room.person(key.participant) === undefined,
      onsaved: ({ key, value }) => {
        if (value.lock) room.lock(key.participant, value.asTable, key.part, key.pass);
        else room.acknowledge(key.participant, value.asTable, key, value.value);
      },
    });
  }

  /** How one answer stands; what waits here wins over what the server last showed. */
  read(person: PersonView, item: string, pass = '', asTable = false): Reading {
    const part = this.#room.view?.part?.id ?? '';
    const saved = findAnswer(answersOf(person, asTable), { part, pass, item });
    const entry = this.#outbox.get(this.#key(person, item, pass));
    if (entry?.state === 'pending') return { value: entry.value.value, standing: 'pending' };
    const kept: Reading = { value: saved?.value, standing: saved ? 'saved' : 'none' };
    return entry?.state === 'refused' ? { ...kept, standing: 'refused', reason: entry.reason } : kept;
  }

  give(person: PersonView, item: string, value: unknown, pass = '', asTable = false): void {
    const part = this.#open();
    if (part) this.#outbox.put(this.#key(person, item, pass), { lock: false, asTable, opening: part.opening, value });
  }

  /** Locks what was answered in a pass; it leaves after the answers that wait. */
  lock(person: PersonView, pass = '', asTable = false): void {
    const part = this.#open();
    if (part) this.#outbox.put(this.#key(person, lockItem, pass), { lock: true, asTable, opening: part.opening, value: null });
  }

  /** How the lock of a pass stands. */
  locked(person: PersonView, pass = '', asTable = false): Reading {
    const part = this.#room.view?.part?.id ?? '';
    if (isLocked(locksOf(person, asTable), part, pass)) return { value: true, standing: 'saved' };
    const entry = this.#outbox.get(this.#key(person, lockItem, pass));
    if (entry?.state === 'pending') return { value: true, standing: 'pending' };
    if (entry?.state === 'refused') return { value: undefined, standing: 'refused', reason: entry.reason };
    return { value: undefined, standing: 'none' };
  }

  /** A person's picture with what waits here put in. */
  withWaiting(person: PersonView): PersonView {
    return this.#outbox.pending
      .filter(({ key }) => key.participant === person.id && key.step === this.#room.view?.step?.id)
      .reduce((view, { key, value }) => (value.lock ? withLock(view, value.asTable, key.part, key.pass) : withAnswer(view, value.asTable, key, value.value)), person);
  }

  /** How many answers and locks of a person wait here. */
  waiting(participant: string): number {
    return this.#outbox.pending.filter(({ key }) => key.participant === participant).length;
  }

  /** What was refused of a person's, until it is dismissed. */
  refused(participant: string): OutboxEntry<Sent>[] {
    return this.#outbox.refused.filter(({ key }) => key.participant === participant);
  }

  dismissRefused(participant: string): void {
    for (const { key } of this.refused(participant)) this.#outbox.dismiss(key);
  }

  resume(): void {
    this.#outbox.resume();
  }

  pause(): void {
    this.#outbox.pause();
  }

  /** Forgets what waits for a participant, or for everybody: erased, removed, session over. */
  clear(participant?: string): void {
    this.#outbox.clear(participant);
    for (const { id } of this.#room.people) if (participant === undefined || id === participant) this.#room.forget(id);
  }

  #open(): PartView | undefined {
    const part = this.#room.view?.part;
    return part?.state === 'open' ? part : undefined;
  }

  #key(person: PersonView, item: string, pass: string): OutboxKey {
    return { participant: person.id, step: this.#room.view?.step?.id ?? '', part: this.#room.view?.part?.id ?? '', pass, item };
  }

  async #deliver(entry: OutboxEntry<Sent>): Promise<Receipt> {
    try {
      return await this.#call(entry);
    } catch (thrown) {
      // They went on elsewhere a moment ago: not refused, but held from now on.
      throw toApiError(thrown).key === 'not-yours' ? unreachable() : thrown;
    }
  }

  #call({ id, key, value }: OutboxEntry<Sent>): Promise<Receipt> {
    const { participant, step, part, pass, item } = key;
    const { asTable, opening } = value;
    if (value.lock) {
      const request: LockRequest = { participant, asTable, step, part, opening, pass };
      return this.#room.link.call<Receipt>('lock', request);
    }
    const request: AnswerRequest = { id, participant, asTable, step, part, opening, pass, item, value: value.value };
    return this.#room.link.call<Receipt>('answer', request);
  }
}

import { Centrifuge } from 'centrifuge';
import type { AnswerRequest, Greeting, Joined, JoinRequest, Message, PersonView, RoomView, Snapshot, TeamView } from '../src/shared/model/wire';

/** Somebody in the room without a page: speaks the room's protocol. */
export class Guest {
  room: RoomView | undefined;
  me: PersonView | undefined;
  team: TeamView | undefined;

  readonly #client: Centrifuge;

  private constructor(
    readonly name: string,
    readonly joined: Joined,
    room: string,
  ) {
    this.#client = new Centrifuge(`${room.replace(/^http/, 'ws')}/connection/websocket`, {
      websocket: WebSocket,
      data: { people: [joined.token] },
      minReconnectDelay: 200,
      maxReconnectDelay: 1_000,
    });
    this.#client.on('connected', ({ data }) => {
      const { snapshot } = data as { snapshot: Snapshot };
      this.room = snapshot.room;
      this.me = snapshot.people[0];
      this.team = this.me?.team;
    });
    this.#client.on('publication', ({ data }) => {
      const message = data as Message;
      // What a message leaves out is as it was.
      if (message.room) this.room = { ...message.room, ...Object.fromEntries((message.kept ?? []).map((field) => [field, this.room?.[field as keyof RoomView]])) };
      if (message.person) this.me = message.person;
      if (message.team) this.team = message.team;
    });
    this.#client.connect();
  }

  static async join(room: string, secret: string, name: string, wishes: Partial<JoinRequest> = {}): Promise<Guest> {
    const request: JoinRequest = { id: '', code: '', secret, device: '', name, pseudonym: '', language: 'fr', table: '', simulated: false, ...wishes };
    const guest = new Guest(name, await ask<Joined>(room, 'join', request), room);
    await guest.#client.ready(10_000);
    return guest;
  }

  get pseudonym(): string {
    return this.joined.pseudonym;
  }

  /** Gives an answer to the open part; rejects with the room's refusal. */
  async answer(item: string, value: unknown, { pass = '', asTable = false } = {}): Promise<void> {
    const request: AnswerRequest = { ...this.#place(asTable), id: crypto.randomUUID().replaceAll('-', ''), pass, item, value };
    await this.#call('answer', request);
  }

  async lock(pass = '', asTable = false): Promise<void> {
    await this.#call('lock', { ...this.#place(asTable), pass });
  }

  async takePen(): Promise<void> {
    await this.#call('pen', { participant: this.joined.participant, take: true });
  }

  leave(): void {
    this.#client.disconnect();
  }

  async #call(method: string, request: object): Promise<void> {
    try {
      await this.#client.rpc(method, request);
    } catch (refusal) {
      throw new Error(`${this.name}: ${method}: ${(refusal as { message: string }).message}`, { cause: refusal });
    }
  }

  #place(asTable: boolean) {
    const { step, part } = this.room ?? {};
    if (step == null || part == null) throw new Error(`${this.name}: nothing is open`);
    return { participant: this.joined.participant, asTable, step: step.id, part: part.id, opening: part.opening };
  }
}

export const greet = (room: string, secret: string) => ask<Greeting>(room, 'greet', { secret, language: 'fr' });

async function ask<T>(room: string, method: string, body: object): Promise<T> {
  const response = await fetch(`${room}/api/${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

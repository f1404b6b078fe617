import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { toApiError, type ApiError } from '$shared/api/error';
import { asLanguage, type Language } from '$shared/i18n/language';
import type { File, Greeting, PersonView, TableView } from '$shared/model/wire';
import { tidyName } from './entry/name';
import type { Pass, RoomApi } from './entry/room';
import { i18n } from './i18n';
import { Answers } from './live/answers.svelte';
import { hasAnswered } from './live/done';
import { Room, type Connect } from './live/room.svelte';
import { Device } from './people/device.svelte';
import { Keeper, type KeptPerson } from './people/keeper';

/** What stands on the page. */
export type Screen = 'opening' | 'code' | 'who' | 'reenter' | 'welcome' | 'handover' | 'room' | 'closed' | 'gone';

/** Why somebody is no longer in the room. */
export type Gone = 'removed' | 'ended' | 'lost';

export interface VisitOptions {
  api: RoomApi;
  connect: Connect;
  /** Address of the live connection. */
  url: string;
  keeper?: Keeper;
  storage?: Storage;
}

/** What a person says of themselves to join. */
export interface Entering {
  name: string;
  /** "": one is given. */
  pseudonym: string;
  /** "": the trainer makes the tables. */
  table: string;
}

/** The stay of one browser in the room, from the code to the goodbye. */
export class Visit {
  readonly device: Device;
  /** Where the newcomer stands; 'room' once somebody is in. */
  door: 'opening' | 'code' | 'who' | 'reenter' | 'room' = $state('opening');
  greeting: Greeting | undefined = $state.raw();
  /** Somebody just joined: their way back is shown once. */
  welcome: string | undefined = $state.raw();
  /** What went wrong at the door. */
  error: ApiError | undefined = $state.raw();
  /** The link of a QR that opens nothing any more. */
  linkExpired = $state(false);
  busy = $state(false);
  /** Pseudonyms found taken while choosing. */
  taken: string[] = $state([]);
  room: Room | undefined = $state.raw();
  answers: Answers | undefined = $state.raw();

  #options: VisitOptions;
  #pass: Pass = { code: '', secret: '' };
  /** Languages chosen on this device, by person: they win over what the server last said. */
  #spoken = new SvelteMap<string, Language>();
  #untold = new SvelteSet<string>();
  #leaving: string[] = $state([]);

  constructor(options: VisitOptions) {
    this.#options = options;
    this.device = new Device(options.keeper ?? new Keeper());
  }

  get screen(): Screen {
    if (this.door !== 'room' || !this.room) return this.door === 'room' ? 'opening' : this.door;
    if (over(this.room.view?.state)) return 'closed';
    if (this.gone) return 'gone';
    if (this.welcome !== undefined) return 'welcome';
    return this.device.handover ? 'handover' : 'room';
  }

  /** Why the person in hand is out, if they are. */
  get gone(): Gone | undefined {
    if (this.me?.removed === true || this.#leaving.includes(this.device.current)) return 'removed';
    if (!this.room?.ended) return undefined;
    return this.room.ended.code === 'unauthorised' ? 'ended' : 'lost';
  }

  /** The picture of the person who has the device in hand. */
  get me(): PersonView | undefined {
    return this.room?.person(this.device.current);
  }

  /** The language of the person in hand, once known. */
  get spoken(): Language | undefined {
    const { me } = this;
    return me && (this.#spoken.get(me.id) ?? asLanguage(me.language));
  }

  /** Whether somebody of this device has answered the current part. */
  answered(id: string): boolean {
    const person = this.room?.person(id);
    return person !== undefined && hasAnswered(this.room?.view, person);
  }

  /** The next person of this device who has still to answer the open part. */
  get next(): KeptPerson | undefined {
    const part = this.room?.view?.part;
    if (part?.state !== 'open') return undefined;
    const at = this.device.people.findIndex((one) => one.participant === this.device.current);
    const around = [...this.device.people.slice(at + 1), ...this.device.people.slice(0, Math.max(0, at))];
    return around.find(({ participant }) => !this.answered(participant));
  }

  /** Tables to choose from, while there is a choice. */
  get tables(): readonly TableView[] {
    return this.greeting?.tables ?? [];
  }

  /** Opens the page: with the secret of a QR, with what this browser kept, or with nothing. */
  async begin(secret: string): Promise<void> {
    if (secret === '') {
      if (this.device.resume()) this.#enter();
      else this.door = 'code';
      return;
    }
    await this.knock({ code: '', secret });
    if (!this.error) return;
    if (this.error.code === 'unauthorised') this.linkExpired = true;
    // Offline, or a link of yesterday: who is kept here comes in all the same.
    else if (this.device.resume()) this.#enter();
    if (this.door === 'opening') this.door = 'code';
  }

  /** Tries a code or a secret. */
  async knock(pass: Pass): Promise<void> {
    await this.#trying(async () => {
      const greeting = await this.#options.api.greet(pass, i18n.language);
      this.#pass = pass;
      this.linkExpired = false;
      this.taken = [];
      this.greeting = greeting;
      if (this.device.resume(greeting.session)) this.#enter();
      else this.door = 'who';
    });
  }

  /** Other names to choose from; those seen taken stay struck through. */
  async otherNames(): Promise<void> {
    await this.#trying(async () => {
      this.greeting = await this.#options.api.greet(this.#pass, i18n.language);
      this.taken = [];
    });
  }

  async join({ name, pseudonym, table }: Entering): Promise<void> {
    await this.#trying(async () => {
      try {
        const joined = await this.#options.api.join({
          ...this.#pass,
          device: this.device.kept?.device ?? '',
          name: tidyName(name),
          pseudonym,
          language: i18n.language,
          table,
          simulated: false,
        });
        this.device.add(joined, this.greeting?.title ?? '', this.#pass);
        this.welcome = joined.reentry;
        this.#enter();
      } catch (thrown) {
        if (toApiError(thrown).key === 'pseudonym-taken') this.taken = [...this.taken, pseudonym];
        throw thrown;
      }
    });
  }

  async reenter(code: string): Promise<void> {
    await this.#trying(async () => {
      const joined = await this.#options.api.reenter({ ...this.#pass, device: this.device.kept?.device ?? '', reentry: code });
      this.device.add(joined, this.greeting?.title ?? '', this.#pass);
      this.#leaving = this.#leaving.filter((id) => id !== joined.participant);
      this.#enter();
    });
  }

  /** The code was noted. */
  settled(): void {
    this.welcome = undefined;
  }

  /** One more person on this device: the door, with the pass the first one used. */
  async addPerson(): Promise<void> {
    const kept = this.device.kept;
    if (!kept || this.device.full) return;
    this.#pass = kept.pass;
    await this.otherNames();
    if (this.error === undefined) this.door = 'who';
  }

  /** Back to the room, without a newcomer. */
  turnBack(): void {
    this.error = undefined;
    if (this.room) this.door = 'room';
    else this.door = this.greeting ? 'who' : 'code';
  }

  toReentry(): void {
    this.error = undefined;
    this.door = 'reenter';
  }

  /** Another code: the greeting was of the wrong session. */
  toCode(): void {
    this.error = undefined;
    this.greeting = undefined;
    this.door = 'code';
  }

  /** The person in hand reads in another language; told to the server as soon as it can be. */
  speak(language: string): void {
    i18n.use(language);
    if (!this.me) return;
    this.#spoken.set(this.me.id, asLanguage(language));
    this.#untold.add(this.me.id);
    void this.#tellLanguage();
  }

  /** Takes the device in hand for somebody of it. */
  take(id: string): void {
    this.device.take(id);
  }

  /** Deletes what the person in hand answered, here and on the server. */
  async erase(): Promise<void> {
    const { me, room } = this;
    if (!me || !room) return;
    await room.link.call('erase', { participant: me.id });
    this.answers?.clear(me.id);
    // What it would bring back is gone.
    this.device.keepReturn(me.id, '');
  }

  /** The return code a document of the person in hand carried, "" before. */
  get returnCode(): string {
    return this.#kept()?.returnCode ?? '';
  }

  /** The document of the person in hand, about themselves. */
  async personal(): Promise<File> {
    const kept = this.#kept();
    const file = await this.#options.api.personal({ token: kept?.token ?? '', returnCode: kept?.returnCode ?? '', step: '', plan: 0 });
    if (kept && file.returnCode !== '') this.device.keepReturn(kept.participant, file.returnCode);
    return file;
  }

  /** A calendar file for a plan of the person in hand; plans count from 1. */
  reminder(step: string, plan: number): Promise<File> {
    return this.#options.api.reminder({ token: this.#kept()?.token ?? '', returnCode: '', step, plan });
  }

  /** Brings back what the person in hand answered in an earlier session. */
  async comeBack(code: string): Promise<void> {
    const { me, room } = this;
    if (me && room) await room.link.call('return', { participant: me.id, code: code.trim() });
  }

  /** The session is closed: nothing of it stays in the browser but this page. */
  letGo(): void {
    this.answers?.clear();
    this.device.letGo();
  }

  /** Leaves for good: the session is closed, or this browser starts anew. */
  leave(): void {
    this.room?.link.stop();
    this.answers?.clear();
    this.device.leave();
    this.room = undefined;
    this.answers = undefined;
    this.greeting = undefined;
    this.error = undefined;
    this.door = 'code';
  }

  /** Takes the person in hand off this device; the others go on. */
  forgetMe(): void {
    const id = this.device.current;
    this.answers?.clear(id);
    this.device.forget(id);
    if (this.device.people.length === 0) this.leave();
    else this.room?.restart();
  }

  #kept(): KeptPerson | undefined {
    return this.device.people.find(({ participant }) => participant === this.device.current);
  }

  #enter(): void {
    this.door = 'room';
    const kept = this.device.kept;
    if (!kept) return;
    if (this.room && this.answers) {
      this.room.restart();
      return;
    }
    const room = new Room({
      connect: this.#options.connect,
      url: this.#options.url,
      tokens: () => this.device.people.map(({ token }) => token),
      onrevoked: (token) => {
        const person = this.device.people.find((one) => one.token === token);
        if (person) this.#leaving = [...this.#leaving, person.participant];
      },
      ononline: () => {
        this.answers?.resume();
        void this.#tellLanguage();
      },
      onended: () => this.answers?.pause(),
    });
    this.answers = new Answers(room, kept.session, this.#options.storage);
    this.room = room;
    room.restart();
  }

  async #tellLanguage(): Promise<void> {
    for (const participant of [...this.#untold]) {
      const language = this.#spoken.get(participant);
      try {
        await this.room?.link.call('language', { participant, language });
        if (this.#spoken.get(participant) === language) this.#untold.delete(participant);
      } catch {
        // Said again at the next connection; the page has changed already.
      }
    }
  }

  async #trying(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    try {
      await act();
    } catch (thrown) {
      this.error = toApiError(thrown);
    } finally {
      this.busy = false;
    }
  }
}

const over = (state: string | undefined) => state === 'closed' || state === 'archived' || state === 'erased';

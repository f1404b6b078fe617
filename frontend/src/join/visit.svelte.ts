import { tick } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { normaliseCode } from '$shared/ui/code/code';
import { randomId } from '$shared/realtime/id';
import { toApiError, type ApiError } from '$shared/api/error';
import { asLanguage, type Language } from '$shared/i18n/language';
import type { File, Greeting, Joined, JoinRequest, PersonView, TableView } from '$shared/model/wire';
import { tidyName } from './entry/name';
import type { Pass, RoomApi } from './entry/room';
import { i18n } from './i18n';
import { Answers } from './live/answers.svelte';
import { hasAnswered } from './live/done';
import { Room, type Connect } from './live/room.svelte';
import { Device } from './people/device.svelte';
import { Keeper, type KeptPerson } from './people/keeper';
import type { Tabs, TabsOptions } from './people/tabs';

/** What stands on the page. */
export type Screen = 'opening' | 'code' | 'who' | 'reenter' | 'welcome' | 'handover' | 'room' | 'closed' | 'gone' | 'elsewhere';

/** Why somebody is no longer in the room. */
export type Gone = 'removed' | 'moved' | 'ended' | 'lost';

/** How somebody of this device stands in the open part: waiting: still to answer; kept: answered, and waits here; out: gone from this device. */
export type Place = 'answered' | 'kept' | 'waiting' | 'out';

export interface VisitOptions {
  api: RoomApi;
  connect: Connect;
  /** Address of the live connection. */
  url: string;
  keeper?: Keeper;
  storage?: Storage;
  /** Keeps what belongs to this tab across a reload; sessionStorage in a browser. */
  page?: Storage;
  /** Keeps tabs of one browser apart; without it, there is one. */
  tabs?: (options: TabsOptions) => Tabs;
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
  /** Where the session goes on instead of this tab: another one was there first, or took over. */
  elsewhere: 'first' | 'after' | undefined = $state();
  room: Room | undefined = $state.raw();
  answers: Answers | undefined = $state.raw();

  #options: VisitOptions;
  #pass: Pass = { code: '', secret: '' };
  /** Languages chosen on this device, by person: they win over what the server last said. */
  #spoken = new SvelteMap<string, Language>();
  #untold = new SvelteSet<string>();
  /** Why people of this device are no longer here: keys of reasons. */
  #out = new SvelteMap<string, string>();
  #tabs: Tabs | undefined;
  #requestId = '';
  #reentering = { code: '', id: '' };

  constructor(options: VisitOptions) {
    this.#options = options;
    this.device = new Device(options.keeper ?? new Keeper());
  }

  get screen(): Screen {
    if (this.elsewhere !== undefined) return 'elsewhere';
    if (this.door !== 'room' || !this.room) return this.door === 'room' ? 'opening' : this.door;
    if (over(this.room.view?.state)) return 'closed';
    if (this.gone) return 'gone';
    if (this.welcome !== undefined) return 'welcome';
    return this.device.handover ? 'handover' : 'room';
  }

  /** Why the person in hand is out, if they are. */
  get gone(): Gone | undefined {
    const out = this.#out.get(this.device.current);
    const why = out ?? this.room?.ended?.key;
    if (why === 'moved-elsewhere') return 'moved';
    if (this.me?.removed === true || why === 'participant-removed') return 'removed';
    if (out !== undefined) return 'ended';
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

  /** Whether somebody of this device has answered the current part, and the server knows. */
  answered(id: string): boolean {
    return this.place(id) === 'answered';
  }

  /** How somebody of this device stands in the current part. */
  place(id: string): Place {
    const person = this.room?.person(id);
    if (this.#out.has(id) || person?.removed === true) return 'out';
    if (person === undefined) return 'waiting';
    if (hasAnswered(this.room?.view, person)) return 'answered';
    return this.answers && hasAnswered(this.room?.view, this.answers.withWaiting(person)) ? 'kept' : 'waiting';
  }

  /** Whether everybody of this device answers the open part for themselves. */
  get answering(): boolean {
    const part = this.room?.view?.part;
    return part != null && part.state === 'open' && part.collects && !part.byTable;
  }

  /** People of this device who have still to answer the open part, from the one after the person in hand on. */
  get remaining(): KeptPerson[] {
    if (!this.answering) return [];
    const { people, current, handover } = this.device;
    const at = people.findIndex((one) => one.participant === (current || handover?.from));
    return [...people.slice(at + 1), ...people.slice(0, at + 1)].filter(({ participant }) => this.place(participant) === 'waiting');
  }

  /** The next person of this device who has still to answer the open part. */
  get next(): KeptPerson | undefined {
    return this.remaining.find(({ participant }) => participant !== this.device.current);
  }

  /** Tables to choose from, while there is a choice. */
  get tables(): readonly TableView[] {
    return this.greeting?.tables ?? [];
  }

  /** Opens the page: with the secret of a QR, with what this browser kept, or with nothing. */
  async begin(secret: string): Promise<void> {
    if (secret === '') {
      if (this.device.resume()) await this.#arrive();
      else this.door = 'code';
      return;
    }
    await this.knock({ code: '', secret });
    if (!this.error) return;
    if (this.error.code === 'unauthorised') this.linkExpired = true;
    // Offline, or a link of yesterday: who is kept here comes in all the same.
    else if (this.device.resume()) await this.#arrive();
    if (this.door === 'opening') this.door = 'code';
  }

  /** Tries a code or a secret. */
  async knock(pass: Pass): Promise<void> {
    await this.#trying(async () => {
      const greeting = await this.#options.api.greet(pass, i18n.wanted);
      this.#pass = pass;
      this.linkExpired = false;
      this.taken = [];
      this.greeting = greeting;
      if (this.device.resume(greeting.session)) await this.#arrive();
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
        const joined = await this.#join({
          id: this.#joining(),
          ...this.#pass,
          device: this.#deviceToken(),
          name: tidyName(name),
          pseudonym,
          language: i18n.language,
          table,
          simulated: false,
        });
        this.#joined();
        this.device.add(joined, this.greeting?.title ?? '', this.#pass);
        this.welcome = joined.reentry;
        await this.#arrive();
      } catch (thrown) {
        const { key } = toApiError(thrown);
        if (key === 'pseudonym-taken') this.taken = [...this.taken, pseudonym];
        // That request has made its person: the next one is about somebody else.
        if (key === 'joined-already' || key === 'participant-removed') this.#joined();
        throw thrown;
      }
    });
  }

  async reenter(code: string): Promise<void> {
    await this.#trying(async () => {
      await this.#reenter(code);
      await this.#arrive();
    });
  }

  /** The person in hand went on elsewhere, and comes back to this device. */
  async comeBackHere(): Promise<void> {
    const kept = this.device.kept;
    const person = this.#kept() ?? this.device.people[0];
    if (!kept || !person) return;
    this.#pass = kept.pass;
    if (person.reentry !== '') {
      await this.#trying(async () => {
        await this.#reenter(person.reentry);
        // Whoever pressed the button has not shown who they are.
        this.device.take(person.participant);
        this.#enter();
      });
      if (this.error?.key !== 'wrong-reentry') return;
      this.error = undefined;
    }
    // The trainer has made a new code: it has to be typed.
    this.door = 'reenter';
  }

  /**
   * Clears a forgotten code of four digits by the re-entry code: the one kept
   * here, without the network, or a newer one.
   */
  async resetPin(id: string, code: string): Promise<void> {
    const kept = this.device.kept;
    const person = this.device.person(id);
    if (!kept || !person) return;
    await this.#trying(async () => {
      let found = id;
      if (normaliseCode(code) !== person.reentry) {
        this.#pass = kept.pass;
        found = (await this.#reenter(code)).participant;
        this.#enter();
      }
      this.device.keepPin(found, undefined);
      this.device.open(found);
    });
  }

  /** The page is left, or kept for the way back: a shared computer shows nobody when it comes back. */
  away(): void {
    if (this.device.current !== '' && (this.device.shared || this.#kept()?.pin)) this.device.hand(this.device.shared ? undefined : this.device.current);
  }

  /** The page is shown again after it was frozen. */
  async wake(): Promise<void> {
    await this.#tabs?.wake();
  }

  /** Another tab changed who is on this device. */
  heard(): void {
    const before = this.device.people.map(({ token }) => token).join();
    if (this.door !== 'room' || this.elsewhere !== undefined) return;
    if (this.device.refresh() && this.device.people.map(({ token }) => token).join() !== before) this.room?.restart();
  }

  /** The session goes on in this tab. */
  async continueHere(): Promise<void> {
    await this.#tabs?.take();
    const newcomer = this.welcome === undefined ? '' : this.device.current;
    this.elsewhere = undefined;
    this.room?.link.stop();
    this.room = undefined;
    this.answers = undefined;
    this.device.refresh();
    if (this.device.resume(this.device.kept?.session ?? '')) {
      // Whoever just joined here is still in front of the screen.
      if (newcomer !== '') this.device.open(newcomer);
      this.#enter();
    } else this.leave();
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
    if (this.error !== undefined) return;
    this.door = 'who';
    // Whoever turns back need not be the one who asked.
    this.device.hand(this.device.shared ? undefined : this.device.current);
  }

  /** Back to the room, without a newcomer. */
  turnBack(): void {
    this.error = undefined;
    if (this.room) this.door = 'room';
    else this.door = this.greeting ? 'who' : 'code';
  }

  /** Tries to get back in: the trainer may have put somebody back. */
  retry(): void {
    this.room?.restart();
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
    // What was asked before, or was on its way, is of before.
    room.results.forget(me.id);
    void room.results.read(me.id);
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
    this.#tabs?.leave();
    this.#tabs = undefined;
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
    const id = this.device.current || (this.device.people[0]?.participant ?? '');
    this.answers?.clear(id);
    this.device.forget(id);
    this.#out.delete(id);
    if (this.device.people.length === 0) this.leave();
    else this.room?.restart();
  }

  #kept(): KeptPerson | undefined {
    return this.device.person(this.device.current);
  }

  /** The id of the request to join, the same until its reply came, also across a reload. */
  #joining(): string {
    try {
      this.#requestId ||= this.#options.page?.getItem(requestItem) ?? '';
      this.#requestId ||= randomId();
      this.#options.page?.setItem(requestItem, this.#requestId);
    } catch {
      // A browser that keeps nothing: the id lives as long as the page.
      this.#requestId ||= randomId();
    }
    return this.#requestId;
  }

  #joined(): void {
    this.#requestId = '';
    try {
      this.#options.page?.removeItem(requestItem);
    } catch {
      // It kept nothing either.
    }
  }

  /** Joins, again where the network was cut: the id makes it one person. */
  async #join(request: JoinRequest): Promise<Joined> {
    for (const wait of joinWaits) {
      try {
        return await this.#options.api.join(request);
      } catch (thrown) {
        if (toApiError(thrown).code !== 'unavailable') throw thrown;
        await new Promise((next) => setTimeout(next, wait));
      }
    }
    return this.#options.api.join(request);
  }

  #deviceToken(): string {
    return this.device.tokenIn(this.greeting?.session ?? this.device.kept?.session ?? '');
  }

  async #reenter(code: string): Promise<Joined> {
    // The same until its reply came: sent again, it takes nothing away from itself.
    if (this.#reentering.code !== code) this.#reentering = { code, id: randomId() };
    const { id } = this.#reentering;
    const joined = await this.#options.api.reenter({ id, ...this.#pass, device: this.#deviceToken(), reentry: code });
    this.#reentering = { code: '', id: '' };
    this.device.add({ ...joined, reentry: normaliseCode(code) }, this.greeting?.title ?? this.device.kept?.title ?? '', this.#pass);
    this.#out.delete(joined.participant);
    return joined;
  }

  /** Enters, unless the session is followed in another tab of this browser. */
  async #arrive(): Promise<void> {
    const session = this.device.kept?.session;
    if (!this.room && session !== undefined && this.#options.tabs) {
      this.door = 'room';
      this.#tabs = this.#options.tabs({ session, onyield: () => this.#yield() });
      if (!(await this.#tabs.claim())) {
        this.elsewhere = 'first';
        return;
      }
    }
    this.#enter();
  }

  /** Leaves the session to another tab, with everything kept. */
  async #yield(): Promise<void> {
    this.elsewhere = 'after';
    // What was being typed is given when its field goes.
    await tick();
    this.answers?.pause();
    this.room?.link.stop();
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
      ontold: (token, ok, why) => {
        const person = this.device.people.find((one) => one.token === token);
        if (person && ok) this.#out.delete(person.participant);
        else if (person) this.#out.set(person.participant, why);
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

const requestItem = 'estrade.joining';
/** Milliseconds before a request to join is sent again. */
const joinWaits = [700, 2_000];

const over = (state: string | undefined) => state === 'closed' || state === 'archived' || state === 'erased';

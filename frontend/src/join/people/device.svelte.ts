import { MaxParticipantsPerDevice, type Joined } from '$shared/model/wire';
import type { Pass } from '../entry/room';
import type { Keeper, KeptPerson, KeptSession } from './keeper';
import type { KeptPin } from './pin';

/** A change of person being done: what the screen shows between two people, and nothing else. */
export interface Handover {
  /** Who is to take the device; undefined: whoever is there says who they are. */
  to?: string;
  /** Who hands it over; undefined after a reload. */
  from?: string;
  /** They are there, and their code of four digits is asked for. */
  asks?: boolean;
}

/**
 * The people of this browser and who has it in hand. Between two people a
 * hand-over screen stands, so that nobody meets the answers of another.
 */
export class Device {
  kept: KeptSession | undefined = $state.raw();
  current = $state('');
  handover: Handover | undefined = $state.raw();

  #keeper: Keeper;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  get people() {
    return this.kept?.people ?? [];
  }

  get shared(): boolean {
    return this.people.length > 1;
  }

  get full(): boolean {
    return this.people.length >= MaxParticipantsPerDevice;
  }

  /** Whether what is kept outlives the page. */
  get lasting(): boolean {
    return this.#keeper.lasting;
  }

  /** The token of this browser in a session, "" when nobody of it is kept; another tab may just have got it. */
  tokenIn(session: string): string {
    this.#keeper.refresh();
    return this.#keeper.find(session)?.device ?? '';
  }

  person(id: string): KeptPerson | undefined {
    return this.people.find((one) => one.participant === id);
  }

  pseudonym(id: string): string {
    return this.person(id)?.pseudonym ?? '';
  }

  /** Takes up the session kept, or the one named; false when nobody of it is kept here. */
  resume(session?: string): boolean {
    const kept = session === undefined ? this.#keeper.latest() : this.#keeper.find(session);
    if (!kept || kept.people.length === 0) return false;
    this.kept = kept;
    this.#settle();
    return true;
  }

  /** Somebody joined, or came back: the device is theirs. */
  add(joined: Joined, title: string, pass: Pass): void {
    this.kept = this.#keeper.add(joined, title, pass);
    this.current = joined.participant;
    this.handover = undefined;
  }

  /** Keeps a person's return code with their token; "" forgets it. */
  keepReturn(id: string, returnCode: string): void {
    if (this.kept) this.kept = this.#keeper.keepReturn(this.kept.session, id, returnCode) ?? this.kept;
  }

  /** Sets the code of four digits of somebody of this device; undefined takes it away. */
  keepPin(id: string, pin: KeptPin | undefined): void {
    if (this.kept) this.kept = this.#keeper.keepPin(this.kept.session, id, pin) ?? this.kept;
  }

  /** Another tab changed what the browser keeps; false when nobody of this session is kept any more. */
  refresh(): boolean {
    this.#keeper.refresh();
    if (!this.kept) return false;
    this.kept = this.#keeper.find(this.kept.session);
    if (this.person(this.current) === undefined) this.#settle();
    return this.people.length > 0;
  }

  /** Shows the hand-over screen, for somebody named or for whoever is there. */
  hand(to?: string): void {
    this.handover = { to, from: this.current === '' ? undefined : this.current };
  }

  /** Whoever is there says who they are; their code is asked for, where they set one. */
  take(id: string): void {
    const person = this.person(id);
    if (person?.pin) this.handover = { ...this.handover, to: id, asks: true };
    else if (person) this.open(id);
  }

  /** The device is in the hands of somebody who showed who they are. */
  open(id: string): void {
    this.current = id;
    this.handover = undefined;
  }

  /** Takes one person off this device: removed, or gone. */
  forget(id: string): void {
    if (!this.kept) return;
    this.kept = this.#keeper.forget(this.kept.session, id);
    if (this.current === id) this.#settle();
  }

  /** Forgets the tokens in the browser's memory, and keeps the page as it is. */
  letGo(): void {
    if (this.kept) this.#keeper.drop(this.kept.session);
  }

  /** Takes everybody off: the session is closed, or another one begins. */
  leave(): void {
    if (this.kept) this.#keeper.drop(this.kept.session);
    this.kept = undefined;
    this.#settle();
  }

  #settle(): void {
    const [only] = this.people;
    const alone = this.people.length === 1 && only ? only : undefined;
    this.current = alone && !alone.pin ? alone.participant : '';
    this.handover = alone?.pin ? { to: alone.participant, asks: true } : this.people.length > 1 ? {} : undefined;
  }
}

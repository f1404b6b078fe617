import type { Joined } from '$shared/model/wire';
import type { Pass } from '../entry/room';
import type { KeptPin } from './pin';

/** One person this browser speaks for. */
export interface KeptPerson {
  participant: string;
  pseudonym: string;
  token: string;
  /** Same-day way back, "" when the person came back with it. */
  reentry: string;
  /** Two-month way back, once a personal document carried it. */
  returnCode?: string;
  /** Asked when the computer is passed to them, where they set one. */
  pin?: KeptPin;
}

/** What this browser keeps of one session, so that a reload comes back by itself. */
export interface KeptSession {
  session: string;
  title: string;
  /** Lets one more person join on this device without typing the code again. */
  pass: Pass;
  /** Token of this browser. */
  device: string;
  people: KeptPerson[];
}

/** Where the browser keeps its sessions. */
export const sessionsItem = 'estrade.sessions';
const limit = 4;

/**
 * Tokens kept in the browser, by session, the latest first. A browser that
 * refuses storage keeps them until the page is closed; `lasting` says which.
 */
export class Keeper {
  #sessions: KeptSession[];
  #storage: Storage | undefined;

  constructor(storage: Storage | undefined = reachable()) {
    this.#storage = storage;
    this.#sessions = this.#load();
  }

  /** Whether what is kept outlives the page. */
  get lasting(): boolean {
    return this.#storage !== undefined;
  }

  /** The session last used, if this browser speaks for anybody in it. */
  latest(): KeptSession | undefined {
    return this.#sessions.find((kept) => kept.people.length > 0);
  }

  find(session: string): KeptSession | undefined {
    return this.#sessions.find((kept) => kept.session === session);
  }

  /** Reads again what the browser keeps: another tab may have changed it. */
  refresh(): void {
    if (this.#storage) this.#sessions = this.#load();
  }

  /** Adds what joining, or coming back, gave. A person held already gets the new token. */
  add(joined: Joined, title: string, pass: Pass): KeptSession {
    this.refresh();
    const before = this.find(joined.session);
    const person: KeptPerson = { participant: joined.participant, pseudonym: joined.pseudonym, token: joined.token, reentry: joined.reentry };
    const others = before?.people.filter((one) => one.participant !== joined.participant) ?? [];
    const known = before?.people.find((one) => one.participant === joined.participant);
    if (known && person.reentry === '') person.reentry = known.reentry;
    if (known?.returnCode) person.returnCode = known.returnCode;
    if (known?.pin) person.pin = known.pin;
    const kept = { session: joined.session, title, pass, device: joined.device, people: [...others, person] };
    this.#put(kept);
    return kept;
  }

  /** Keeps a person's return code, so that the next document carries the same; "" forgets it. */
  keepReturn(session: string, participant: string, returnCode: string): KeptSession | undefined {
    return this.#change(session, participant, { returnCode: returnCode === '' ? undefined : returnCode });
  }

  /** Keeps a person's code of four digits; undefined takes it away. */
  keepPin(session: string, participant: string, pin: KeptPin | undefined): KeptSession | undefined {
    return this.#change(session, participant, { pin });
  }

  #change(session: string, participant: string, change: Partial<KeptPerson>): KeptSession | undefined {
    this.refresh();
    const kept = this.find(session);
    if (!kept) return undefined;
    const changed = { ...kept, people: kept.people.map((one) => (one.participant === participant ? { ...one, ...change } : one)) };
    this.#put(changed);
    return changed;
  }

  /** Forgets one person of a session; the session too with its last one. */
  forget(session: string, participant: string): KeptSession | undefined {
    this.refresh();
    const kept = this.find(session);
    if (!kept) return undefined;
    const people = kept.people.filter((one) => one.participant !== participant);
    if (people.length === 0) return this.drop(session);
    const left = { ...kept, people };
    this.#put(left);
    return left;
  }

  /** Forgets a session altogether: it is closed, or its tokens are worth nothing. */
  drop(session: string): undefined {
    this.refresh();
    this.#sessions = this.#sessions.filter((kept) => kept.session !== session);
    this.#save();
    return undefined;
  }

  #put(kept: KeptSession): void {
    this.#sessions = [kept, ...this.#sessions.filter((one) => one.session !== kept.session)].slice(0, limit);
    this.#save();
  }

  #save(): void {
    try {
      this.#storage?.setItem(sessionsItem, JSON.stringify(this.#sessions));
    } catch {
      // Full or refused: what is kept lives as long as the page.
      this.#storage = undefined;
    }
  }

  #load(): KeptSession[] {
    try {
      const stored: unknown = JSON.parse(this.#storage?.getItem(sessionsItem) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isKept) : [];
    } catch {
      return [];
    }
  }
}

function isKept(thing: unknown): thing is KeptSession {
  if (typeof thing !== 'object' || thing === null) return false;
  const { session, device, people, pass } = thing as Partial<KeptSession>;
  return typeof session === 'string' && typeof device === 'string' && typeof pass === 'object' && Array.isArray(people);
}

/** The browser's storage, or that of one tab; undefined where it is switched off (reading it throws there). */
export function reachable(which: 'localStorage' | 'sessionStorage' = 'localStorage'): Storage | undefined {
  try {
    return window[which];
  } catch {
    return undefined;
  }
}

import { randomId } from '$shared/realtime/id';

/** What the tabs of one browser tell each other. */
interface Word {
  /** ask: is anybody in this session? here: yes, I am. take: leave it to me. left: it is yours. */
  say: 'ask' | 'here' | 'take' | 'left';
  session: string;
  from: string;
  /** Whom a reply is for. */
  to?: string;
}

export interface Wire {
  post(word: Word): void;
}

export type OpenWire = (hear: (word: Word) => void) => Wire;

export interface TabsOptions {
  session: string;
  /** Another tab goes on: finish what is on the page and stop. Resolves once everything is kept. */
  onyield: () => Promise<void>;
  open?: OpenWire;
}

/** How long the other tabs have to answer, in milliseconds: they share a browser. */
const patience = 150;
/** A tab that slept may answer later, and is still right. */
const lateness = 3_000;
const takeOver = 700;

/**
 * One tab of a browser is in a session at a time: two would answer for the same
 * people, and a shared computer would show one person in the one and another in
 * the other. The one that is there stays; a newer one takes over when it is
 * asked to. A reloaded page meets nobody: the page before it is gone.
 */
export class Tabs {
  #options: TabsOptions;
  #id = randomId();
  #wire: Wire;
  #state: 'outside' | 'asking' | 'here' = 'outside';
  #askedAt = 0;
  #met = false;
  #answered: (() => void) | undefined;

  constructor(options: TabsOptions) {
    this.#options = options;
    this.#wire = (options.open ?? openWire)((word) => this.#hear(word));
  }

  /** Enters unless another tab is there; false: it is. */
  async claim(): Promise<boolean> {
    this.#state = 'asking';
    await this.#ask();
    this.#state = this.#met ? 'outside' : 'here';
    return !this.#met;
  }

  /** This tab goes on, and the other leaves. */
  async take(): Promise<void> {
    const left = new Promise<void>((resolve) => (this.#answered = resolve));
    this.#post('take');
    await Promise.race([left, after(takeOver)]);
    this.#state = 'here';
    // What the tab that left says late is about before.
    this.#askedAt = 0;
  }

  /** This tab is in no session any more. */
  leave(): void {
    this.#state = 'outside';
  }

  /** The page was frozen and is shown again: somebody may have gone on meanwhile. */
  async wake(): Promise<void> {
    if (this.#state !== 'here') return;
    await this.#ask();
  }

  async #ask(): Promise<void> {
    this.#met = false;
    this.#askedAt = Date.now();
    const met = new Promise<void>((resolve) => (this.#answered = resolve));
    this.#post('ask');
    await Promise.race([met, after(patience)]);
  }

  #hear({ say, session, from, to }: Word): void {
    if (session !== this.#options.session || from === this.#id) return;
    if (to !== undefined && to !== this.#id) return;
    switch (say) {
      case 'ask':
        // Two that ask at once, as after a crash: the one of the lower number is
        // there. The other may have asked before anybody listened: it asks again.
        if (this.#state === 'here' || (this.#state === 'asking' && this.#id < from)) this.#post('here', from);
        else if (this.#state === 'asking') this.#post('ask', from);
        break;
      case 'here':
        if (Date.now() - this.#askedAt > lateness) break;
        this.#met = true;
        this.#answered?.();
        if (this.#state === 'here') void this.#yield();
        break;
      case 'take':
        if (this.#state === 'here') void this.#yield(from);
        break;
      case 'left':
        this.#answered?.();
    }
  }

  async #yield(to?: string): Promise<void> {
    this.#state = 'outside';
    await this.#options.onyield();
    if (to !== undefined) this.#post('left', to);
  }

  #post(say: Word['say'], to?: string): void {
    this.#wire.post({ say, session: this.#options.session, from: this.#id, to });
  }
}

const after = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));

const name = 'estrade.tabs';

/** A channel between the tabs of this browser; through its storage where there is no other. */
export function openWire(hear: (word: Word) => void): Wire {
  if (typeof BroadcastChannel === 'function') {
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }: MessageEvent<Word>) => hear(data));
    return { post: (word) => channel.postMessage(word) };
  }
  return storageWire(hear);
}

/** Tabs hear of each other's changes of what the browser keeps. */
export function storageWire(hear: (word: Word) => void): Wire {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== name || newValue === null) return;
    try {
      hear(JSON.parse(newValue) as Word);
    } catch {
      // Not a word of ours.
    }
  });
  return {
    post: (word) => {
      try {
        // The same word twice is no change: a number makes it one.
        localStorage.setItem(name, JSON.stringify({ ...word, once: randomId() }));
        localStorage.removeItem(name);
      } catch {
        // A browser that keeps nothing has nobody to share between its tabs.
      }
    },
  };
}

import type { Home, Restored } from '$shared/model/wire';
import type { Api } from './api';
import { i18n, remember } from './i18n';
import { Shelf } from './documents/shelf.svelte';
import { Wording } from './wording/wording.svelte';
import type { Preparation } from './prepare/blank';

/** Where the console is: its address after #, so that a reload comes back to the same place. */
export type Place = { page: 'home' } | { page: 'new' } | { page: 'settings' } | { page: 'verify' } | { page: 'documents' } | { page: 'wording' } | { page: 'compose'; from: string } | { page: 'session'; id: string };

/** Reads a place from the part of an address after #. */
export function placeFrom(hash: string): Place {
  const session = /^#\/session\/([\w-]+)$/.exec(hash);
  if (session?.[1]) return { page: 'session', id: session[1] };
  // The agenda to be changed, or started from: an identifier of the pack or of the trainer's own.
  const compose = /^#\/compose(?:\/([\w.-]+))?$/.exec(hash);
  if (compose) return { page: 'compose', from: compose[1] ?? '' };
  if (hash === '#/new') return { page: 'new' };
  if (hash === '#/settings') return { page: 'settings' };
  if (hash === '#/documents') return { page: 'documents' };
  if (hash === '#/verify') return { page: 'verify' };
  if (hash === '#/wording') return { page: 'wording' };
  return { page: 'home' };
}

export function hashOf(place: Place): string {
  if (place.page === 'session') return `#/session/${place.id}`;
  if (place.page === 'compose') return place.from ? `#/compose/${place.from}` : '#/compose';
  return place.page === 'home' ? '#/' : `#/${place.page}`;
}

/** The console as a whole: what the program said of itself, and where the trainer is. */
export class Program {
  home: Home | undefined = $state.raw();
  error: unknown = $state.raw();
  place: Place = $state.raw(placeFrom(window.location.hash));
  /** The session being prepared, while its agenda is composed on another page. */
  preparation: Preparation | undefined;
  /** The agenda just composed, which the preparation begins with; "" for none. */
  agenda = '';
  /** How documents are worded. It outlives its page: what was typed there stays. */
  readonly wording: Wording;
  /** The sessions that took place. */
  readonly shelf: Shelf;
  /** Asked before the place is left; false keeps it, and whoever was asked goes on by itself. */
  mayLeave: ((to: Place) => boolean) | undefined;

  /** What was brought back after the database was damaged, until the trainer has read it. */
  restored: Restored | undefined = $state.raw();

  constructor(readonly api: Api) {
    this.wording = new Wording(api);
    this.shelf = new Shelf(api);
    window.addEventListener('hashchange', () => this.#moved());
  }

  #unseen = false;

  /** Fetches what the home page shows anew, unless the page now drawn is the first to show it. */
  async refresh(): Promise<void> {
    if (!this.#unseen) await this.load();
    this.#unseen = false;
  }

  /** Fetches what the home page shows. */
  async load(): Promise<void> {
    try {
      const first = this.home === undefined;
      const home = await this.api.home();
      if (first) await this.#speak(home);
      if (home.settings.ready) remember(home.settings.language);
      i18n.zone = home.settings.zone || undefined;
      this.#unseen = first;
      this.home = home;
      this.error = undefined;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  /** Turns to the trainer's language, whose words are brought first. */
  async #speak({ settings, rescue }: Home): Promise<void> {
    // Before the first start's questions are answered the browser's language serves.
    if (settings.ready) i18n.use(settings.language);
    else if (rescue?.language) i18n.use(rescue.language);
    await i18n.load();
  }

  /** Finds out whether the database was found damaged, or what is known of it meanwhile. */
  async look(): Promise<void> {
    try {
      const home = await this.api.home();
      if (home.rescue || this.home?.rescue) this.home = home;
    } catch {
      // The program does not answer: what the page shows says so by itself.
    }
  }

  go(place: Place): void {
    if (this.mayLeave && !this.mayLeave(place)) return;
    this.mayLeave = undefined;
    this.#unseen = false;
    this.place = place;
    window.location.hash = hashOf(place);
  }

  /** The address changed, by a link or by the browser's own buttons. */
  #moved(): void {
    const place = placeFrom(window.location.hash);
    if (hashOf(place) === hashOf(this.place)) return;
    if (this.mayLeave && !this.mayLeave(place)) {
      window.location.hash = hashOf(this.place);
      return;
    }
    this.mayLeave = undefined;
    this.#unseen = false;
    this.place = place;
  }
}

import type { Home } from '$shared/model/wire';
import type { Api } from './api';
import { i18n } from './i18n';

/** Where the console is: its address after #, so that a reload comes back to the same place. */
export type Place = { page: 'home' } | { page: 'new' } | { page: 'settings' } | { page: 'session'; id: string };

/** Reads a place from the part of an address after #. */
export function placeFrom(hash: string): Place {
  const session = /^#\/session\/([\w-]+)$/.exec(hash);
  if (session?.[1]) return { page: 'session', id: session[1] };
  if (hash === '#/new') return { page: 'new' };
  if (hash === '#/settings') return { page: 'settings' };
  return { page: 'home' };
}

export function hashOf(place: Place): string {
  return place.page === 'session' ? `#/session/${place.id}` : place.page === 'home' ? '#/' : `#/${place.page}`;
}

/** The console as a whole: what the program said of itself, and where the trainer is. */
export class Program {
  home: Home | undefined = $state.raw();
  error: unknown = $state.raw();
  place: Place = $state.raw(placeFrom(window.location.hash));

  constructor(readonly api: Api) {
    window.addEventListener('hashchange', () => (this.place = placeFrom(window.location.hash)));
  }

  /** Fetches what the home page shows. */
  async load(): Promise<void> {
    try {
      const first = this.home === undefined;
      this.home = await this.api.home();
      this.error = undefined;
      i18n.zone = this.home.settings.zone || undefined;
      // Before the first start's questions are answered the browser's language serves.
      if (first && this.home.settings.ready) i18n.use(this.home.settings.language);
    } catch (thrown) {
      this.error = thrown;
    }
  }

  go(place: Place): void {
    window.location.hash = hashOf(place);
    this.place = place;
  }
}

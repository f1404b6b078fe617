import type { Language } from '$shared/model/wire';
import type { Api } from '../api';

/** A past session as it stands on the shelf. */
export interface Shelved {
  id: string;
  title: string;
  client: string;
  /** YYYY-MM-DD. */
  date: string;
  /** Language of title and client. */
  written: Language;
}

/** How many sessions are shown at first, and how many more at a time. */
const shown = 40;

/** The sessions that took place, beside the register and beside each of them. It outlives both pages. */
export class Shelf {
  search = $state('');
  /** undefined until they came once. */
  sessions: Shelved[] | undefined = $state.raw();
  /** There are older ones. */
  more = $state(false);
  error: unknown = $state.raw();

  #limit = shown;
  #asked = 0;

  constructor(readonly api: Api) {}

  /** Looks again for what is searched: sessions by their words, and those of documents by name, number or code. */
  async look(): Promise<void> {
    const mine = ++this.#asked;
    const search = this.search.trim();
    try {
      const [sessions, register] = await Promise.all([
        this.api.pastSessions(search, this.#limit + 1),
        search === '' ? { lines: [] } : this.api.register({ search, from: '', to: '', limit: 100, offset: 0 }),
      ]);
      if (mine !== this.#asked) return;
      const found: Shelved[] = sessions.slice(0, this.#limit);
      for (const { document, title, client, date, written, erased } of register.lines) {
        if (erased || found.some(({ id }) => id === document.session)) continue;
        found.push({ id: document.session, title, client, date, written });
      }
      this.sessions = found.sort((a, b) => b.date.localeCompare(a.date));
      this.more = sessions.length > this.#limit;
      this.error = undefined;
    } catch (thrown) {
      if (mine === this.#asked) this.error = thrown;
    }
  }

  async older(): Promise<void> {
    this.#limit += shown;
    await this.look();
  }
}

/** Sessions by year, as they come. */
export function byYear(sessions: Shelved[]): { year: string; sessions: Shelved[] }[] {
  const years: { year: string; sessions: Shelved[] }[] = [];
  for (const session of sessions) {
    const year = session.date.slice(0, 4);
    const last = years[years.length - 1];
    if (last?.year === year) last.sessions.push(session);
    else years.push({ year, sessions: [session] });
  }
  return years;
}

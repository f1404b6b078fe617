import type { Language, NewSession } from '$shared/model/wire';

/** What the preparation page has been told so far. */
export interface Preparation {
  form: NewSession;
  /** Number of tables, as chosen in the list. */
  tables: string;
  /** Days for which answers are kept, as typed; "" leaves the choice to the settings. */
  days: string;
  /** Names expected, as typed. */
  pasted: string;
}

/** A session nobody has prepared yet; "" and 0 leave the choice to the program. */
export function blank(language: Language): NewSession {
  return {
    workshop: '',
    title: '',
    client: '',
    place: '',
    date: '',
    starts: '',
    tables: 0,
    roster: [],
    consoleLanguage: language,
    stageLanguage: language,
    documentLanguage: language,
    singleTeam: false,
    noReport: false,
    followUp: false,
    retentionDays: 0,
    retentionReason: '',
    rehearsal: false,
    seed: 0,
  };
}

/** Days as typed, from 1 to most; undefined when they are something else. */
export function daysOf(typed: string, most: number): number | undefined {
  const text = typed.trim();
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined;
}

/** For how many days answers are kept at most without a reason. */
export const usualRetention = (followUp: boolean) => (followUp ? 90 : 30);

/** Days for which answers may be kept with a reason. */
export const longestRetention = 365;

/** Today where the trainer is, as YYYY-MM-DD. zone: IANA name, the browser's when absent. */
export function today(now: number, zone?: string): string {
  return new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(now);
}

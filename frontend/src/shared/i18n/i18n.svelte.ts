import { getContext, setContext } from 'svelte';
import { isProblem, type Problem } from '../api/error';
import type { Common } from './fr/common';
import type { ErrorWords } from './fr/errors';
import { formatClock, formatDate, formatDay, formatDuration, formatList, formatNumber, formatPercent, formatTime, type DateStyle, type NumberStyle } from './format';
import { asLanguage, languages, type Language } from './language';
import { typo } from './typo';
import { fill, typeset } from './words';

/** What every surface's dictionary holds besides its own words; the shared components read it. */
export interface SharedWords {
  common: Common;
  errors: ErrorWords;
}

/** A text of the pack, in both languages. */
export interface TwoLanguages {
  fr: string;
  en: string;
}

/** An error as a person reads it: what happened, and the way out ("" when there is none). */
export interface Explained {
  message: string;
  hint: string;
}

/**
 * The words and conventions of one surface in the language of the moment.
 * Everything read from it in markup follows a change of language at once.
 */
export class I18n<W extends SharedWords = SharedWords> {
  #sets: Partial<Record<Language, W>> = $state.raw({});
  #fetch: ((language: Language) => Promise<W>) | undefined;
  #loading: Partial<Record<Language, Promise<void>>> = {};
  #further: Partial<Record<Language, Record<string, Explained>>> = {};
  #language: Language = $state('fr');
  #wanted: Language = 'fr';
  /** IANA zone in which dates and times are read; the browser's until a session gives its own. */
  zone: string | undefined = $state();
  /** Language of what the trainer and the people of a session write themselves: for lang=; undefined until a session tells. */
  written: string | undefined = $state();

  /**
   * sets: the dictionaries at hand. fetch: brings one that is not; it tries until
   * it is there, and nothing is read before one is (learn, or load).
   */
  constructor(sets: Partial<Record<Language, W>>, language: Language = 'fr', fetch?: (language: Language) => Promise<W>) {
    this.#fetch = fetch;
    for (const each of languages) {
      const words = sets[each];
      if (words) this.learn(each, words);
    }
    this.use(language);
  }

  get language(): Language {
    return this.#language;
  }

  /** The language asked for last, whose words may still be on their way. */
  get wanted(): Language {
    return this.#wanted;
  }

  /** The dictionary, typeset. */
  get t(): W {
    const words = this.#sets[this.#language];
    if (!words) throw new Error(`no words for ${this.#language}`);
    return words;
  }

  /**
   * Changes the language, of the document too; anything unknown means French.
   * One that has to be fetched first takes its turn when it is there, unless
   * another was asked for meanwhile.
   */
  use(language: string): void {
    this.#wanted = asLanguage(language);
    if (this.#sets[this.#wanted] || !this.#fetch) this.#turn(this.#wanted);
    else void this.load(this.#wanted);
  }

  /** Fetches the words of a language, those of the language in use by default, if they are not there. */
  async load(language: Language = this.#wanted): Promise<void> {
    if (!this.#sets[language] && this.#fetch) await (this.#loading[language] ??= this.#fetch(language).then((words) => this.learn(language, words)));
    if (this.#wanted === language) this.#turn(language);
  }

  /** Takes in the words of a language. */
  learn(language: Language, words: W): void {
    this.#sets = { ...this.#sets, [language]: typeset(words, language) };
  }

  /** Takes in sentences for refusals that are fetched later than the rest of the words. */
  learnErrors(both: Record<Language, Record<string, Explained>>): void {
    for (const language of languages) this.#further[language] = typeset(both[language], language);
  }

  #turn(language: Language): void {
    this.#language = language;
    if (typeof document !== 'undefined' && document.documentElement.lang !== language) document.documentElement.lang = language;
  }

  /** A text of the pack in this language, typeset; French where the other is missing. */
  text(text: TwoLanguages | null | undefined): string {
    if (!text) return '';
    return text[this.#language] ? typo(text[this.#language], this.#language) : typo(text.fr, 'fr');
  }

  /** A free text (of the trainer, of a participant) set for this language. */
  typo(text: string): string {
    return typo(text, this.#language);
  }

  /** A template with {names} filled, typeset: for sentences whose params come from the server. */
  fill(template: string, params?: Readonly<Record<string, string | number>>): string {
    return typo(fill(template, params), this.#language);
  }

  date(at: number, style?: DateStyle): string {
    return formatDate(this.#language, at, this.zone, style);
  }

  /** day: YYYY-MM-DD. */
  day(day: string, style?: DateStyle): string {
    return formatDay(this.#language, day, style);
  }

  time(at: number): string {
    return formatTime(this.#language, at, this.zone);
  }

  /** time: HH:MM, of no zone. */
  clock(time: string): string {
    return formatClock(this.#language, time);
  }

  duration(minutes: number): string {
    return formatDuration(this.#language, minutes);
  }

  number(value: number, style?: NumberStyle): string {
    return formatNumber(this.#language, value, style);
  }

  /** Several things, named in one sentence. */
  list(items: readonly string[]): string {
    return formatList(this.#language, items);
  }

  percent(share: number): string {
    return formatPercent(this.#language, share);
  }

  /**
   * Any thrown thing as a person should read it. The dictionary's sentence for
   * its key; else, for a refusal of the server, the server's own; else the
   * sentence for what is unexpected.
   */
  explain(error: unknown): Explained {
    const { errors } = this.t;
    if (!isProblem(error)) return errors.internal;
    const known = own<Explained>(errors, error.key) ?? own(this.#further[this.#language] ?? {}, error.key);
    if (known) return { message: this.fill(known.message, error.params), hint: this.fill(known.hint, error.params) };
    return this.#own(error);
  }

  #own(problem: Problem): Explained {
    if (!problem.message) return this.t.errors.internal;
    return { message: problem.message, hint: problem.hint ?? '' };
  }
}

const own = <T>(record: object, key: string): T | undefined => (Object.prototype.hasOwnProperty.call(record, key) ? (record as Record<string, T>)[key] : undefined);

const key = Symbol('i18n');

/** Hands a surface's words to every component below; called once in its App.svelte. */
export function provideI18n<W extends SharedWords>(i18n: I18n<W>): I18n<W> {
  return setContext(key, i18n);
}

/** The words of the surface a shared component stands in. */
export function useI18n<W extends SharedWords = SharedWords>(): I18n<W> {
  const found = getContext<I18n<W> | undefined>(key);
  if (!found) throw new Error('no provideI18n() above this component');
  return found;
}

import { toApiError } from '$shared/api/error';
import type { DocumentKind, Language, WordingField, WordingVersion, WordingView } from '$shared/model/wire';
import type { Api } from '../api';

/** How long nothing is typed before the sample is drawn again, in milliseconds. */
const pause = 300;

type Sentences = Record<string, string>;

/** A refusal that belongs to one of the fields. */
interface Wrong {
  field: string;
  error: unknown;
}

/** What a field says in a version, its built-in sentence where the version has none. */
export const sentenceOf = (field: WordingField, version?: Pick<WordingVersion, 'sentences'>): string => version?.sentences[field.key] ?? field.builtIn;

/**
 * The sentences of documents while they are being worded: what was typed and not
 * yet saved stays, by kind and language, also while the trainer is elsewhere on
 * the console. The sample follows what is typed; of several asked for, the last
 * one asked for is shown.
 */
export class Wording {
  views: WordingView[] = $state.raw([]);
  kind: DocumentKind = $state('certificate');
  language: Language = $state('fr');
  /** Base64 of the sample last drawn; undefined before the first, or after another document was chosen. */
  sample: string | undefined = $state.raw();
  drawing = $state(false);
  busy = $state(false);
  wrong: Wrong | undefined = $state.raw();
  /** A refusal that belongs to no field. */
  error: unknown = $state.raw();
  saved = $state(false);
  /** Where the last sample was saved. */
  path = $state('');

  #typed: Record<string, Sentences | undefined> = $state({});
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly api: Pick<Api, 'wordings' | 'saveWording' | 'specimen' | 'saveSpecimen'>) {}

  view: WordingView | undefined = $derived(this.views.find(({ kind, language }) => kind === this.kind && language === this.language));
  /** The version documents are printed with, undefined for the built-in wording. */
  current: WordingVersion | undefined = $derived(this.view?.versions[0]);
  kinds: DocumentKind[] = $derived(this.views.map(({ kind }) => kind).filter((kind, index, all) => all.indexOf(kind) === index));

  /** What each field says now. */
  sentences: Sentences = $derived.by(() => {
    const typed = this.#typed[this.#place];
    return Object.fromEntries((this.view?.fields ?? []).map((field) => [field.key, typed?.[field.key] ?? sentenceOf(field, this.current)]));
  });
  changed: boolean = $derived((this.view?.fields ?? []).some((field) => this.sentences[field.key] !== sentenceOf(field, this.current)));
  /** Whether every field says what it says without a wording. */
  builtIn: boolean = $derived((this.view?.fields ?? []).every((field) => this.sentences[field.key] === field.builtIn));

  get #place(): string {
    return `${this.kind}/${this.language}`;
  }

  async load(): Promise<void> {
    try {
      this.views = await this.api.wordings();
      this.error = undefined;
      await this.#draw();
    } catch (thrown) {
      this.error = thrown;
    }
  }

  choose(kind: DocumentKind, language: Language): void {
    this.kind = kind;
    this.language = language;
    this.sample = undefined;
    this.wrong = this.error = undefined;
    this.saved = false;
    this.path = '';
    void this.#draw();
  }

  type(field: string, text: string): void {
    this.#put({ ...this.sentences, [field]: text });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), pause);
  }

  /** Puts the sentences of a version in the fields, the built-in ones without one. */
  take(version?: WordingVersion): void {
    this.#put(Object.fromEntries((this.view?.fields ?? []).map((field) => [field.key, sentenceOf(field, version)])));
    void this.#draw();
  }

  /** Forgets what was typed. */
  drop(): void {
    this.take(this.current);
  }

  async save(): Promise<void> {
    await this.#act(async () => {
      const saved = await this.api.saveWording(this.kind, this.language, this.sentences);
      this.views = this.views.map((view) => (view.kind === saved.kind && view.language === saved.language ? saved : view));
      this.#put();
      this.saved = true;
      await this.#draw();
    });
  }

  async saveSample(): Promise<void> {
    await this.#act(async () => {
      this.path = await this.api.saveSpecimen(this.kind, this.language, this.sentences);
    });
  }

  #put(sentences?: Sentences): void {
    this.#typed = { ...this.#typed, [this.#place]: sentences };
    this.saved = false;
    this.path = '';
  }

  async #act(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.wrong = this.error = undefined;
    try {
      await work();
    } catch (thrown) {
      this.#refused(thrown);
    } finally {
      this.busy = false;
    }
  }

  async #draw(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.view) return;
    const asked = ++this.#asked;
    this.drawing = true;
    try {
      const sample = await this.api.specimen(this.kind, this.language, this.sentences);
      if (asked !== this.#asked) return;
      this.sample = sample;
      this.wrong = this.error = undefined;
    } catch (thrown) {
      if (asked === this.#asked) this.#refused(thrown);
    } finally {
      if (asked === this.#asked) this.drawing = false;
    }
  }

  #refused(thrown: unknown): void {
    const { field } = toApiError(thrown).params;
    if (field && this.view?.fields.some(({ key }) => key === field)) {
      this.wrong = { field, error: thrown };
      this.error = undefined;
    } else this.error = thrown;
  }
}

import type { ActivityView, WorkshopDraft, WorkshopView } from '$shared/model/wire';

/** One step being composed. */
export interface ComposedStep {
  /** Stays with the step wherever it is moved. */
  key: number;
  activity: string;
  /** Minutes, as typed. */
  minutes: string;
  /** The activity's short form. */
  short: boolean;
}

/** What is wrong with a step's minutes; "" when nothing is. */
export type MinutesWrong = '' | 'least' | 'most' | 'gone';

/** The longest step, in minutes. */
export const mostMinutes = 240;
/** The longest name of an agenda, in characters. */
export const longestTitle = 120;

/** An agenda as it stands on the page that composes it. */
export class Composition {
  /** "" for a new agenda. */
  id = $state('');
  title = $state('');
  steps: ComposedStep[] = $state([]);
  #activities: readonly ActivityView[];
  #saved = $state('');
  #keys = 0;

  constructor(activities: readonly ActivityView[]) {
    this.#activities = activities;
    this.#saved = this.#written();
  }

  /** Opens one of the trainer's own agendas, to be changed. title: its name in the console's language. */
  open(workshop: WorkshopView, title: string): void {
    this.id = workshop.id;
    this.title = title;
    this.fill(workshop);
    this.keep();
  }

  /** Puts the steps of another agenda, or none, in the place of those here. */
  fill(workshop: WorkshopView | undefined): void {
    this.steps = (workshop?.steps ?? []).map(({ activity, minutes, short }) => this.#step(activity, minutes, short));
  }

  activity(id: string): ActivityView | undefined {
    return this.#activities.find((activity) => activity.id === id);
  }

  add(activity: ActivityView): ComposedStep {
    const step = this.#step(activity.id, activity.minutes, false);
    this.steps.push(step);
    return step;
  }

  remove(key: number): void {
    this.steps = this.steps.filter((step) => step.key !== key);
  }

  /** Moves a step to another place, from 0. Out of range: nothing moves. */
  move(key: number, to: number): boolean {
    const from = this.steps.findIndex((step) => step.key === key);
    if (from < 0 || to < 0 || to >= this.steps.length || to === from) return false;
    const steps = [...this.steps];
    steps.splice(to, 0, ...steps.splice(from, 1));
    this.steps = steps;
    return true;
  }

  wrong({ activity, minutes }: ComposedStep): MinutesWrong {
    const known = this.activity(activity);
    if (!known) return 'gone';
    const n = wholeMinutes(minutes);
    if (n === undefined || n < known.minMinutes) return 'least';
    return n > mostMinutes ? 'most' : '';
  }

  /** Minutes of the whole agenda; what cannot be read counts as nothing. */
  get total(): number {
    return this.steps.reduce((sum, { minutes }) => sum + (wholeMinutes(minutes) ?? 0), 0);
  }

  /** Minutes of it that are training time. */
  get training(): number {
    return this.steps.reduce((sum, { activity, minutes }) => sum + (this.activity(activity)?.offClock ? 0 : (wholeMinutes(minutes) ?? 0)), 0);
  }

  get draft(): WorkshopDraft {
    return {
      id: this.id,
      title: this.title.trim(),
      steps: this.steps.map(({ activity, minutes, short }) => ({ activity, minutes: wholeMinutes(minutes) ?? 0, short })),
    };
  }

  /** Something here is not saved. */
  get changed(): boolean {
    return this.#written() !== this.#saved;
  }

  /** What stands here is saved, or not worth asking about. */
  keep(): void {
    this.#saved = this.#written();
  }

  #step(activity: string, minutes: number, short: boolean): ComposedStep {
    return { key: ++this.#keys, activity, minutes: String(minutes), short };
  }

  #written(): string {
    return JSON.stringify([this.title.trim(), this.steps.map(({ activity, minutes, short }) => [activity, minutes.trim(), short])]);
  }
}

/** The minutes typed; undefined when they are not a whole number. */
function wholeMinutes(typed: string): number | undefined {
  return /^\s*\d{1,4}\s*$/.test(typed) ? Number(typed) : undefined;
}

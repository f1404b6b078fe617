import type { Later } from '../live/later';
import { blank, type Points } from './points';
import { drawn, type Spot } from './stroke';

export interface DrawingOptions {
  /** What is kept so far. */
  saved: () => Points;
  save: (points: Points) => void;
  later: Later;
}

const key = 'curve';
const longestPast = 30;

/** A drawing being made, by strokes, by keys and by the table: all write the one list. */
export class Drawing {
  #options: DrawingOptions;
  /** Drawn, and not yet sent. */
  #draft: Points | undefined = $state.raw();
  #path: Spot[] = $state.raw([]);
  #past: Points[] = $state.raw([]);

  constructor(options: DrawingOptions) {
    this.#options = options;
  }

  get points(): Points {
    return drawn(this.#settled, this.#path);
  }

  /** Something waits to be sent. */
  get unsent(): boolean {
    return this.#draft !== undefined || this.#path.length > 0;
  }

  get drawing(): boolean {
    return this.#path.length > 0;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get #settled(): Points {
    return this.#draft ?? this.#options.saved();
  }

  /** Replaces the drawing; it is sent once the hand rests. */
  set(points: Points): void {
    this.#past = [...this.#past, this.#settled].slice(-longestPast);
    this.#put(points);
  }

  clear(): void {
    this.set(blank(this.points.length));
  }

  /** Back before the last stroke, key or number. */
  undo(): void {
    const before = this.#past[this.#past.length - 1];
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#put(before);
  }

  /** The pointer is at these places, in their order. */
  along(spots: readonly Spot[]): void {
    this.#path = [...this.#path, ...spots];
  }

  /** The pointer was lifted: the stroke stands. */
  end(): void {
    if (this.#path.length === 0) return;
    const { points } = this;
    this.#path = [];
    this.set(points);
  }

  /** The system took the pointer: the stroke never was. */
  cancel(): void {
    this.#path = [];
  }

  #put(points: Points): void {
    this.#draft = points;
    this.#options.later.do(key, () => {
      this.#options.save(points);
      this.#draft = undefined;
    });
  }
}

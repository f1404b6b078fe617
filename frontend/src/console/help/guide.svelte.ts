import { keep, recall } from '../frame/keepsake';

/** The stages of « Votre première séance », each at a real thing on a real screen. */
export const stages = ['rehearse', 'room', 'begin', 'stage', 'collect', 'notes', 'undo', 'end'] as const;
export type Stage = (typeof stages)[number];

/** Where the guide stands: offered, under way, left to be resumed, or not offered any more. */
type Status = 'offered' | 'running' | 'left' | 'done';

interface Kept {
  status: Status;
  stage: Stage;
}

const key = 'estrade.guide';

/** What was kept in this browser; the offer where nothing was, or nothing can be read. */
export function read(): Kept {
  try {
    const kept = JSON.parse(recall(key) ?? '') as Partial<Kept>;
    if (kept.status && kept.stage && stages.includes(kept.stage)) return { status: kept.status === 'running' ? 'left' : kept.status, stage: kept.stage };
  } catch {
    // A browser that keeps nothing offers it each time.
  }
  return { status: 'offered', stage: 'rehearse' };
}

/** « Votre première séance »: it shows the way and never stands in it. */
export class Guide {
  status: Status = $state('offered');
  stage: Stage = $state('rehearse');

  constructor() {
    ({ status: this.status, stage: this.stage } = read());
  }

  get running(): boolean {
    return this.status === 'running';
  }

  /** Begins, or goes on where it was left. */
  start(): void {
    if (this.status === 'done') this.stage = 'rehearse';
    this.#keep('running');
  }

  /** Goes on to the next stage; after the last it is done. */
  next(): void {
    const following = stages[stages.indexOf(this.stage) + 1];
    if (following) this.#keep('running', following);
    else this.#keep('done');
  }

  /** Put aside: the home offers to resume it. */
  leave(): void {
    if (this.running) this.#keep('left');
  }

  /** Not offered any more. */
  dismiss(): void {
    this.#keep('done');
  }

  #keep(status: Status, stage = this.stage): void {
    this.status = status;
    this.stage = stage;
    keep(key, JSON.stringify({ status, stage }));
  }
}

/** The one guide of this console. */
export const guide = new Guide();

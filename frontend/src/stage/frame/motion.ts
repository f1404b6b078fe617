import { getContext, setContext } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { StageView } from '$shared/model/wire';

/** How long one thing travels, and how far apart two of them leave. */
const travel = 700;
const stagger = 40;
/** In a crowd they leave closer together, so that the whole reveal stays short. */
const longest = 900;
const ease = 'cubic-bezier(.2,.7,.2,1)';

/** The edge in rem of the picture: where lamps stand on it. */
const edge = { left: 5, width: 110, top: 67.5 - 6.75 - 0.375, lamp: 4.25, gap: 1.25 };

/** Middle and width of a lamp on the edge, in rem from the left of the picture, as Lamps lays them out. */
export function lampAt(index: number, of: number): { x: number; width: number } {
  const gap = Math.min(edge.gap, (edge.width * 0.25) / of);
  const width = Math.min(edge.lamp, (edge.width - gap * (of - 1)) / of);
  return { x: edge.left + index * (width + gap) + width / 2, width };
}

/** Milliseconds between two departures among so many. */
export const apart = (of: number): number => Math.min(stagger, longest / Math.max(1, of));

/** The numbers below n in no order. */
export function shuffled(n: number, random: () => number = Math.random): number[] {
  const order = Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

/**
 * The reveal, once: things move only when this page saw the room pass to a part
 * that shows, or to another picture of it that the trainer picks for the first
 * time. A page opened or reloaded later, and who asks for less motion, has the
 * end state at once.
 */
export class Motion {
  #part: string | undefined;
  /** What the trainer picked to be shown of this part, and has been. */
  #picture = '';
  #seen = new Set<string>();
  #at = -Infinity;
  #slots: number[] = [];
  #turns: number[] = [];
  /** What came once does not come again while the picture goes on. */
  #came = new WeakSet<Element>();

  /** Told of each picture before it is drawn. */
  see(view: StageView | undefined): void {
    if (!view) return;
    const { pair, podium } = view.settings;
    const part = `${view.step?.id ?? ''}/${view.part?.id ?? ''}`;
    const picture = `${pair}/${podium}`;
    const shows = view.part?.state === 'shown';
    if (part !== this.#part) this.#seen.clear();
    if (this.#part !== undefined && (part !== this.#part || (shows && picture !== this.#picture))) {
      this.#at = shows && !this.#seen.has(picture) ? performance.now() : -Infinity;
      this.#slots = [];
      this.#turns = [];
    }
    if (shows) this.#seen.add(picture);
    this.#part = part;
    this.#picture = picture;
  }

  /** Whether what is drawn now was just revealed. */
  get live(): boolean {
    return performance.now() - this.#at < 500 && !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** When all of so many have landed, in milliseconds. */
  landed = (of: number): number => travel + apart(of) * Math.max(0, of - 1);

  /**
   * A lamp leaves the edge and becomes this dot, one of so many; or neighbouring
   * lamps do together, where so many things stand for more people.
   */
  lift(index: number, of: number, people = of): Attachment<Element> {
    return (element) => {
      if (!this.#first(element)) return;
      this.#shuffle(of);
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const picture = document.body.getBoundingClientRect();
      const lamp = lampAt((((this.#slots[index] ?? 0) + 0.5) * people) / of - 0.5, people);
      const dot = element.getBoundingClientRect();
      const x = picture.left + lamp.x * rem - (dot.left + dot.width / 2);
      const y = picture.top + (edge.top - lamp.width / 4) * rem - (dot.top + dot.height / 2);
      const size = (lamp.width * rem) / 2 / (dot.width || 1);
      const from = `translate(${x}px, ${y}px) scale(${size})`;
      // All of them go on until the last has landed: each that ended by itself
      // would have the page's layers sorted anew, in nearly every frame.
      const whole = this.landed(of);
      const leaves = apart(of) * (this.#turns[index] ?? 0);
      const frames = [{ transform: from }, { transform: from, offset: leaves / whole, easing: ease }, { transform: 'none', offset: (leaves + travel) / whole }, { transform: 'none' }];
      play(element, frames, 0, whole, 'linear');
    };
  }

  /** Appears after a delay in milliseconds. */
  fade(delay = 0, duration = 240): Attachment<Element> {
    return (element) => {
      if (this.#first(element)) play(element, [{ opacity: 0 }, { opacity: 1 }], delay, duration);
    };
  }

  /** Comes from a transform to its place, in so many milliseconds after others. */
  come(from: string, delay = 0, duration = travel): Attachment<Element> {
    return (element) => {
      if (this.#first(element)) play(element, [{ transform: from }, { transform: 'none' }], delay, duration);
    };
  }

  /** Whether an element is drawn for the first time, by a reveal. */
  #first(element: Element): boolean {
    if (this.#came.has(element)) return false;
    this.#came.add(element);
    return this.live;
  }

  #shuffle(of: number): void {
    if (this.#slots.length === of) return;
    this.#slots = shuffled(of);
    this.#turns = shuffled(of);
  }
}

/**
 * Plays once everything that is drawn now was measured: an animation begun between
 * two measures would have the page laid out again for each of two hundred dots.
 */
function play(element: Element, frames: Keyframe[], delay: number, duration = travel, easing = ease): void {
  queueMicrotask(() => element.animate(frames, { duration, delay, easing, fill: 'backwards' }));
}

const key = Symbol('motion');

/** Hands the reveal's motion to the pictures below. */
export const provideMotion = (): Motion => setContext(key, new Motion());

export const useMotion = (): Motion => getContext<Motion | undefined>(key) ?? new Motion();

import type { Component } from 'svelte';
import type { Link } from '../live/room.svelte';
import type { Answers } from '../live/answers.svelte';
import type { OwnResult, PersonView, RoomView } from '$shared/model/wire';
import type { Visit } from '../visit.svelte';
import type * as Far from './far';
import { untilThere } from './until';

/** What the page of a kind of activity is given; P is what of it is played. */
export interface KindProps<P> {
  visit: Visit;
  room: RoomView;
  person: PersonView;
  answers: Answers;
  link: Link;
  play: P;
  result: OwnResult | undefined;
}

/**
 * A component that is fetched after the page has opened, so that a phone gets
 * into the room at once. Fetched again until it is there.
 */
export class Late<Props extends object> {
  /** undefined until it is there. */
  view: Component<Props> | undefined = $state.raw();
  /** Set while the last attempt to fetch it failed: tries again at once. */
  retry: (() => void) | undefined = $state.raw();
  #load: () => Promise<{ default: Component<Props> }>;
  #fetching: Promise<void> | undefined;

  constructor(load: () => Promise<{ default: Component<Props> }>) {
    this.#load = load;
  }

  /** Resolves once it is there. */
  fetch(): Promise<void> {
    this.#fetching ??= untilThere(this.#load, (retry) => (this.retry = retry)).then(({ default: view }) => {
      this.view = view;
      this.retry = undefined;
    });
    return this.#fetching;
  }
}

/** One of what lies in far.ts. */
export function late<Props extends object>(pick: (far: typeof Far) => Promise<{ default: Component<Props> }>): Late<Props> {
  return new Late(async () => pick(await import('./far')));
}

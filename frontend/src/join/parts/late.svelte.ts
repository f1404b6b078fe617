import type { Component } from 'svelte';
import type { Link } from '../live/room.svelte';
import type { Answers } from '../live/answers.svelte';
import type { OwnResult, PersonView, RoomView } from '$shared/model/wire';
import type { Visit } from '../visit.svelte';

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

const firstWait = 1_000;
const longestWait = 8_000;

/**
 * A component that is fetched after the page has opened, so that a phone gets
 * into the room at once. Fetched again until it is there: the network of a room
 * may be cut at any moment.
 */
export class Late<Props extends object> {
  /** undefined until it is there. */
  view: Component<Props> | undefined = $state.raw();
  #load: () => Promise<{ default: Component<Props> }>;
  #fetching = false;

  constructor(load: () => Promise<{ default: Component<Props> }>) {
    this.#load = load;
  }

  async fetch(): Promise<void> {
    if (this.#fetching || this.view) return;
    this.#fetching = true;
    for (let wait = firstWait; !this.view; wait = Math.min(longestWait, 2 * wait)) {
      try {
        this.view = (await this.#load()).default;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
}

import type { Component } from 'svelte';
import { untilThere } from './until';

/**
 * A component that is fetched after the page has opened, so that what comes
 * first is there at once. Fetched again until it is there.
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

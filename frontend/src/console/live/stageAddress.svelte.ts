import type { Desk } from './desk.svelte';

/** Where the stage is drawn small, on the console; for a component, while it stands. */
export class StageAddress {
  /** '': not known. */
  url = $state('');
  failed = $state(false);

  constructor(desk: () => Desk) {
    // Asked again when the room moves, or its screens are sent away: both are in the address.
    const moved = $derived(`${desk().view.join?.localUrl ?? ''} ${desk().view.stageToken}`);
    $effect(() => {
      void moved;
      let latest = true;
      const { api, id } = desk();
      api.stageURL(id).then(
        (found) => latest && this.#told(`${found}/preview`), // it does not count as a projection
        () => latest && this.#told(''),
      );
      return () => (latest = false);
    });
  }

  #told(url: string): void {
    this.url = url;
    this.failed = url === '';
  }
}

import { keep, recall } from '../frame/keepsake';

const kept = 'estrade.console.singleKeys';

/**
 * Whether letters and signs act by themselves on the live console, on this
 * computer. Somebody who speaks to their computer, or whose hand trembles, turns
 * them off (WCAG 2.1.4); the space bar, arrows and a clicker's keys stay.
 */
class SingleKeys {
  on = $state(recall(kept) !== 'off');

  choose(on: boolean): void {
    this.on = on;
    keep(kept, on ? null : 'off');
  }
}

export const singleKeys = new SingleKeys();

const kept = 'estrade.console.singleKeys';

function remembered(): boolean {
  try {
    return localStorage.getItem(kept) !== 'off';
  } catch {
    return true;
  }
}

/**
 * Whether letters and signs act by themselves on the live console, on this
 * computer. Somebody who speaks to their computer, or whose hand trembles, turns
 * them off (WCAG 2.1.4); the space bar, arrows and a clicker's keys stay.
 */
class SingleKeys {
  on = $state(remembered());

  choose(on: boolean): void {
    this.on = on;
    try {
      if (on) localStorage.removeItem(kept);
      else localStorage.setItem(kept, 'off');
    } catch {
      // It holds until the window closes.
    }
  }
}

export const singleKeys = new SingleKeys();

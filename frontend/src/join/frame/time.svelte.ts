import { reachable } from '../people/keeper';

const key = 'estrade.time';

/** Whether this device shows the time left: a countdown helps some and presses others. */
class TimeHidden {
  #value = $state(read() === 'hidden');

  get value(): boolean {
    return this.#value;
  }

  set value(hidden: boolean) {
    this.#value = hidden;
    try {
      reachable()?.setItem(key, hidden ? 'hidden' : 'shown');
    } catch {
      // Remembered until the page is closed.
    }
  }
}

function read(): string | null {
  try {
    return reachable()?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export const timeHidden = new TimeHidden();

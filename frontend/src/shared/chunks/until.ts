const firstWait = 1_000;
const longestWait = 8_000;

/**
 * What load brings, tried again until it is there: the network of a room may be
 * cut at any moment. onfailed is told of each failure, with the way to try at once.
 */
export async function untilThere<T>(load: () => Promise<T>, onfailed?: (retry: () => void) => void): Promise<T> {
  for (let wait = firstWait; ; wait = Math.min(longestWait, 2 * wait)) {
    try {
      return await load();
    } catch {
      await new Promise<void>((resolve) => {
        const again = () => {
          clearTimeout(timer);
          removeEventListener('online', again);
          resolve();
        };
        const timer = setTimeout(again, wait);
        addEventListener('online', again);
        onfailed?.(again);
      });
    }
  }
}

import { toApiError } from './error';
import type { Connection, Transport } from './transport';

/** The one bound Go object: arguments and result travel as JSON text. */
export interface Bridge {
  Call(method: string, args: string): Promise<string | null>;
}

/** The bridge that the desktop window injects before the page's scripts, if this is that window. */
export function bridgeOf(scope: object): Bridge | undefined {
  return (scope as { go?: { desktop?: { Bridge?: Bridge } } }).go?.desktop?.Bridge;
}

export function wailsTransport(bridge: Bridge): Transport {
  const call = async <T>(method: string, ...args: unknown[]): Promise<T> => {
    let answer: string | null;
    try {
      answer = await bridge.Call(method, JSON.stringify(args));
    } catch (thrown) {
      throw toApiError(thrown);
    }
    return (answer ? JSON.parse(answer) : undefined) as T;
  };
  return { call, connection: () => call<Connection>('connection') };
}

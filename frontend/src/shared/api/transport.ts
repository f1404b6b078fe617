import { httpTransport } from './http';
import { bridgeOf, wailsTransport } from './wails';

/** Where and as whom the live connection is opened. */
export interface Connection {
  /** ws:// or wss:// address. */
  url: string;
  token: string;
}

/** How the console reaches the program: the same methods in the window and in a browser. */
export interface Transport {
  /** Calls a method; rejects with an ApiError. */
  call<T>(method: string, ...args: unknown[]): Promise<T>;
  /** Asked anew before each connection, as the token may have changed. */
  connection(): Promise<Connection>;
}

/** The window's bridge when there is one, else HTTP to the page's own origin. */
export function detect(scope: typeof globalThis = globalThis): Transport {
  const bridge = bridgeOf(scope);
  return bridge ? wailsTransport(bridge) : httpTransport();
}

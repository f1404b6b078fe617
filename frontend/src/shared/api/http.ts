import { ApiError, isProblem, unreachable } from './error';
import type { Connection, Transport } from './transport';

/**
 * The console's methods as POST {root}/{method}, arguments as a JSON array,
 * under the same-origin cookie. An empty answer resolves as undefined.
 */
export function httpTransport(root = '/api/console', fetcher: typeof fetch = (...given) => fetch(...given)): Transport {
  const call = async <T>(method: string, ...args: unknown[]): Promise<T> => {
    let response: Response;
    let text: string;
    try {
      response = await fetcher(`${root}/${encodeURIComponent(method)}`, {
        method: 'POST',
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(args),
      });
      text = await response.text();
    } catch {
      throw unreachable();
    }
    const body = parse(text);
    if (response.ok) return body as T;
    if (isProblem(body)) throw new ApiError(body);
    throw new ApiError({ code: 'internal', key: 'internal', message: `HTTP ${response.status}` });
  };
  return { call, connection: () => call<Connection>('connection') };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

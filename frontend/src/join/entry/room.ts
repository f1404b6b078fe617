import { ApiError, isProblem, unreachable } from '$shared/api/error';
import type { Greeting, Joined, JoinRequest, ReentryRequest } from '$shared/model/wire';
import type { Language } from '$shared/i18n/language';

/** What lets in: the code typed from the screen, or the secret of the QR. */
export interface Pass {
  code: string;
  secret: string;
}

/** The calls of the room before anybody has a token. Each rejects with an ApiError. */
export interface RoomApi {
  greet(pass: Pass, language: Language): Promise<Greeting>;
  join(request: JoinRequest): Promise<Joined>;
  reenter(request: ReentryRequest): Promise<Joined>;
}

const patience = 10_000;

/** The room's calls over HTTP, on the page's own origin. */
export function httpRoom(fetcher: typeof fetch = (...given) => fetch(...given)): RoomApi {
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const aborter = new AbortController();
    const timer = setTimeout(() => aborter.abort(), patience);
    try {
      const response = await fetcher(path, {
        method: 'POST',
        cache: 'no-store',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify(body),
        signal: aborter.signal,
      });
      return read<T>(response, await response.text());
    } catch (thrown) {
      throw thrown instanceof ApiError ? thrown : unreachable();
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    greet: (pass, language) => post('/api/greet', { ...pass, language }),
    join: (request) => post('/api/join', request),
    reenter: (request) => post('/api/reenter', request),
  };
}

function read<T>(response: Response, text: string): T {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // A captive portal or a proxy answers in HTML: this is not the room.
    throw unreachable();
  }
  if (response.ok) return body as T;
  if (isProblem(body)) throw new ApiError(body);
  throw new ApiError({ code: 'internal', key: 'internal', message: `HTTP ${response.status}` });
}

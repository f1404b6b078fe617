import { ApiError, isProblem, unreachable } from '$shared/api/error';
import type { File, FileRequest, Greeting, Joined, JoinRequest, ReentryRequest } from '$shared/model/wire';
import type { Language } from '$shared/i18n/language';

/** What lets in: the code typed from the screen, or the secret of the QR. */
export interface Pass {
  code: string;
  secret: string;
}

/** The calls of the room besides the live connection. Each rejects with an ApiError. */
export interface RoomApi {
  greet(pass: Pass, language: Language): Promise<Greeting>;
  join(request: JoinRequest): Promise<Joined>;
  reenter(request: ReentryRequest): Promise<Joined>;
  /** The document of the person whose token it is. */
  personal(request: FileRequest): Promise<File>;
  /** A calendar file for one of their plans. */
  reminder(request: FileRequest): Promise<File>;
}

const patience = 10_000;
// A whole room fetches its documents at the same minute.
const filePatience = 45_000;

/** The room's calls over HTTP, on the page's own origin. */
export function httpRoom(fetcher: typeof fetch = (...given) => fetch(...given)): RoomApi {
  const post = async <T>(path: string, body: unknown, wait = patience): Promise<T> => {
    const aborter = new AbortController();
    const timer = setTimeout(() => aborter.abort(), wait);
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
    personal: (request) => post('/api/personal', request, filePatience),
    reminder: (request) => post('/api/reminder', request, filePatience),
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

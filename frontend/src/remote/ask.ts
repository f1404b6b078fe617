import { ApiError, isProblem, unreachable } from '$shared/api/error';
import type { RemoteReply, RemoteRequest } from '$shared/model/wire';

// Longer than the program lets a request wait for news.
const patience = 25_000;

/** Sends one signed request. Rejects with an ApiError, which anybody on the network may have made. */
export async function ask(request: RemoteRequest, stop?: AbortSignal): Promise<RemoteReply> {
  const giveUp = new AbortController();
  const end = () => giveUp.abort();
  const timer = setTimeout(end, patience);
  stop?.addEventListener('abort', end);
  try {
    const response = await fetch('/api/remote', {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(request),
      signal: giveUp.signal,
    });
    const body: unknown = await response.json();
    if (response.ok && isReply(body)) return body;
    throw isProblem(body) ? new ApiError(body) : unreachable();
  } catch (thrown) {
    throw thrown instanceof ApiError ? thrown : unreachable();
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', end);
  }
}

const isReply = (thing: unknown): thing is RemoteReply => typeof thing === 'object' && thing !== null && typeof (thing as { box?: unknown }).box === 'string';

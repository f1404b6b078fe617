/** The body of every refusal, the same over HTTP, the window's bridge and the live connection. */
export interface Problem {
  /** invalid, conflict, not-found, unauthorised, forbidden, too-large, too-many, unavailable, internal. */
  code: string;
  /** Names the sentence in i18n/…/errors.ts. */
  key: string;
  params?: Record<string, string>;
  /** English sentence, for a key no dictionary knows. */
  message: string;
  /** The way out, in English. */
  hint?: string;
}

/** A refusal of the server, or a failure to reach it (code "unavailable"). */
export class ApiError extends Error implements Problem {
  readonly code: string;
  readonly key: string;
  readonly params: Record<string, string>;
  readonly hint: string;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ApiError';
    this.code = problem.code;
    this.key = problem.key;
    this.params = problem.params ?? {};
    this.hint = problem.hint ?? '';
  }
}

/** Whether a thing has the shape of a Problem; an ApiError has. */
export function isProblem(thing: unknown): thing is Problem {
  if (typeof thing !== 'object' || thing === null) return false;
  const { code, key, message } = thing as Record<string, unknown>;
  return typeof code === 'string' && typeof key === 'string' && typeof message === 'string';
}

/** The error for a program that cannot be reached or does not answer in time. */
export function unreachable(): ApiError {
  return new ApiError({ code: 'unavailable', key: 'unreachable', message: 'Estrade cannot be reached.', hint: 'It will be tried again.' });
}

/**
 * Any thrown thing as an ApiError: a Problem, a Problem as JSON text, a string,
 * an Error. What is none of ours becomes "internal" and keeps its text.
 */
export function toApiError(thing: unknown): ApiError {
  if (thing instanceof ApiError) return thing;
  if (isProblem(thing)) return new ApiError(thing);
  const text = typeof thing === 'string' ? thing : thing instanceof Error ? thing.message : '';
  if (text.startsWith('{')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (isProblem(parsed)) return new ApiError(parsed);
    } catch {
      // Not JSON after all: treated as plain text below.
    }
  }
  return new ApiError({ code: 'internal', key: 'internal', message: text });
}

/** Whether trying the same again later may succeed. */
export function mayRetry(error: ApiError): boolean {
  return error.code === 'unavailable' || error.code === 'too-many' || error.code === 'internal';
}

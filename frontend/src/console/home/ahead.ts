import type { SessionSummary } from '$shared/model/wire';

/** The prepared session that comes next, on a day (YYYY-MM-DD) or after it; none when all are past. */
export function nextPrepared(sessions: readonly SessionSummary[], day: string): SessionSummary[] {
  const prepared = sessions.filter((session) => session.state === 'draft' && !session.rehearsal && session.date >= day);
  return prepared.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)).slice(0, 1);
}

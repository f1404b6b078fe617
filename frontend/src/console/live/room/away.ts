import type { RosterLine } from '$shared/model/wire';

/** Whole minutes somebody has been away at now, the session's time; undefined while they are here, or where it is not known since when. */
export function awayMinutes({ connected, awaySince }: RosterLine, now: number): number | undefined {
  if (connected || !awaySince) return undefined;
  // The clock may have been put back.
  return Math.max(0, Math.floor((now - awaySince) / 60_000));
}

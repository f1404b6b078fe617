/** A timer as the server pictures it at the moment the picture was made. */
export interface TimerPicture {
  totalSeconds: number;
  /** Below zero when over. */
  remainingMillis: number;
  running: boolean;
  /** How many times faster than the clock it runs, in a rehearsal; 1 when not given, 0: it stands still. */
  pace?: number;
}

/** Share of the time under which a timer is called low. */
export const lowShare = 0.2;

/** Whether a timer with this much left shows amber: the last fifth, and what is over. */
export function isLow({ totalSeconds }: TimerPicture, remainingMillis: number): boolean {
  return totalSeconds > 0 && remainingMillis <= totalSeconds * 1000 * lowShare;
}

/** What is left now of a picture received at an instant of the same monotonic clock. */
export function remainingNow({ remainingMillis, running, pace = 1 }: TimerPicture, receivedAt: number, now: number): number {
  return running ? remainingMillis - (now - receivedAt) * pace : remainingMillis;
}

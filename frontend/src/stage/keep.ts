import type { Progress, StageView } from '$shared/model/wire';

/**
 * The picture after the one shown now. A frozen one stays as it is, its timer
 * running on, whatever else the trainer switches.
 */
export function after(shown: StageView | undefined, next: StageView): StageView {
  if (!shown || !shown.settings.frozen || !next.settings.frozen) return next;
  return { ...shown, revision: next.revision, settings: next.settings };
}

/** How many have answered, which a frozen picture does not follow. */
export function withProgress(shown: StageView | undefined, progress: Progress): StageView | undefined {
  return shown && !shown.settings.frozen ? { ...shown, progress } : shown;
}

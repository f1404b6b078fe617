import type { ConsoleView, Message } from '$shared/model/wire';

/** The picture with what a progress message changes of it; the same picture when the message is older. */
export function withProgress(view: ConsoleView, { progress, roster, teams }: Message): ConsoleView {
  if (!progress || progress.revision < view.revision) return view;
  const changed = new Map((roster ?? []).map((line) => [line.id, line]));
  const lines = view.roster.map((line) => {
    const newer = changed.get(line.id);
    changed.delete(line.id);
    return newer ?? line;
  });
  return {
    ...view,
    progress,
    roster: [...lines, ...changed.values()],
    backstage: view.backstage && teams ? { ...view.backstage, teams } : view.backstage,
  };
}

import type { ConsoleView, Message } from '$shared/model/wire';

/** The picture with what a progress message changes of it; the same picture when the message is older. */
export function withProgress(view: ConsoleView, { progress, roster, teams, presence }: Message): ConsoleView {
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
    presence: presence ?? view.presence,
    // Whoever is here and has not finished is what is missing of those expected.
    actions: view.actions.map((action) => (action.command === 'close' ? { ...action, unfinished: Math.max(0, progress.of - progress.answered) } : action)),
    roster: [...lines, ...changed.values()],
    backstage: view.backstage && teams ? { ...view.backstage, teams } : view.backstage,
  };
}

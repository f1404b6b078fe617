import type { Action, ConsoleView } from '$shared/model/wire';
import type { i18n as Words } from '../i18n';

/** What the button of an act says: « Clore le vote », « Révéler : Répartition ». */
export function actLabel(i18n: typeof Words, view: ConsoleView, { command, next }: Action): string {
  const { acts } = i18n.t.console;
  const to = i18n.text(next);
  const phase = view.part?.phase ?? '';
  switch (command) {
    case 'open-room':
      return acts.openRoom;
    case 'start':
      return acts.start(to);
    case 'open':
      return acts.open[phase as keyof typeof acts.open] ?? acts.open.other;
    case 'close':
      return acts.close[phase as keyof typeof acts.close] ?? acts.close.other;
    case 'decide':
      return acts.decide;
    case 'section':
      return acts.section(to);
    case 'advance':
      // After a consequence comes the next node, whose first part says nothing of it.
      return phase === 'consequence' ? acts.nextNode : acts.advance(to);
    case 'reveal':
      return acts.revealPart(to);
    case 'next-step':
      return to ? acts.nextStep(to) : acts.lastStep;
    case 'begin-closing':
      return acts.beginClosing;
    case 'finish':
      return acts.finish;
    default:
      return command;
  }
}

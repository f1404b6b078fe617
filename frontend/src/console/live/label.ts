import type { Action, ConsoleView } from '$shared/model/wire';
import type { i18n as Words } from '../i18n';

/** What the button of an act says: « Clore le vote », « Révéler : Répartition ». */
export function actLabel(i18n: typeof Words, view: ConsoleView, { command, next }: Action): string {
  const { acts } = i18n.t.console;
  const to = i18n.text(next);
  const phase = view.part?.phase ?? '';
  // Some phases are named by the kind they belong to: a table sorts, or ranks, or decides.
  const wordOf = (words: Record<string, string> & { other: string }) => words[`${view.step?.kind}.${phase}`] ?? words[phase] ?? words.other;
  switch (command) {
    case 'open-room':
      return acts.openRoom;
    case 'start':
      return acts.start(to);
    case 'open':
      return wordOf(acts.open);
    case 'close':
      return wordOf(acts.close);
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

import type { Action } from '../model/wire';
import type { acts as frActs } from './fr/acts';
import type { TwoLanguages } from './i18n.svelte';

/** Where an act stands: the words of its button depend on it. */
export interface ActPlace {
  phase: string;
  kind: string;
}

/** What the button of an act says: « Clore le vote », « Révéler : Répartition ». text: a text of the pack in the page's language. */
export function actWords(acts: typeof frActs, text: (text: TwoLanguages | null | undefined) => string, { phase, kind }: ActPlace, { command, next }: Action): string {
  const to = text(next);
  // Some phases are named by the kind they belong to: a table sorts, or ranks, or decides.
  const wordOf = (words: Record<string, string> & { other: string }) => words[`${kind}.${phase}`] ?? words[phase] ?? words.other;
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

import type { StageWords } from '$shared/i18n/fr/stage';
import type { StageView } from '$shared/model/wire';

/** The word of the strip's state block. */
export function stateWord(t: StageWords, view: StageView): string {
  const { part, step } = view;
  if (!part || !step) return view.finished ? t.states.plain.done : t.lobby.state;
  if (part.phase === 'vote' || part.phase === 'decide') {
    const words = t.states[part.phase];
    return part.state in words ? words[part.state as keyof typeof words] : t.states.plain.done;
  }
  if (part.phase === 'debrief' || part.phase === 'setup' || part.phase === 'ending') return t.states[part.phase];
  if (step.kind === 'briefing') return t.states.briefing;
  return t.states.plain[part.state as keyof typeof t.states.plain];
}

/** What the frame says of n under ten people, "" from ten on. */
export function sizeNote(t: StageWords, n: number): string {
  return n >= 5 && n < 10 ? t.small : '';
}

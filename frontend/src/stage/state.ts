import type { StageWords } from '$shared/i18n/fr/stage';
import type { StageView } from '$shared/model/wire';

/** The word of the strip's state block. */
export function stateWord(t: StageWords, view: StageView): string {
  const { part, step } = view;
  if (!part || !step) return view.state === 'draft' || (view.state === 'open' && !view.finished) ? t.lobby.state : t.states.plain.done;
  if (part.phase === 'vote' || part.phase === 'runoff' || part.phase === 'decide') {
    const words = t.states[part.phase === 'decide' ? 'decide' : 'vote'];
    return part.state in words ? words[part.state as keyof typeof words] : t.states.plain.done;
  }
  if (part.phase === 'runoff-share') return t.states.share;
  if (said(part.phase)) return t.states[part.phase];
  if (step.kind === 'briefing') return view.play?.briefing?.variant === 'pause' ? t.states.pause : t.states.briefing;
  return t.states.plain[part.state as keyof typeof t.states.plain];
}

/** Phases whose state is the same word from first to last. */
const saidPhases = ['debrief', 'setup', 'ending', 'cluster', 'share', 'roles'] as const;
const said = (phase: string): phase is (typeof saidPhases)[number] => (saidPhases as readonly string[]).includes(phase);

/** Its form: filled light while something is expected of the room, solid once revealed, else outlined. */
export function stateForm({ part, state, finished }: StageView): 'open' | 'shown' | 'closed' {
  if (!part) return state === 'open' && !finished ? 'open' : 'closed';
  if (part.state === 'open') return 'open';
  return part.state === 'shown' ? 'shown' : 'closed';
}

/** What the frame says of n under ten people, "" from ten on. */
export function sizeNote(t: StageWords, n: number): string {
  return n >= 5 && n < 10 ? t.small : '';
}

/** What the room meets after this part, "" where the picture says it itself. */
export function nextWords(t: StageWords, { part, step }: StageView): string {
  if (!part || !step || !part.collects) return '';
  const ofKind = step.kind in t.next ? t.next[step.kind as keyof typeof t.next] : undefined;
  return ofKind && part.phase in ofKind ? ofKind[part.phase as keyof typeof ofKind] : '';
}

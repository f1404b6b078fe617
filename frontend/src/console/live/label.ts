import { actWords } from '$shared/i18n/act';
import type { Action, ConsoleView } from '$shared/model/wire';
import type { i18n as Words } from '../i18n';

/** What the button of an act says: « Clore le vote », « Révéler : Répartition ». */
export function actLabel(i18n: typeof Words, view: ConsoleView, action: Action): string {
  return actWords(i18n.t.console.acts, (text) => i18n.text(text), { phase: view.part?.phase ?? '', kind: view.step?.kind ?? '' }, action);
}

import { untilThere } from '$shared/chunks/until';
import { I18n } from '$shared/i18n/i18n.svelte';
import { preferredLanguage, type Language } from '$shared/i18n/language';
import { keep, recall } from './frame/keepsake';
import type { words } from './words/fr';

// The trainer has one of them; the other comes when it is asked for.
const sets: Record<Language, () => Promise<{ words: typeof words }>> = {
  fr: () => import('./words/fr'),
  en: () => import('./words/en'),
};

const kept = 'estrade.console.language';

/** Keeps the trainer's language for the next start, whose words are then fetched before the program was asked. */
export function remember(language: string): void {
  keep(kept, language);
}

/** The words of this surface: i18n.t.console.…, i18n.t.common.…, once load() has brought those of a language. */
export const i18n = new I18n<typeof words>({}, preferredLanguage([recall(kept) ?? '', ...navigator.languages]), async (language) => (await untilThere(sets[language])).words);

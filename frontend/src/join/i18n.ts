import type { Common } from '$shared/i18n/fr/common';
import type { ErrorWords } from '$shared/i18n/fr/errors';
import type { JoinWords } from '$shared/i18n/fr/join';
import { untilThere } from '$shared/chunks/until';
import { I18n } from '$shared/i18n/i18n.svelte';
import { preferredLanguage, type Language } from '$shared/i18n/language';
import { typeset } from '$shared/i18n/words';

interface Words {
  common: Common;
  errors: ErrorWords;
  join: JoinWords;
}

// A phone fetches the words of its own language; the others follow when it has the time.
const sets: Record<Language, () => Promise<{ words: Words }>> = {
  fr: () => import('./words/fr'),
  en: () => import('./words/en'),
};

/** The words of this surface: i18n.t.join.…, i18n.t.common.…, once load() has brought those of a language. */
export const i18n = new I18n<Words>({}, preferredLanguage(navigator.languages), async (language) => (await untilThere(sets[language])).words);

/**
 * The words of a part of the page that is fetched later, so that they are
 * fetched with it: what it returns reads them in the language of the moment,
 * typeset.
 */
export function wordsOf<W>(both: Record<Language, W>): () => W {
  const set = { fr: typeset(both.fr, 'fr'), en: typeset(both.en, 'en') };
  return () => set[i18n.language];
}

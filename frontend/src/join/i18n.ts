import { I18n } from '$shared/i18n/i18n.svelte';
import { preferredLanguage, type Language } from '$shared/i18n/language';
import { typeset } from '$shared/i18n/words';
import { common as enCommon } from '$shared/i18n/en/common';
import { errors as enErrors } from '$shared/i18n/en/errors';
import { join as enJoin } from '$shared/i18n/en/join';
import { common as frCommon } from '$shared/i18n/fr/common';
import { errors as frErrors } from '$shared/i18n/fr/errors';
import { join as frJoin } from '$shared/i18n/fr/join';

/** The words of this surface: i18n.t.join.…, i18n.t.common.… */
export const i18n = new I18n(
  {
    fr: { common: frCommon, errors: frErrors, join: frJoin },
    en: { common: enCommon, errors: enErrors, join: enJoin },
  },
  preferredLanguage(navigator.languages),
);

/**
 * The words of a kind of activity that is fetched when it is played, so that
 * they are fetched with it: what it returns reads them in the language of the
 * moment, typeset.
 */
export function wordsOf<W>(sets: Record<Language, W>): () => W {
  const set = { fr: typeset(sets.fr, 'fr'), en: typeset(sets.en, 'en') };
  return () => set[i18n.language];
}

/** The languages of the interface; French is the source. */
export type Language = 'fr' | 'en';

export const languages: readonly Language[] = ['fr', 'en'];

/** The name of each language in itself. */
export const languageNames: Record<Language, string> = { fr: 'Français', en: 'English' };

/** The locale whose conventions for dates and numbers a language follows. */
export const localeOf: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** A language of ours from what the server or storage says, French if unknown. */
export function asLanguage(value: string | null | undefined): Language {
  return value === 'en' ? 'en' : 'fr';
}

/** The language among ours that a list of browser preferences asks for first. */
export function preferredLanguage(preferences: readonly string[]): Language {
  for (const preference of preferences) {
    const found = languages.find((language) => preference.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return 'fr';
}

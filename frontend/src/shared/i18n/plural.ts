import { localeOf, type Language } from './language';

/** Forms of a counted word; other serves for every category that is not given. */
export interface PluralForms {
  zero?: string;
  one: string;
  other: string;
}

const rules = new Map<Language, Intl.PluralRules>();

/**
 * The form that n takes: French says « 0 réponse, 1 réponse, 2 réponses »,
 * English "0 answers, 1 answer, 2 answers". A zero form wins at exactly 0.
 */
export function plural(language: Language, n: number, forms: PluralForms): string {
  if (n === 0 && forms.zero !== undefined) return forms.zero;
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(localeOf[language])));
  return rule.select(n) === 'one' ? forms.one : forms.other;
}

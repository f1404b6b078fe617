import type { I18n } from '$shared/i18n/i18n.svelte';

/** A score as it is written, with its range: f1 goes from 0 to 1, card-sort from 0 to 100. */
export function scoreSaid(score: number, method: string, t: { ofOne: (score: string) => string; ofHundred: (score: string) => string }, i18n: Pick<I18n, 'number'>): string {
  return method === 'f1' ? t.ofOne(i18n.number(score, { decimals: 2 })) : t.ofHundred(i18n.number(score, { decimals: 0 }));
}

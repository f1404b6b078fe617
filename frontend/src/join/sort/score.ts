import type { I18n } from '$shared/i18n/i18n.svelte';

/** A score as it is written out of 100: f1 counts from 0 to 1, card-sort from 0 to 100. */
export function outOfHundred(score: number, method: string, i18n: Pick<I18n, 'number'>): string {
  return i18n.number(method === 'f1' ? 100 * score : score, { decimals: 0 });
}

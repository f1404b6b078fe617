import type { I18n } from '$shared/i18n/i18n.svelte';

/** A number with its unit: percent or number. */
export function figure(value: number, unit: string, i18n: Pick<I18n, 'number' | 'typo'>): string {
  return unit === 'percent' ? i18n.typo(`${i18n.number(value)}%`) : i18n.number(value);
}

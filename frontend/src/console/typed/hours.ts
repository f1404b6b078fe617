import type { Language } from '$shared/i18n/language';

/** What was typed as a time ("9 h 20", "9:20", "0920", "9") as "09:20"; undefined for what is none. */
export function readTime(typed: string): string | undefined {
  const found = /^\s*(\d{1,2})\s*(?:(?:h|:|\.)\s*(\d{2})?|(\d{2}))?\s*$/i.exec(typed.replace(/[\u00a0\u202f]/g, ' '));
  if (!found) return undefined;
  const hours = Number(found[1]);
  const minutes = Number(found[2] ?? found[3] ?? 0);
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A time ("09:20") as it is written: « 9 h 20 » in French, 09:20 in English; '' for what is no time. */
export function shownTime(time: string, language: Language): string {
  const [hours, minutes] = time.split(':');
  if (!hours || !minutes) return '';
  return language === 'fr' ? `${Number(hours)}\u00a0h\u00a0${minutes}` : time;
}

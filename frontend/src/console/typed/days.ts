/**
 * What was typed as a day ("24/11/2026", "24.11.26", "24 11", "2026-11-24"), as
 * YYYY-MM-DD; undefined for what is none. The day comes before the month, in
 * both languages; year: the one meant where none is typed.
 */
export function readDay(typed: string, year: number): string | undefined {
  const text = typed.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const sorted = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (sorted) return dayOf(Number(sorted[1]), Number(sorted[2]), Number(sorted[3]));
  const found = /^(\d{1,2})[ ./-](\d{1,2})(?:[ ./-](\d{4}|\d{2}))?$/.exec(text);
  if (!found) return undefined;
  const written = found[3] === undefined ? year : Number(found[3]);
  return dayOf(written < 100 ? 2000 + written : written, Number(found[2]), Number(found[1]));
}

/** A day of the calendar as YYYY-MM-DD; undefined where there is no such day. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : undefined;
}

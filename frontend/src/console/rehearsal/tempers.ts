import { i18n } from '../i18n';

/** The tempers a crowd may have, in the order they are offered. */
export const tempers = ['natural', 'quick', 'slow', 'split', 'sleepy', 'hostile'] as const;
export type Temper = (typeof tempers)[number];

/** What the temper of one simulated participant is called. */
export function temperLabel(temper: string): string {
  const names: Record<string, string> = i18n.t.console.rehearsal.one;
  return names[temper] ?? temper;
}

/** How much faster than the clock a rehearsal may run; 0 stands still. */
export const paces = [0, 1, 2, 5, 10] as const;
/** The pace a rehearsal begins with: a trainer alone does not wait as long as a room. */
export const firstPace = 5;
/** How many participants may be simulated. */
export const most = 200;

/** A number of people typed, undefined when it is none that is possible. */
export function countFrom(text: string, highest = most): number | undefined {
  const n = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(n) && n >= 1 && n <= highest ? n : undefined;
}

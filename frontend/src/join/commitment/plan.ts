import type { Language } from '$shared/i18n/language';
import type { AnswerView, CommitmentPlay } from '$shared/model/wire';

/** The part whose plan the pairs take up. */
const alone = 'alone';

/** Where a slot of a plan is kept; plans count from 1. */
export const itemOf = (plan: number, slot: string) => `${plan}.${slot}`;

/** What stands for an item while nothing was given in this part: what was written alone. */
export function carried(answers: readonly AnswerView[], item: string): unknown {
  return answers.find((one) => one.part === alone && one.pass === '' && one.item === item)?.value;
}

/** A stretch of the sentence: the template's own words, or a slot filled or still empty. */
export interface Piece {
  text: string;
  slot?: string;
  empty?: boolean;
}

/** What stands where a slot is empty. */
export const blank = '…';

/** The sentence of a plan as it reads so far. */
export function sentenceOf(template: string, values: Readonly<Record<string, string>>, language: Language): Piece[] {
  const pieces: Piece[] = [];
  for (const part of template.split(/(\{\w+\})/)) {
    const slot = /^\{(\w+)\}$/.exec(part)?.[1];
    if (slot === undefined) {
      // An empty slot already ends in dots.
      const text = pieces[pieces.length - 1]?.empty ? part.replace(/^\./, '') : part;
      if (text !== '') pieces.push({ text });
      continue;
    }
    const written = (values[slot] ?? '').trim().replace(/\s+/g, ' ').replace(/\.$/, '');
    if (written === '') pieces.push({ text: blank, slot, empty: true });
    else pieces.push({ text: join(pieces[pieces.length - 1], written, language), slot });
  }
  return pieces;
}

// Behaviours are written in the first person, which the template already says;
// and « alors je » before a vowel is « alors j’ ».
function join(before: Piece | undefined, written: string, language: Language): string {
  if (language === 'en') return before?.text.endsWith(' I ') ? written.replace(/^I /, '') : written;
  if (!before?.text.endsWith(' je ')) return written;
  const own = /^(?:je |j[’'])/i.exec(written)?.[0] ?? '';
  const rest = written.slice(own.length);
  if (/^[aeiouyàâäéèêëîïôöùûüœ]/i.test(rest) || /^j[’']$/i.test(own)) before.text = before.text.replace(/e $/, '’');
  return rest;
}

const day = 86_400_000;

/** How a chosen day (YYYY-MM-DD) lies to today: before it, more than thirty days after, or as it should. */
export function dayIs(chosen: string, today: string): 'past' | 'far' | 'good' {
  const apart = (Date.parse(`${chosen}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / day;
  if (Number.isNaN(apart)) return 'good';
  if (apart < 0) return 'past';
  return apart > 30 ? 'far' : 'good';
}

/** How many plans stand: those with something written, and at least the first. */
export function plansIn(play: CommitmentPlay, text: (item: string) => string): number {
  let most = 1;
  for (let plan = 2; plan <= play.maxPlans; plan++) if (play.slots.some(({ id }) => text(itemOf(plan, id)) !== '')) most = plan;
  return most;
}

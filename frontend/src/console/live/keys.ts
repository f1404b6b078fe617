/** What a key asks for on the live console. */
export type KeyAct = 'next' | 'page' | 'reveal' | 'back' | 'black' | 'pause' | 'minute' | 'less' | 'timer' | 'join' | 'theme' | 'freeze' | 'stage' | 'note' | 'table' | 'undo' | 'help' | 'escape';

const plain: Record<string, KeyAct> = {
  ' ': 'next',
  PageDown: 'page',
  ArrowLeft: 'back',
  PageUp: 'back',
  '.': 'black',
  '+': 'minute',
  '-': 'less',
  '−': 'less',
  '?': 'help',
  Escape: 'escape',
};
const letters: Record<string, KeyAct> = { r: 'reveal', b: 'black', p: 'pause', t: 'timer', j: 'join', d: 'theme', g: 'freeze', f: 'stage', n: 'note', z: 'undo' };

/** The tables' numbers. They are digits as typed: on a French keyboard the key of 6 alone is a minus sign. */
const tables = /^[1-8]$/;

/** Elements in which keys are typed, or choose. */
const takesKeys = 'input, textarea, select, [contenteditable="true"]';
/** Elements that the space bar presses by itself. */
const pressable = 'button, a[href], summary, [role="button"]';

/** Keys that a clicker sends. */
const clicker = /^Page(Down|Up)$/;
/** Nothing is being typed there, and a clicker's keys mean nothing to it: ticks, and a field left empty. */
const idle = (target: Element) =>
  target.matches('input[type="radio"], input[type="checkbox"]') || ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value === '');

/**
 * The act a key asks for; undefined where it is typed, chooses, or belongs to the
 * system. single: letters and signs act by themselves; the space bar, the arrows,
 * a clicker's keys, Escape and Ctrl Z always do.
 */
export function actOfKey(event: KeyboardEvent, single = true): KeyAct | undefined {
  const takesBack = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'z';
  if (!takesBack && (event.ctrlKey || event.metaKey || event.altKey) || event.isComposing || event.defaultPrevented) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (document.querySelector('dialog[open]')) return undefined;
  if (target?.closest(takesKeys) && !(clicker.test(event.key) && idle(target))) return undefined;
  if (event.key === ' ' && target?.closest(pressable)) return undefined;
  if (!single && !takesBack && event.key.length === 1 && event.key !== ' ') return undefined;
  const act = plain[event.key] ?? letters[event.key.toLowerCase()] ?? (tables.test(event.key) ? 'table' : undefined);
  // Held down, a key must not run through the agenda.
  return event.repeat && act !== 'escape' ? undefined : act;
}

/** How long the second press of a clicker may take, in milliseconds. */
export const doublePress = 2_000;

/** A clicker reveals with two presses: the first one arms. */
export class Clicker {
  #armedAt = -Infinity;

  /** Whether this press, at an instant in milliseconds, is the second one. */
  press(at: number): boolean {
    const second = at - this.#armedAt <= doublePress;
    this.#armedAt = second ? -Infinity : at;
    return second;
  }

  disarm(): void {
    this.#armedAt = -Infinity;
  }
}

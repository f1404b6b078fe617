import type { Language } from './language';
import { typo } from './typo';

/**
 * A copy of a dictionary whose every sentence is set by typo(), those made by
 * functions included. A dictionary is nested objects and lists of sentences and
 * of functions that make one; French gives the shape, English is declared as
 * its type, so that a missing key is a type error.
 */
export function typeset<W>(words: W, language: Language): W {
  const set = (value: unknown): unknown => {
    if (typeof value === 'string') return typo(value, language);
    if (typeof value === 'function') return (...given: unknown[]) => set((value as (...given: unknown[]) => unknown)(...given));
    if (Array.isArray(value)) return value.map(set);
    if (typeof value === 'object' && value !== null) return each(value);
    return value;
  };
  // Set when first read: of a dictionary's sentences a page shows few at a time.
  const each = (value: object) => {
    const read = {};
    for (const [key, inner] of Object.entries(value)) {
      let done = false;
      let made: unknown;
      Object.defineProperty(read, key, { enumerable: true, get: () => (done ? made : ((done = true), (made = set(inner)))) });
    }
    return read;
  };
  return set(words) as W;
}

/** Puts params where a template says {name}; a name without a value stays visible. */
export function fill(template: string, params: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.prototype.hasOwnProperty.call(params, name) ? params[name] : undefined;
    return value === undefined ? whole : String(value);
  });
}

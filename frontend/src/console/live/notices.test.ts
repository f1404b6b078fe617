import { describe, expect, it } from 'vitest';
import { console as english } from '$shared/i18n/en/console';
import { console as french } from '$shared/i18n/fr/console';

// The server's sources, as text.
const sources = import.meta.glob<string>('../../../../app/facilitation/*.go', { query: '?raw', import: 'default', eager: true });
const made = (pattern: RegExp) => [...new Set(Object.values(sources).flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')))].sort();

describe('what the server tells the trainer by key', () => {
  it('has a sentence for each notice', () => {
    const keys = made(/\badd\("([a-z-]+)", "(?:info|warn|error)"/g);
    expect(keys.length).toBeGreaterThan(4);
    expect(keys.filter((key) => !(key in french.notices) || !(key in english.notices))).toEqual([]);
  });
  it('has a sentence for each reason why a part cannot open', () => {
    const reasons = made(/\) ready\([^)]*\) string \{\n(?:.*\n)*?\t+return "([a-z-]+)"/g);
    expect(reasons).toContain('situation-needed');
    expect(reasons.filter((key) => !(key in french.acts.why) || !(key in english.acts.why))).toEqual([]);
  });
  it('has a label for each act on a part that collects', () => {
    const phases = Object.keys(french.acts.open);
    expect(Object.keys(french.acts.close)).toEqual(phases);
    expect(Object.keys(english.acts.open)).toEqual(phases);
  });
});

import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>(['./fr/**/*.ts', './en/**/*.ts', './fr.ts', './en.ts'], { query: '?raw', import: 'default', eager: true });

/** What only people of the trade say. What is in brackets names a thing of the system to who looks for it there. */
const trade: Record<'fr' | 'en', RegExp> = {
  fr: /(?<![\p{L}(.])(nœuds?|médianes?|trousseau|bases? de données|jetons?|tokens?|json|websockets?|urls?|cookies?|javascript|api|utc|octets?|localhost|null|undefined|timeout|hash|pem|ports?|https?(?!:))(?!\p{L})/iu,
  en: /(?<![\p{L}(.])(nodes?|medians?|keyring|databases?|tokens?|json|websockets?|urls?|cookies?|javascript|api|utc|bytes?|localhost|null|undefined|timeout|hash|pem|ports?|https?(?!:))(?!\p{L})/iu,
};

/** The sentences of a dictionary: what stands in quotes, with what is filled in left out. */
function sentences(source: string): string[] {
  const code = source.replace(/^import .*$/gm, '').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const quoted = code.match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
  // Keys and names of fields are one word in quotes; a sentence has a space, or a capital.
  return quoted.map((text) => text.slice(1, -1).replace(/\$\{[^}]*\}?|\{\w+\}/g, '')).filter((text) => /\s|^\p{Lu}/u.test(text));
}

describe('the words of the pages', () => {
  it('are read', () => expect(Object.keys(sources).length).toBeGreaterThan(30));
  it.each(Object.entries(sources))('are plain in %s', (file, source) => {
    const language = file.startsWith('./fr') ? 'fr' : 'en';
    expect(sentences(source).filter((text) => trade[language].test(text))).toEqual([]);
  });
  it('would be found', () => {
    expect(sentences("a: 'Passer au nœud suivant', b: `La médiane est ${x}.`, 'node-key': 1").filter((text) => trade.fr.test(text))).toHaveLength(2);
  });
});

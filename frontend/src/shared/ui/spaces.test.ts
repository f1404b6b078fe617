import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('/src/**/*.svelte', { query: '?raw', import: 'default', eager: true });

// Svelte drops spaces at the start and end of a tag and of a block: « 8<span> clé</span> » is « 8clé ».
const dropped = [
  /[^\s>]<(?:span|b|small|em|strong|i|abbr)(?:\s[^>]*)?>[ \t]+/,
  /[ \t]+<\/(?:span|b|small|em|strong|i|abbr)>[^\s<]/,
  /[^\s>]\{#(?:if|each)[^}]*\}[ \t]+\S/,
  /\S[ \t]+\{\/(?:if|each)\}[^\s<]/,
  /\S\{:else[^}]*\}[ \t]+\S/,
];

it('writes no space that is never shown', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(100);
  const lines = Object.entries(sources).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => (dropped.some((one) => one.test(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(lines).toEqual([]);
});

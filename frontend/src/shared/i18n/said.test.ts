import { expect, it } from 'vitest';
import { presence as enPresence } from './en/join/presence';
import { remote as enRemote } from './en/remote';
import { stage as enStage } from './en/stage';
import { presence as frPresence } from './fr/join/presence';
import { remote as frRemote } from './fr/remote';
import { stage as frStage } from './fr/stage';

// What is counted is not always what the sentence is about.
it('counts tables as each language does', () => {
  expect([0, 1, 2].map((n) => frRemote.answered(n, 3, true))).toEqual(['0 table sur 3 a répondu', '1 table sur 3 a répondu', '2 tables sur 3 ont répondu']);
  expect([0, 1, 2].map((n) => enRemote.answered(n, 3, true))).toEqual(['0 of 3 tables have answered', '1 of 3 tables has answered', '2 of 3 tables have answered']);
  expect(enRemote.answered(1, 1, true)).toBe('1 of 1 table has answered');
  expect([1, 2].map((n) => frStage.ranking.someBetter(n, 4))).toEqual(['1 table sur 4 fait mieux que son meilleur membre.', '2 tables sur 4 font mieux que leur meilleur membre.']);
  expect([1, 2].map((n) => enStage.ranking.someBetter(n, 4))).toEqual(['1 of 4 tables does better than its best member.', '2 of 4 tables do better than their best member.']);
  expect([1, 2].map((n) => frStage.ranking.othersOn(n))).toEqual(['et 1 autre table', 'et 2 autres tables']);
});

it('names a half-day without an article before it', () => {
  for (const words of [frPresence, enPresence]) {
    const half = words.afternoon('24 novembre');
    for (const sentence of [words.done(half, '14 h 05'), words.next(half)]) expect(sentence).not.toMatch(/\b(du|le|the) a/);
  }
});

import { describe, expect, it } from 'vitest';
import type { CommitmentPlay } from '$shared/model/wire';
import { carried, dayIs, plansIn, sentenceOf } from './plan';

const template = 'Si {situation}, alors je {behaviour}, avant le {date}.';
const read = (values: Record<string, string>, language: 'fr' | 'en' = 'fr') =>
  sentenceOf(template, values, language)
    .map(({ text }) => text)
    .join('');

describe('sentenceOf', () => {
  it('fills the slots, and leaves the empty ones visible', () => {
    expect(read({ situation: ' on me coupe ', behaviour: 'reformule' })).toBe('Si on me coupe, alors je reformule, avant le …');
    expect(sentenceOf(template, {}, 'fr').filter(({ empty }) => empty).map(({ slot }) => slot)).toEqual(['situation', 'behaviour', 'date']);
  });
  it('elides « je » before a vowel, in French only', () => {
    expect(read({ behaviour: 'explique le pourquoi' })).toContain('alors j’explique le pourquoi');
    expect(read({ behaviour: 'énonce' })).toContain('alors j’énonce');
    expect(read({ behaviour: 'explique' }, 'en')).toContain('alors je explique');
    expect(read({ behaviour: '' })).toContain('alors je …');
  });
  it('does not say the first person twice', () => {
    expect(read({ behaviour: 'J’explique le pourquoi.' })).toContain('alors j’explique le pourquoi, avant');
    expect(read({ behaviour: 'Je relie le travail en cours.' })).toContain('alors je relie le travail en cours, avant');
    expect(read({ behaviour: "j'habite le sujet" })).toContain('alors j’habite le sujet');
    const [, , , act] = sentenceOf('If {situation}, then I {behaviour}.', { behaviour: 'I explain why.' }, 'en');
    expect(act?.text).toBe('explain why');
  });
  it('holds in one line, without a full stop in the middle', () => {
    expect(read({ situation: 'on me\ncoupe.' })).toContain('Si on me coupe, alors');
  });
});

describe('carried', () => {
  it('takes up what was written alone, and nothing else', () => {
    const answers = [
      { part: 'alone', pass: '', item: '1.situation', value: 'Lundi' },
      { part: 'pairs', pass: '', item: '1.sign', value: 'x' },
    ];
    expect(carried(answers, '1.situation')).toBe('Lundi');
    expect(carried(answers, '1.sign')).toBeUndefined();
  });
});

describe('dayIs', () => {
  it('asks for a day to come, within thirty', () => {
    expect(dayIs('2026-11-20', '2026-11-21')).toBe('past');
    expect(dayIs('2026-11-21', '2026-11-21')).toBe('good');
    expect(dayIs('2026-12-21', '2026-11-21')).toBe('good');
    expect(dayIs('2026-12-22', '2026-11-21')).toBe('far');
  });
});

describe('plansIn', () => {
  const play = { maxPlans: 2, slots: [{ id: 'situation' }] } as unknown as CommitmentPlay;
  it('counts a second plan once something of it is written', () => {
    expect(plansIn(play, () => '')).toBe(1);
    expect(plansIn(play, (item) => (item === '2.situation' ? 'x' : ''))).toBe(2);
    expect(plansIn(play, (item) => (item === '3.situation' ? 'x' : ''))).toBe(1);
  });
});

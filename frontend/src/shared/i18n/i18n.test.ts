// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/error';
import { common as enCommon } from './en/common';
import { register as enRegister } from './en/console/after';
import { errors as enErrors } from './en/errors';
import { formatClock, formatCountdown, formatDate, formatDay, formatDuration, formatNumber, formatPercent, formatTime } from './format';
import { common as frCommon } from './fr/common';
import { register as frRegister } from './fr/console/after';
import { errors as frErrors } from './fr/errors';
import { I18n } from './i18n.svelte';
import { asLanguage, preferredLanguage } from './language';
import { plural } from './plural';
import { fill } from './words';

const shown = (text: string) => text.replace(/\u00a0/g, '_').replace(/\u202f/g, '~');
const make = () => new I18n({ fr: { common: frCommon, errors: frErrors }, en: { common: enCommon, errors: enErrors } });

afterEach(() => document.documentElement.removeAttribute('lang'));

describe('I18n', () => {
  it('changes language at any time, of the document too', () => {
    const i18n = make();
    expect(i18n.t.common.close).toBe('Fermer');
    expect(document.documentElement.lang).toBe('fr');
    i18n.use('en');
    expect(i18n.t.common.close).toBe('Close');
    expect(document.documentElement.lang).toBe('en');
    i18n.use('xx');
    expect(i18n.language).toBe('fr');
  });

  it('sets sentences and those made by functions', () => {
    const words = { common: { ...frCommon, people: (n: number) => `Combien ? ${n} !` }, errors: frErrors };
    const i18n = new I18n({ fr: words, en: words });
    expect(shown(i18n.t.common.people(2))).toBe('Combien~? 2~!');
    expect(shown(i18n.t.errors.internal.hint)).toContain('Réessayez~;');
  });

  it('reads a text of the pack, in French where English is missing', () => {
    const i18n = make();
    i18n.use('en');
    expect(i18n.text({ fr: 'Oui ?', en: 'Yes?' })).toBe('Yes?');
    expect(shown(i18n.text({ fr: 'Oui ?', en: '' }))).toBe('Oui~?');
    expect(i18n.text(undefined)).toBe('');
  });

  it('holds the same keys in both languages', () => {
    const keys = (words: object): string[] =>
      Object.entries(words).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keys(value as object).map((rest) => `${key}.${rest}`) : [key]));
    expect(keys(enCommon)).toEqual(keys(frCommon));
    expect(keys(enErrors)).toEqual(keys(frErrors));
  });
});

describe('I18n whose words are fetched', () => {
  const words = { fr: { common: frCommon, errors: frErrors }, en: { common: enCommon, errors: enErrors } };
  /** Fetches that end when the test says so. */
  function fetched() {
    const arrive: Partial<Record<'fr' | 'en', () => void>> = {};
    const fetch = vi.fn((language: 'fr' | 'en') => new Promise<(typeof words)['fr']>((resolve) => (arrive[language] = () => resolve(words[language]))));
    return { arrive, fetch };
  }

  it('turns to a language once its words are there, and reads the one before until then', async () => {
    const { arrive, fetch } = fetched();
    const i18n = new I18n({ fr: words.fr }, 'fr', fetch);
    i18n.use('en');
    expect([i18n.language, i18n.t.common.close, document.documentElement.lang]).toEqual(['fr', 'Fermer', 'fr']);
    arrive.en?.();
    await vi.waitFor(() => expect(i18n.language).toBe('en'));
    expect([i18n.t.common.close, document.documentElement.lang]).toEqual(['Close', 'en']);
    i18n.use('fr');
    expect([i18n.t.common.close, fetch.mock.calls]).toEqual(['Fermer', [['en']]]);
  });

  it('stays with the last choice, whatever arrives later', async () => {
    const { arrive, fetch } = fetched();
    const i18n = new I18n({ fr: words.fr }, 'fr', fetch);
    i18n.use('en');
    i18n.use('fr');
    const loaded = i18n.load('en');
    arrive.en?.();
    await loaded;
    expect(i18n.language).toBe('fr');
    i18n.use('en');
    expect(i18n.t.common.close).toBe('Close');
  });

  it('loads the language it began with, and reads nothing before', async () => {
    const { arrive, fetch } = fetched();
    const i18n = new I18n({}, 'en', fetch);
    expect(() => i18n.t).toThrow('no words');
    const loaded = i18n.load();
    arrive.en?.();
    await loaded;
    expect([i18n.t.common.close, fetch.mock.calls]).toEqual(['Close', [['en']]]);
  });
});

describe('I18n.explain', () => {
  const problem = (key: string) => new ApiError({ code: 'invalid', key, message: 'From the server.', hint: 'Do this.', params: { n: '3' } });

  it('takes the sentence of a known key, with its params', () => {
    const words = { common: frCommon, errors: { ...frErrors, timeout: { message: 'Trop de {n} !', hint: '{other}' } } };
    expect(new I18n({ fr: words, en: words }).explain(problem('timeout'))).toEqual({ message: 'Trop de 3\u202f!', hint: '{other}' });
  });
  it("falls back to the server's own words", () => {
    expect(make().explain(problem('never-heard-of'))).toEqual({ message: 'From the server.', hint: 'Do this.' });
    expect(make().explain(problem('toString')).message).toBe('From the server.');
  });
  it('knows sentences that came later, in the language of the moment', () => {
    const i18n = make();
    const said = (message: string) => ({ 'never-heard-of': { message, hint: '{n} !' } });
    i18n.learnErrors({ fr: said('Jamais vu ?'), en: said('Never seen?') });
    expect(shown(i18n.explain(problem('never-heard-of')).message)).toBe('Jamais vu~?');
    expect(shown(i18n.explain(problem('never-heard-of')).hint)).toBe('3~!');
    i18n.use('en');
    expect(i18n.explain(problem('never-heard-of')).message).toBe('Never seen?');
    expect(i18n.explain(problem('toString')).message).toBe('From the server.');
  });
  it('hides what is not ours', () => {
    expect(make().explain(new TypeError('x is undefined')).message).toBe('Quelque chose s’est mal passé dans Estrade.');
  });
});

describe('plural', () => {
  const forms = { one: 'réponse', other: 'réponses' };
  it('follows each language at 0 and 1.5', () => {
    expect([0, 1, 1.5, 2, 1_000_000].map((n) => plural('fr', n, forms))).toEqual(['réponse', 'réponse', 'réponse', 'réponses', 'réponses']);
    expect([0, 1, 1.5, 2].map((n) => plural('en', n, { one: 'a', other: 'as' }))).toEqual(['as', 'a', 'as', 'as']);
  });
  it('prefers the zero form at 0', () => {
    expect(plural('fr', 0, { ...forms, zero: 'rien' })).toBe('rien');
  });
});

describe('formats', () => {
  const at = Date.UTC(2026, 10, 24, 23, 20);
  it('reads dates and times in the zone given', () => {
    expect(formatDate('fr', at, 'Europe/Paris')).toBe('mercredi 25\u00a0novembre 2026');
    expect(formatDate('en', at, 'UTC', 'medium')).toBe('24\u00a0November 2026');
    expect(shown(formatTime('fr', at, 'Europe/Paris'))).toBe('0_h_20');
    expect(formatTime('en', at, 'Europe/Paris')).toBe('00:20');
    expect(formatDay('fr', '2026-11-24', 'medium')).toBe('24\u00a0novembre 2026');
    expect(formatDay('fr', 'demain')).toBe('');
    expect([formatClock('fr', '09:05'), formatClock('en', '09:05'), formatClock('fr', ''), formatClock('fr', 'midi')]).toEqual(['9\u00a0h\u00a005', '09:05', '', '']);
  });
  it('writes numbers', () => {
    expect(shown(formatNumber('fr', -1234.5))).toBe('−1~234,5');
    expect(shown(frRegister.count(12345))).toBe('12~345 documents.');
    expect(enRegister.receiptRows(4140, 3, 1000)).toBe('Answers: 4,140, names: 3, documents: 1,000.');
    expect(formatNumber('en', 4, { signed: true })).toBe('+4');
    expect(formatNumber('fr', 0, { signed: true })).toBe('0');
    expect(formatNumber('fr', 2, { decimals: 1 })).toBe('2,0');
    expect(shown(formatPercent('fr', 0.2))).toBe('20~%');
    expect(formatPercent('en', 0.205)).toBe('21%');
  });
  it('writes lengths of time', () => {
    expect([0, 45, 60, 65, 90.4, -3].map((n) => shown(formatDuration('fr', n)))).toEqual(['0_min', '45_min', '1_h', '1_h_05', '1_h_30', '−3_min']);
    expect(shown(formatDuration('en', 65))).toBe('1_h_05_min');
  });
  it('counts down', () => {
    expect([24_000, 23_001, 60_000, 3_900_000, 1, 0, -900, -12_000].map(formatCountdown)).toEqual(['0:24', '0:24', '1:00', '1:05:00', '0:01', '0:00', '0:00', '−0:12']);
  });
});

describe('fill', () => {
  it('fills names and leaves those without a value', () => {
    expect(fill('{a} of {b} {toString}', { a: 1 })).toBe('1 of {b} {toString}');
  });
});

describe('language', () => {
  it('takes the first preference that is ours, else French', () => {
    expect(preferredLanguage(['de-CH', 'en-US', 'fr'])).toBe('en');
    expect(preferredLanguage(['de'])).toBe('fr');
    expect(asLanguage(null)).toBe('fr');
  });
});

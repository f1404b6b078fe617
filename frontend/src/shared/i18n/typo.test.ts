import { describe, expect, it } from 'vitest';
import { typo } from './typo';

const shown = (text: string) => text.replace(/\u00a0/g, '_').replace(/\u202f/g, '~').replace(/\u2011/g, '=');

describe('typo in French', () => {
  const cases: [string, string][] = [
    ['Quoi?', 'Quoi~?'],
    ['Quoi ?', 'Quoi~?'],
    ['Quoi\u00a0?', 'Quoi~?'],
    ['Vraiment ?! Oui !', 'Vraiment~?! Oui~!'],
    ['Ceci; cela ; fin', 'Ceci~; cela~; fin'],
    ['Attention: oui', 'Attention_: oui'],
    ['Attention : oui', 'Attention_: oui'],
    ['« Bonjour »', '«_Bonjour_»'],
    ['«Bonjour»', '«_Bonjour_»'],
    ['Il dit « Qui ? ».', 'Il dit «_Qui~?_».'],
    ["l'équipe d'Inès aujourd'hui", 'l’équipe d’Inès aujourd’hui'],
    ["l'« estrade »", 'l’«_estrade_»'],
    ['20 % et 30%', '20~% et 30~%'],
    ['à 9 h 20 précises', 'à 9_h_20 précises'],
    ['un taxi à 85 €, 5 min', 'un taxi à 85_€, 5_min'],
    ['Attendez...', 'Attendez…'],
    ['http://192.168.8.2:7420/?a=1', 'http://192.168.8.2:7420/?a=1'],
    ['Ouvrez 192.168.8.2:7420 !', 'Ouvrez 192.168.8.2:7420~!'],
    ['il est 10:30', 'il est 10:30'],
    ['3 hommes', '3 hommes'],
    ['combien d’e-leaders, un E-leader, vous-même, rêve-t-on', 'combien d’e=leaders, un E=leader, vous-même, rêve-t-on'],
    ['', ''],
  ];
  it.each(cases)('%s', (text, expected) => expect(shown(typo(text, 'fr'))).toBe(expected));

  it('leaves what is already set', () => {
    for (const [text] of cases) expect(typo(typo(text, 'fr'), 'fr')).toBe(typo(text, 'fr'));
  });
});

describe('typo in English', () => {
  it('sets the apostrophe and the ellipsis, and no spaces', () => {
    expect(typo("Don't wait... Why? Yes: now!", 'en')).toBe('Don’t wait… Why? Yes: now!');
  });
  it('keeps an hour together', () => {
    expect(shown(typo('The train leaves at 10:40 pm; 3 amends', 'en'))).toBe('The train leaves at 10:40_pm; 3 amends');
  });
  it("keeps quotes 'around' words", () => {
    expect(typo("the 'edge' of it", 'en')).toBe("the 'edge' of it");
  });
});

describe('typo asked again', () => {
  it('answers each language by itself', () => {
    for (let again = 0; again < 2; again++) {
      expect(shown(typo('Prêt ?', 'fr'))).toBe('Prêt~?');
      expect(typo('Prêt ?', 'en')).toBe('Prêt ?');
    }
  });
  it('answers as before after any number of other texts', () => {
    const before = typo('Combien ?', 'fr');
    for (let other = 0; other < 5_000; other++) expect(shown(typo(`${other} ?`, 'fr'))).toBe(`${other}~?`);
    expect(typo('Combien ?', 'fr')).toBe(before);
  });
});

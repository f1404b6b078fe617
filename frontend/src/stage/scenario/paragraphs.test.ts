import { describe, expect, it } from 'vitest';
import { paragraphs } from './paragraphs';

describe('paragraphs', () => {
  it('sets what is said apart, whole', () => {
    expect(paragraphs('Inès a le téléphone à la main. « Il nous insulte. Je le sors de la file. » Une trentaine de passagers écoutent.')).toEqual([
      'Inès a le téléphone à la main.',
      '« Il nous insulte. Je le sors de la file. »',
      'Une trentaine de passagers écoutent.',
    ]);
    expect(paragraphs('She says: “Not now. Later.” Nobody moves.')).toEqual(['She says: “Not now. Later.”', 'Nobody moves.']);
  });

  it('does not end a sentence at a title, an initial, a figure', () => {
    expect(paragraphs('Karim insiste. M. Delmas publie la demande à 85,50 €.')).toEqual(['Karim insiste.', 'M. Delmas publie la demande à 85,50 €.']);
    expect(paragraphs('Mr. Low paid 3.5 euros')).toEqual(['Mr. Low paid 3.5 euros']);
  });

  it('keeps to three, the shortest neighbours together, and loses no word', () => {
    const told = paragraphs('Une. Deux. Une phrase bien plus longue que les autres. Trois ! Quatre ?');
    expect(told).toEqual(['Une. Deux.', 'Une phrase bien plus longue que les autres.', 'Trois ! Quatre ?']);
    expect(paragraphs('')).toEqual([]);
  });

  it('follows the paragraphs a text has of its own', () => {
    expect(paragraphs('Un. Deux.\n\nTrois.')).toEqual(['Un. Deux.', 'Trois.']);
  });
});

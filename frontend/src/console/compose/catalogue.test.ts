import { describe, expect, it } from 'vitest';
import type { ActivityView, Kind } from '$shared/model/wire';
import { text } from '../testing/view';
import { catalogue } from './catalogue';

const activity = (id: string, kind: Kind, title: string): ActivityView => ({ id, kind, title: text(title), purpose: text(''), minutes: 10, minMinutes: 1, offClock: false, hasShort: false });
const all = [activity('a', 'scenario', 'L’équipe en crise'), activity('b', 'briefing', 'Accueil'), activity('c', 'sort', 'Trois lignes'), activity('d', 'ranking', 'Équipe dormante')];
const ids = (looked: string) => catalogue(all, looked, ({ title }) => title.fr).map(({ use, activities }) => [use, activities.map(({ id }) => id).join()]);

describe('catalogue', () => {
  it('puts every kind of activity under what it is for', () => {
    expect(ids('')).toEqual([
      ['frame', 'b'],
      ['compare', 'd,c'],
      ['decide', 'a'],
    ]);
  });
  it('finds words without their accents, capitals or typographic apostrophes, all of them', () => {
    expect(ids('EQUIPE')).toEqual([
      ['compare', 'd'],
      ['decide', 'a'],
    ]);
    expect(ids("l'équipe cri")).toEqual([['decide', 'a']]);
    expect(ids('équipe accueil')).toEqual([]);
  });
});

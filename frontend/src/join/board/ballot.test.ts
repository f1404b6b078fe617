import { describe, expect, it } from 'vitest';
import type { IdeaPlay, PickedCard } from '$shared/model/wire';
import { ballotOf, clustersOf, freeNote, mayAdd, mostNotes, moved, notesIn, placed } from './ballot';

const ideas: IdeaPlay[] = ['a', 'b'].map((id) => ({ id, box: 'x', title: id, cards: [] }));
const rule = { dots: 3, maxPerIdea: 2 };

describe('a ballot', () => {
  it('reads what is kept, and nothing that is not an idea', () => {
    expect(ballotOf({ a: 2, gone: 1, b: 0 }, ideas)).toEqual({ a: 2 });
    for (const value of [null, undefined, 'a', 3]) expect(ballotOf(value, ideas)).toEqual({});
  });
  it('holds the dots each person has, and those of one idea', () => {
    const two = moved(moved({}, 'a', 1), 'a', 1);
    expect([two, placed(two), mayAdd(two, 'a', rule), mayAdd(two, 'b', rule)]).toEqual([{ a: 2 }, 2, false, true]);
    expect(mayAdd(moved(two, 'b', 1), 'b', rule)).toBe(false);
  });
  it('takes a dot back, never below none', () => {
    expect(moved({ a: 1, b: 1 }, 'a', -1)).toEqual({ b: 1 });
    expect(moved({}, 'a', -1)).toEqual({});
  });
});

describe('clustersOf', () => {
  it('puts the cards of a group together, before those alone, box by box', () => {
    const card = (id: string, group: string, box = 'x'): PickedCard => ({ id, box, text: id, group });
    const clusters = clustersOf([card('1', ''), card('2', 'G'), card('3', 'G'), card('4', ''), card('5', 'G', 'y')], 'x');
    expect(clusters.map(({ title, cards }) => [title, cards.map(({ id }) => id)])).toEqual([
      ['G', ['2', '3']],
      ['', ['1']],
      ['', ['4']],
    ]);
  });
});

describe('cards of a box', () => {
  it('finds those written, and a free number where one was deleted', () => {
    const texts: Record<string, string> = { 'x.1': 'one', 'x.2': '', 'x.3': 'three', 'y.2': 'other' };
    const written = notesIn('x', (item) => texts[item] ?? '');
    expect(written).toEqual([1, 3]);
    expect(freeNote(written)).toBe(2);
    expect(freeNote(Array.from({ length: mostNotes }, (_, n) => n + 1))).toBeUndefined();
  });
});

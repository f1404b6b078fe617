import { describe, expect, it } from 'vitest';
import type { BoxPlay, PickedCard, VotedIdea, VoteFigures } from '$shared/model/wire';
import { columnsFor, filledBoxes, isTied, keptIdeas, rowsFor } from './cards';

const box = (id: string) => ({ id }) as BoxPlay;
const card = (id: string, at: string, group = ''): PickedCard => ({ id, box: at, text: id, group });
const idea = (id: string, selected: boolean) => ({ id, selected }) as VotedIdea;
const votes = (ideas: VotedIdea[], more: Partial<VoteFigures> = {}): VoteFigures => ({ n: 9, dots: 3, keep: 2, ideas, seats: 0, runOff: [], seen: true, ...more });

describe('filledBoxes', () => {
  it('gathers what was put together, and leaves empty boxes out', () => {
    const filled = filledBoxes([box('a'), box('b'), box('c')], [card('1', 'c'), card('2', 'a', 'X'), card('3', 'c', 'Y'), card('4', 'a', 'X'), card('5', 'gone')]);
    expect(filled.map((one) => one.box.id)).toEqual(['a', 'c']);
    expect(filled[0]?.clusters.map(({ title, cards }) => [title, cards.map(({ id }) => id)])).toEqual([['X', ['2', '4']]]);
    expect(filled[1]?.clusters.map(({ title, cards }) => [title, cards.map(({ id }) => id)])).toEqual([['Y', ['3']], ['', ['1']]]);
  });
  it('has no more columns than can be read', () => {
    expect([1, 2, 3, 4, 5, 6, 8].map(columnsFor)).toEqual([1, 2, 3, 2, 3, 3, 4]);
  });
  it('gives a row the height its fullest box asks for, within limits', () => {
    const full = filledBoxes([box('a'), box('b'), box('c'), box('d')], [card('1', 'a'), card('2', 'b'), card('3', 'c', 'X'), card('4', 'c', 'X'), card('5', 'c'), card('6', 'd')]);
    expect(rowsFor(full, 2)).toBe('minmax(0, 4fr) minmax(0, 7.5fr)');
    expect(rowsFor(filledBoxes([box('a')], Array.from({ length: 30 }, (_, n) => card(`${n}`, 'a'))), 1)).toBe('minmax(0, 16fr)');
  });
  it('counts the lines of a card, so that one long card has more room than two short ones', () => {
    const long = { ...card('1', 'a'), text: 'm'.repeat(260) };
    expect(rowsFor(filledBoxes([box('a'), box('b')], [long, card('2', 'b'), card('3', 'b')]), 1)).toBe('minmax(0, 5.5fr) minmax(0, 5fr)');
    expect(rowsFor(filledBoxes([box('a'), box('b')], [{ ...long, text: 'm'.repeat(2000) }]), 1)).toBe('minmax(0, 8.5fr)');
  });
});

describe('the vote', () => {
  it('keeps the ideas of the vote, then those of the run-off, once each', () => {
    const first = votes([idea('a', true), idea('b', false), idea('c', false)], { seats: 1, runOff: ['b', 'c'] });
    const second = votes([idea('c', true), idea('b', false), idea('a', true)]);
    expect(keptIdeas(first, second).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(keptIdeas(undefined, undefined)).toEqual([]);
  });
  it('names as tied only what is tied for a place', () => {
    const first = votes([], { seats: 1, runOff: ['b'] });
    expect([isTied(first, idea('b', false)), isTied(first, idea('a', true)), isTied(votes([], { runOff: ['b'] }), idea('b', false))]).toEqual([true, false, false]);
  });
});

import { describe, expect, it } from 'vitest';
import type { AnswerView, PersonView, Play, RoomView } from '$shared/model/wire';
import { hasAnswered } from './done';

const room = (phase: string, play: unknown, byTable = false): RoomView =>
  ({ part: { id: phase, phase, collects: true, byTable, state: 'open', opening: 1 }, play: play as Play }) as unknown as RoomView;
const given = (part: string, item: string, value: unknown, pass = ''): AnswerView => ({ part, pass, item, value });
const person = (answers: AnswerView[], locked: [string, string][] = []): PersonView => {
  const locks = locked.map(([part, pass]) => ({ part, pass }));
  return { answers, locks, team: { answers, locks } } as unknown as PersonView;
};

describe('hasAnswered, of the curve', () => {
  const curve = { curve: { estimates: [{ id: 'a', optional: false }, { id: 'b', optional: true }], months: [0, 3, 6, 9, 12, 15, 18], interventions: [{ id: 'x' }] } };

  it('asks for the estimates that are not optional', () => {
    const at = room('estimate', curve);
    expect(hasAnswered(at, person([given('estimate', 'b', 1)]))).toBe(false);
    expect(hasAnswered(at, person([given('estimate', 'a', null)]))).toBe(true);
  });

  it('asks for as many points as can be compared, or a pass', () => {
    const at = room('draw', curve);
    expect(hasAnswered(at, person([given('draw', 'curve', [1, 2, 3, 4, 5, null, null])]))).toBe(false);
    expect(hasAnswered(at, person([given('draw', 'curve', [1, 2, 3, 4, 5, 0, null])]))).toBe(true);
    expect(hasAnswered(at, person([given('draw', 'curve', null)]))).toBe(true);
    expect(hasAnswered(at, person([], [['draw', '']]))).toBe(true);
  });

  it('asks for every intervention', () => {
    expect(hasAnswered(room('place', curve), person([]))).toBe(false);
    expect(hasAnswered(room('place', curve), person([given('place', 'x', 'trough')]))).toBe(true);
  });
});

describe('hasAnswered, of a sort', () => {
  const sort = { sort: { cards: [{ id: 'a' }, { id: 'b' }] } };

  it('asks for every card, of the person and of the table', () => {
    expect(hasAnswered(room('individual', sort), person([given('individual', 'a', 'x')]))).toBe(false);
    expect(hasAnswered(room('team', sort, true), person([given('team', 'a', 'x'), given('team', 'b', null)]))).toBe(true);
  });

  it('asks for the one question that follows', () => {
    expect(hasAnswered(room('follow-up', sort), person([]))).toBe(false);
    expect(hasAnswered(room('follow-up', sort), person([given('follow-up', 'follow-up', 'time')]))).toBe(true);
  });
});

describe('hasAnswered, of a rating', () => {
  const rating = { rating: { items: [{ id: 'a' }] } };

  it('asks for a value and a criterion, or their locks', () => {
    const at = room('individual', rating);
    expect(hasAnswered(at, person([given('individual', 'a', 0)]))).toBe(false);
    expect(hasAnswered(at, person([given('individual', 'a', 0), given('individual', 'a', null, 'criterion')]))).toBe(true);
    expect(hasAnswered(at, person([], [['individual', ''], ['individual', 'criterion']]))).toBe(true);
    expect(hasAnswered(at, person([], [['individual', '']]))).toBe(false);
  });

  it('does not take an emptied decision for one', () => {
    const at = room('team', rating, true);
    expect(hasAnswered(at, person([given('team', 'decision', '')]))).toBe(false);
    expect(hasAnswered(at, person([given('team', 'decision', 'Rien.')]))).toBe(true);
    expect(hasAnswered(at, person([given('team', 'decision', null)]))).toBe(true);
  });
});

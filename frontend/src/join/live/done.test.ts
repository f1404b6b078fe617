import { describe, expect, it } from 'vitest';
import type { AnswerView, PersonView, Play, RoomView, Text } from '$shared/model/wire';
import { hasAnswered } from './done';

const text: Text = { fr: '', en: '' };
const room = (phase: string, play: Play, byTable = false): RoomView =>
  ({ part: { id: phase, phase, collects: true, byTable, state: 'open', opening: 1 }, play }) as unknown as RoomView;
const person = (answers: AnswerView[], locks: string[] = [], part = ''): PersonView =>
  ({ answers, locks: locks.map((pass) => ({ part, pass })) }) as unknown as PersonView;
const given = (part: string, item: string, value: unknown, pass = ''): AnswerView => ({ part, pass, item, value });

const ranking: Play = { ranking: { teamRule: text, items: [{ id: 'a', text }, { id: 'b', text }] } };
const contrast = {
  contrast: { cards: [{ id: 'p.manager', text }, { id: 'p.leader', text }], pairs: [{ id: 'p' }], passes: [{ id: 'current' }, { id: 'required' }] },
} as unknown as Play;

describe('hasAnswered', () => {
  it('counts a list that is complete, declined or locked', () => {
    const at = room('individual', ranking);
    expect(hasAnswered(at, person([]))).toBe(false);
    expect(hasAnswered(at, person([given('individual', 'list', ['b', null])]))).toBe(false);
    expect(hasAnswered(at, person([given('individual', 'list', ['b', 'a'])]))).toBe(true);
    expect(hasAnswered(at, person([given('individual', 'list', null)]))).toBe(true);
    expect(hasAnswered(at, person([], [''], 'individual'))).toBe(true);
  });
  it('asks for every card and every slider of both passes', () => {
    const sort = room('sort', contrast);
    expect(hasAnswered(sort, person([given('sort', 'p.manager', null)]))).toBe(false);
    expect(hasAnswered(sort, person([given('sort', 'p.manager', null), given('sort', 'p.leader', 'both')]))).toBe(true);
    const sliders = room('sliders', contrast);
    expect(hasAnswered(sliders, person([given('sliders', 'p', 0, 'current')]))).toBe(false);
    expect(hasAnswered(sliders, person([given('sliders', 'p', 0, 'current'), given('sliders', 'p', null, 'required')]))).toBe(true);
  });
  it('asks for every sentence of every pass, or its lock', () => {
    const at = room('answer', { assessment: { passes: [{ id: 'now', items: [{ id: 'H1.1' }] }, { id: 'habit', items: [{ id: 'H1.1' }] }] } } as unknown as Play);
    const now = given('answer', 'H1.1', 'not-concerned', 'now');
    expect(hasAnswered(at, person([now]))).toBe(false);
    expect(hasAnswered(at, person([now, given('answer', 'H1.1', null, 'habit')]))).toBe(true);
    expect(hasAnswered(at, person([now], ['habit'], 'answer'))).toBe(true);
  });
  it('asks for the recommendation too, and for no comment', () => {
    const feedback = { feedback: { questions: [{ id: 'pace' }] } } as unknown as Play;
    const pace = given('answer', 'pace', 4);
    expect(hasAnswered(room('answer', feedback), person([pace]))).toBe(false);
    expect(hasAnswered(room('answer', feedback), person([pace, given('answer', 'recommendation', null)]))).toBe(true);
    expect(hasAnswered(room('comments', feedback), person([given('comments', 'keep', 'x')]))).toBe(false);
    expect(hasAnswered(room('comments', feedback), person([], [''], 'comments'))).toBe(true);
  });
  it('asks for the lock of cards and plans, and for every dot of a vote', () => {
    const board = { board: { dots: 3, maxPerIdea: 2, ideas: [{ id: 'a' }, { id: 'b' }] } } as unknown as Play;
    expect(hasAnswered(room('notes', board), person([given('notes', 'x.1', 'text')]))).toBe(false);
    expect(hasAnswered(room('notes', board), person([], [''], 'notes'))).toBe(true);
    const voted = (value: unknown) => hasAnswered(room('vote', board), person([given('vote', 'ballot', value)]));
    expect([voted({ a: 2 }), voted({ a: 2, b: 1 }), voted(null), voted({ a: 2, gone: 1 })]).toEqual([false, true, true, false]);
    const plan = room('alone', { commitment: {} } as unknown as Play);
    expect(hasAnswered(plan, person([given('alone', '1.situation', 'x')]))).toBe(false);
    expect(hasAnswered(plan, person([], [''], 'alone'))).toBe(true);
  });
  it("reads the table's answers where tables answer", () => {
    const at = room('team', ranking, true);
    const mine = person([given('team', 'list', ['a', 'b'])]);
    expect(hasAnswered(at, mine)).toBe(false);
    const ours = { ...mine, team: { table: 't', step: '', revision: 1, penHolder: '', penName: '', answers: [given('team', 'list', ['a', 'b'])], locks: [] } };
    expect(hasAnswered(at, ours)).toBe(true);
  });
  it('is never done where nothing is asked', () => {
    expect(hasAnswered({ ...room('map', contrast), part: { id: 'map', phase: 'map', collects: false } } as unknown as RoomView, person([]))).toBe(false);
    expect(hasAnswered(undefined, person([]))).toBe(false);
  });
});

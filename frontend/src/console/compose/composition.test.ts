import { describe, expect, it } from 'vitest';
import type { ActivityView, WorkshopView } from '$shared/model/wire';
import { text } from '../testing/view';
import { Composition } from './composition.svelte';

const activity = (id: string, given: Partial<ActivityView> = {}): ActivityView => ({
  id,
  kind: 'briefing',
  title: text(id),
  purpose: text(''),
  minutes: 10,
  minMinutes: 1,
  offClock: false,
  hasShort: false,
  ...given,
});
const activities = [activity('welcome'), activity('lunch', { minutes: 60, offClock: true }), activity('ranking', { kind: 'ranking', minutes: 50, minMinutes: 4 })];
const workshop: WorkshopView = {
  id: 'w1',
  title: text('Le mien'),
  summary: text(''),
  minutes: 70,
  group: { min: 5, max: 16 },
  steps: ['welcome', 'lunch'].map((id) => ({ activity: id, title: text(id), kind: 'briefing', minutes: id === 'lunch' ? 60 : 10, offClock: id === 'lunch', short: false })),
  default: false,
  own: true,
  followUp: false,
};
const order = (composition: Composition) => composition.steps.map((step) => step.activity);

describe('Composition', () => {
  it('adds up the day, and the training without what is off the clock', () => {
    const composition = new Composition(activities);
    for (const one of activities) composition.add(one);
    expect([composition.total, composition.training]).toEqual([120, 60]);
    const [first] = composition.steps;
    if (first) first.minutes = 'dix';
    expect([composition.total, composition.training]).toEqual([110, 50]);
  });

  it('moves a step within the list and nowhere else', () => {
    const composition = new Composition(activities);
    for (const one of activities) composition.add(one);
    const key = composition.steps[2]?.key ?? 0;
    expect(composition.move(key, 0)).toBe(true);
    expect(order(composition)).toEqual(['ranking', 'welcome', 'lunch']);
    expect([composition.move(key, -1), composition.move(key, 3), composition.move(key, 0)]).toEqual([false, false, false]);
    expect(order(composition)).toEqual(['ranking', 'welcome', 'lunch']);
  });

  it('refuses fewer minutes than an activity has parts, and words', () => {
    const composition = new Composition(activities);
    const step = composition.add(activity('ranking'));
    const wrong = (minutes: string) => composition.wrong({ ...step, minutes });
    expect(['3', '4', '241', '', '4.5', '-4', ' 8 '].map(wrong)).toEqual(['least', '', 'most', 'least', 'least', 'least', '']);
    expect(composition.wrong({ key: 9, activity: 'unknown', minutes: '10', short: false })).toBe('gone');
  });

  it('knows what is not saved, and what came back to how it was', () => {
    const composition = new Composition(activities);
    expect(composition.changed).toBe(false);
    composition.open(workshop, 'Le mien');
    expect(composition.changed).toBe(false);
    expect(composition.draft).toEqual({ id: 'w1', title: 'Le mien', steps: [{ activity: 'welcome', minutes: 10, short: false }, { activity: 'lunch', minutes: 60, short: false }] });
    composition.title = 'Autre';
    expect(composition.changed).toBe(true);
    composition.title = 'Le mien ';
    expect(composition.changed).toBe(false);
    const lunch = composition.steps[1];
    if (lunch) lunch.short = true;
    expect(composition.changed).toBe(true);
    if (lunch) lunch.short = false;
    expect(composition.changed).toBe(false);
    composition.remove(composition.steps[0]?.key ?? 0);
    expect(order(composition)).toEqual(['lunch']);
    expect(composition.changed).toBe(true);
    composition.keep();
    expect(composition.changed).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { AgendaStep, ClockView } from '$shared/model/wire';
import { part, text } from '../testing/view';
import { layOut, linesOf, railOf } from './track';

const minute = 60_000;
const nine = 1_000 * minute;

/** Steps of 10, 30 and 50 minutes, planned from nine. */
function agenda(run: Partial<AgendaStep>[] = []): AgendaStep[] {
  let at = nine;
  return [10, 30, 50].map((minutes, index) => {
    const step = { index, id: `s${index}`, kind: 'briefing', title: text(`s${index}`), minutes, plannedStart: at, startedAt: 0, endedAt: 0, expectedStart: at, current: false, skipped: false, alternatives: [], ...run[index] };
    at += minutes * minute;
    return step;
  });
}
const clock = (given: Partial<ClockView> = {}): ClockView => ({ now: nine, startedAt: 0, plannedEnd: nine + 90 * minute, expectedEnd: nine + 90 * minute, driftMillis: 0, ...given });

describe('layOut', () => {
  it('fills the height, steps by their length', () => {
    const { rows, height } = layOut(agenda(), clock(), nine, 900, 60);
    expect(height).toBeCloseTo(900, 3);
    expect(rows.map((row) => Math.round(row.height))).toEqual([100, 300, 500]);
    expect(rows.map((row) => Math.round(row.plannedTop))).toEqual([0, 100, 400]);
  });
  it('keeps short steps readable', () => {
    const { rows, height } = layOut(agenda(), clock(), nine, 120, 60);
    expect(rows[0]?.height).toBe(22);
    expect(height).toBeCloseTo(120, 3);
  });
  it('gives a long title two lines as long as all fits', () => {
    const long = (step: AgendaStep) => step.index === 0;
    expect(layOut(agenda(), clock(), nine, 120, 60, long).rows[0]?.height).toBe(40);
    expect(layOut(agenda(), clock(), nine, 80, 60, long).rows[0]?.height).toBe(22);
  });
  it('writes no time below its foot, and none over another', () => {
    // An hour and a half early: all that was planned comes after the end.
    const { rows, height } = layOut(
      agenda([{ startedAt: nine, endedAt: nine + minute }, { startedAt: nine + minute, endedAt: nine + 2 * minute }, { startedAt: nine + 2 * minute, current: true, expectedStart: nine + 2 * minute }]),
      clock({ startedAt: nine, now: nine + 2 * minute, expectedEnd: nine + 5 * minute }),
      nine + 2 * minute,
      100,
      30,
    );
    const labels = rows.map(({ labelTop }) => labelTop);
    expect(Math.max(...labels)).toBeLessThanOrEqual(height);
    labels.slice(1).forEach((top, index) => expect(top - (labels[index] ?? 0)).toBeGreaterThanOrEqual(14));
  });
  it('stays at its hour until that hour is past', () => {
    const before = clock({ now: nine - 30 * minute });
    expect(layOut(agenda(), before, nine - 20 * minute, 900, 60).expectedEnd).toBe(nine + 90 * minute);
    expect(layOut(agenda(), before, nine + 5 * minute, 900, 60).expectedEnd).toBe(nine + 95 * minute);
  });
  it('moves with the clock before it begins', () => {
    const { rows, expectedEnd, drift, now } = layOut(agenda(), clock(), nine + 5 * minute, 900, 60);
    expect([expectedEnd - nine, drift, now]).toEqual([95 * minute, 0, undefined]);
    expect(rows.map((row) => Math.round(row.plannedTop))).toEqual([0, 100, 400]);
  });

  const running = agenda([
    { startedAt: nine, endedAt: nine + 12 * minute },
    { startedAt: nine + 12 * minute, current: true, expectedStart: nine + 12 * minute },
    { expectedStart: nine + 42 * minute },
  ]);
  const late = clock({ now: nine + 20 * minute, startedAt: nine, expectedEnd: nine + 92 * minute });

  it('tells what is done, late and running', () => {
    const { rows, drift, now } = layOut(running, late, nine + 20 * minute, 920, 60);
    expect(rows.map((row) => row.state)).toEqual(['done', 'current', 'next']);
    expect(rows[0]?.drift).toBe(2);
    expect(drift).toBe(2);
    // Twelve minutes are done, eight of the thirty of the second.
    expect(now).toBeCloseTo(200, 0);
    expect(rows[1]?.plannedTop).toBeLessThan(rows[1]?.top ?? 0);
  });
  it('pushes the end while a step runs over', () => {
    const { expectedEnd, drift } = layOut(running, late, nine + 45 * minute, 920, 60);
    expect([expectedEnd - nine, drift]).toEqual([95 * minute, 5]);
  });
  it('keeps planned times clear of one another', () => {
    const early = agenda([{ startedAt: nine, endedAt: nine + minute }, { startedAt: nine + minute, endedAt: nine + 2 * minute, expectedStart: nine + minute }, { startedAt: nine + 2 * minute, current: true, expectedStart: nine + 2 * minute }]);
    const { rows } = layOut(early, clock({ startedAt: nine, expectedEnd: nine + 52 * minute }), nine + 2 * minute, 300, 60);
    rows.slice(1).forEach((row, index) => expect(row.labelTop - (rows[index]?.labelTop ?? 0)).toBeGreaterThanOrEqual(14));
  });
});

describe('linesOf', () => {
  const nodes = ['N1', 'N2'].flatMap((node) => ['vote', 'split', 'decide', 'consequence'].map((moment) => part(`${node}.${moment}`, { state: node === 'N1' ? 'done' : 'waiting' })));
  const scenario = { path: [{ node: 'N1', option: 'a', gauge: 0 }], pathTitles: [text('La file')] } as never;

  it('counts the parts of a node as one, under its title', () => {
    const lines = linesOf([part('setup', { state: 'done' }), ...nodes], 'N2.vote', text('Situation suivante'), scenario);
    expect(lines.map(({ title, state }) => [title.fr, state])).toEqual([
      ['setup', 'done'],
      ['La file', 'done'],
      ['Situation suivante', 'current'],
    ]);
  });
  it('tells the minutes of a part, and of a node as one', () => {
    const parts = [part('setup', { state: 'done' }), ...nodes];
    const minutes = (planned: number, entered = 0, done = 0) => ({ plannedSeconds: planned * 60, enteredAt: entered && nine + entered * minute, doneAt: done && nine + done * minute });
    const times = [minutes(5, 1, 8), minutes(2, 8, 9), minutes(1, 9, 11), minutes(3, 11, 12), minutes(1, 12, 14), minutes(2, 14), minutes(1), minutes(3), minutes(1)];
    const lengths = { times, now: nine + 17 * minute };
    expect(linesOf(parts, 'N2.vote', text('Situation suivante'), scenario, lengths).map(({ planned, took }) => [planned, took])).toEqual([
      [5, 7],
      [7, 6],
      [7, 3],
    ]);
    expect(linesOf(parts, 'setup', text(''), scenario, { times: times.map(({ plannedSeconds }) => ({ plannedSeconds, enteredAt: 0, doneAt: 0 })), now: nine })[1]).toMatchObject({ planned: 7 });
    expect(railOf(parts, nodes[4] as never, times).map(({ planned }) => planned)).toEqual([2, 1, 3, 1]);
    expect(linesOf(parts, 'setup', text(''), scenario)[0]).not.toHaveProperty('planned');
  });
  it('shows the current node alone on the rail', () => {
    expect(railOf([part('setup'), ...nodes], part('N2.split')).map(({ key }) => key)).toEqual(['N2.vote', 'N2.split', 'N2.decide', 'N2.consequence']);
    expect(railOf([part('individual'), part('team')], part('team')).map(({ key, state }) => [key, state])).toEqual([
      ['individual', 'next'],
      ['team', 'current'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { AttendanceView } from '$shared/model/wire';
import { Line } from './attendance.svelte';

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);
const somebody = (given: Partial<AttendanceView> = {}): AttendanceView => ({
  id: 'a',
  name: 'Zoé',
  arrivedAt: at('08:20:31'),
  leftAt: 0,
  absent: false,
  expected: false,
  minutes: 150,
  complete: true,
  halfDays: 1,
  unprintable: '',
  confirmed: false,
  ...given,
});
const line = (given?: Partial<AttendanceView>) => new Line(somebody(given), 'Europe/Paris', at('08:00:00'));

describe('Line', () => {
  it('is what the server knows until it is changed', () => {
    const one = line();
    expect([one.arrival, one.departure, one.present, one.changed, one.fault]).toEqual(['09:20', '', true, false, '']);
    expect(one.edit()).toEqual({ id: 'a', name: 'Zoé', arrivedAt: at('08:20:31'), leftAt: 0, absent: false });
  });
  it('gives the times typed, on the day of the session', () => {
    const one = line();
    one.arrival = '09:05';
    one.departure = '11:30';
    expect(one.edit()).toMatchObject({ arrivedAt: at('08:05:00'), leftAt: at('10:30:00') });
    expect(one.changed).toBe(true);
  });
  it('leaves the expected who did not come absent, or present from the beginning', () => {
    const one = line({ expected: true, arrivedAt: 0, minutes: 0 });
    expect([one.present, one.edit().absent]).toEqual([false, true]);
    one.present = true;
    expect(one.edit()).toMatchObject({ absent: false, arrivedAt: at('08:00:00') });
  });
  it('tells what is wrong', () => {
    const faults = [
      (one: Line) => (one.name = ' '),
      (one: Line) => (one.name = 'x'.repeat(81)),
      (one: Line) => (one.arrival = undefined),
      (one: Line) => (one.arrival = ''),
      (one: Line) => (one.departure = undefined),
      (one: Line) => (one.departure = '08:00'),
    ].map((spoil) => {
      const one = line();
      spoil(one);
      return one.fault;
    });
    expect(faults).toEqual(['name', 'name', 'arrival', 'arrival', 'departure', 'order']);
  });
  it('asks no time of somebody absent', () => {
    const one = line();
    one.arrival = undefined;
    one.present = false;
    expect(one.fault).toBe('');
  });
});

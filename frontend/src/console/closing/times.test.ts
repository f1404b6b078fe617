import { describe, expect, it } from 'vitest';
import { instantOf, localTime } from './times';

describe('instantOf', () => {
  it.each([
    ['2026-11-24', '09:20', 'Europe/Paris', '2026-11-24T08:20:00Z'],
    ['2026-07-01', '09:20', 'Europe/Paris', '2026-07-01T07:20:00Z'],
    ['2026-10-25', '23:00', 'Europe/Paris', '2026-10-25T22:00:00Z'],
    ['2026-03-29', '03:30', 'Europe/Paris', '2026-03-29T01:30:00Z'],
    ['2026-11-24', '00:05', 'Indian/Reunion', '2026-11-23T20:05:00Z'],
  ])('%s %s in %s', (day, time, zone, at) => {
    expect(instantOf(day, time, zone)).toBe(Date.parse(at));
    expect(localTime(Date.parse(at), zone)).toEqual({ day, time });
  });
  it('knows what is no time', () => expect([instantOf('2026-11-24', '', 'UTC'), instantOf('24/11', '09:20', 'UTC')]).toEqual([undefined, undefined]));
});

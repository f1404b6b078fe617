import { describe, expect, it } from 'vitest';
import { today, daysOf, usualRetention } from './blank';

describe('today', () => {
  it('is the day where the trainer is', () => {
    const at = Date.parse('2026-11-24T23:30:00Z');
    expect([today(at, 'Europe/Paris'), today(at, 'UTC'), today(at, 'America/Cayenne')]).toEqual(['2026-11-25', '2026-11-24', '2026-11-24']);
  });
});

it('days are whole numbers within their bounds', () => {
  expect(daysOf(' 30 ', 30)).toBe(30);
  expect(daysOf('1', 30)).toBe(1);
  for (const typed of ['', '0', '31', '-3', '2.5', '1e1', 'dix', '0031']) expect(daysOf(typed, 30), typed).toBeUndefined();
  expect(usualRetention(false)).toBe(30);
  expect(usualRetention(true)).toBe(90);
});

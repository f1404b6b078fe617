import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '$shared/model/wire';
import { nextPrepared } from './ahead';

const session = (id: string, date: string, given: Partial<SessionSummary> = {}) => ({ id, date, state: 'draft', rehearsal: false, ...given }) as SessionSummary;

describe('the prepared session that comes next', () => {
  it('is the nearest of today and after', () => {
    const all = [session('later', '2026-12-01'), session('today', '2026-11-24'), session('past', '2026-11-20')];
    expect(nextPrepared(all, '2026-11-24').map(({ id }) => id)).toEqual(['today']);
    expect(nextPrepared(all, '2026-11-25').map(({ id }) => id)).toEqual(['later']);
  });

  it('is neither past, nor a rehearsal, nor one that was held', () => {
    const all = [session('past', '2026-11-20'), session('rehearsal', '2026-11-25', { rehearsal: true }), session('held', '2026-11-25', { state: 'closed' })];
    expect(nextPrepared(all, '2026-11-24')).toEqual([]);
  });
});

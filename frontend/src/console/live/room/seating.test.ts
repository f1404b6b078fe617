import { describe, expect, it } from 'vitest';
import { person } from '../../testing/view';
import { lampOf, seat } from './seating';

const table = (id: string) => ({ id, name: id, mark: 0, size: 0 });

describe('seat', () => {
  it('puts people at their tables by pseudonym, the others last', () => {
    const seats = seat([person('Véga', { table: 'Loire' }), person('Érable', { table: 'Loire' }), person('Aulne'), person('Orme', { table: 'gone' })], [table('Loire'), table('Seine')], 'fr');
    expect(seats.map(({ table: at, people }) => [at?.name, people.map(({ pseudonym }) => pseudonym)])).toEqual([
      ['Loire', ['Érable', 'Véga']],
      ['Seine', []],
      [undefined, ['Aulne', 'Orme']],
    ]);
  });
});

describe('lampOf', () => {
  it('tells answered, here and away', () => {
    expect([person('a', { answered: true, connected: false }), person('a'), person('a', { connected: false })].map(lampOf)).toEqual(['lit', 'waiting', 'off']);
  });
});

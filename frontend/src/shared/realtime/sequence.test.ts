import { describe, expect, it } from 'vitest';
import { positionOf, Sequence } from './sequence';

describe('positionOf', () => {
  it('finds the picture that the type names', () => {
    expect(positionOf({ type: 'room', room: { revision: 7 } })).toEqual({ stream: 'room:', revision: 7 });
  });
  it('keeps people and tables apart', () => {
    expect(positionOf({ type: 'person', person: { id: 'p1', revision: 2 } })).toEqual({ stream: 'person:p1', revision: 2 });
    expect(positionOf({ type: 'team', team: { table: 't1', revision: 2 } })).toEqual({ stream: 'team:t1', revision: 2 });
  });
  it('reads a bare revision, and nothing where there is none', () => {
    expect(positionOf({ revision: 1 })).toEqual({ stream: ':', revision: 1 });
    expect([positionOf({ type: 'room' }), positionOf(null), positionOf('x')]).toEqual([undefined, undefined, undefined]);
  });
});

describe('Sequence', () => {
  it('drops what is older, stream by stream', () => {
    const sequence = new Sequence();
    const room = (revision: number) => sequence.accept({ stream: 'room', revision });
    expect([room(3), room(4), room(4), room(2)]).toEqual([true, true, true, false]);
    expect(sequence.accept({ stream: 'stage', revision: 1 })).toBe(true);
    sequence.reset();
    expect(room(1)).toBe(true);
  });
});

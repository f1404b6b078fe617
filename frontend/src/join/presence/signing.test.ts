import { describe, expect, it } from 'vitest';
import { ApiError } from '$shared/api/error';
import type { PersonView, RoomView, Signing } from '$shared/model/wire';
import type { Link } from '../live/room.svelte';
import { Signatures } from './signing.svelte';

const morning: Signing = { day: '2026-11-24', afternoon: false, late: false, years: 6 };
const afternoon: Signing = { day: '2026-11-24', afternoon: true, late: false, years: 6 };
const given = { drawing: { width: 640, height: 400, strokes: [[[1, 2], [600, 300]]] }, typed: '' };
const room = (...signing: Signing[]) => ({ signing }) as unknown as RoomView;
const person = (id: string, signed: PersonView['signed'] = []) => ({ id, signed }) as unknown as PersonView;

class Wire {
  state = 'online';
  calls: unknown[] = [];
  answer: () => unknown = () => ({ day: '2026-11-24', afternoon: false, at: 9_000 });
  call = (method: string, data: unknown) => {
    this.calls.push([method, data]);
    return Promise.resolve().then(() => this.answer());
  };
  get link() {
    return this as unknown as Link;
  }
}

describe('Signatures', () => {
  it('asks each person for the half-days that are open and not signed', () => {
    const book = new Signatures();
    expect(book.due(room(), person('ana'))).toEqual([]);
    expect(book.due(room(morning, afternoon), person('ana', [{ day: '2026-11-24', afternoon: false, at: 1 }]))).toEqual([afternoon]);
    expect(book.due(room(morning), person('bo'))).toEqual([morning]);
  });

  it('is signed once the program has it on disk', async () => {
    const book = new Signatures();
    const wire = new Wire();
    await expect(book.sign(wire.link, 'ana', morning, given)).resolves.toMatchObject({ at: 9_000 });
    expect(wire.calls).toEqual([['sign', { participant: 'ana', day: '2026-11-24', afternoon: false, ...given }]]);
    expect(book.due(room(morning), person('ana'))).toEqual([]);
    expect(book.due(room(morning), person('bo'))).toEqual([morning]);
    expect(book.all(person('ana', [{ day: '2026-11-24', afternoon: true, at: 5 }]))).toHaveLength(2);
  });

  it('waits for the connection, and is not asked for again meanwhile', async () => {
    const book = new Signatures();
    const wire = new Wire();
    wire.state = 'offline';
    await expect(book.sign(wire.link, 'ana', morning, given)).resolves.toBeUndefined();
    expect(wire.calls).toEqual([]);
    expect(book.waits('ana')).toBe(true);
    expect(book.waits('bo')).toBe(false);
    expect(book.due(room(morning), person('ana'))).toEqual([]);
    wire.state = 'online';
    await book.flush(wire.link);
    expect(book.waits('ana')).toBe(false);
    expect(book.signed(person('ana'), morning)?.at).toBe(9_000);
  });

  it('keeps one whose reply was lost and sends the same again', async () => {
    const book = new Signatures();
    const wire = new Wire();
    wire.answer = () => {
      throw new ApiError({ code: 'unavailable', key: 'unreachable', message: '', hint: '' });
    };
    await book.sign(wire.link, 'ana', morning, given);
    expect(book.waits('ana')).toBe(true);
    wire.answer = () => ({ day: '2026-11-24', afternoon: false, at: 9_500 });
    await book.flush(wire.link);
    expect(wire.calls[1]).toEqual(wire.calls[0]);
    expect(book.signed(person('ana'), morning)?.at).toBe(9_500);
  });

  it('does not take an earlier signature for the one that waits', async () => {
    const book = new Signatures();
    const wire = new Wire();
    await book.sign(wire.link, 'ana', morning, given);
    wire.state = 'offline';
    await expect(book.sign(wire.link, 'ana', morning, { ...given, typed: 'Ana' })).resolves.toBeUndefined();
    expect(book.waits('ana')).toBe(true);
  });

  it('tells a refusal and asks again', async () => {
    const book = new Signatures();
    const wire = new Wire();
    wire.answer = () => {
      throw new ApiError({ code: 'conflict', key: 'half-day-over', message: '', hint: '' });
    };
    await expect(book.sign(wire.link, 'ana', morning, given)).rejects.toMatchObject({ key: 'half-day-over' });
    expect(book.waits('ana')).toBe(false);
    expect(book.due(room(morning), person('ana'))).toEqual([morning]);
  });

  it('shows the newer of two signatures of a half-day', async () => {
    const book = new Signatures();
    const wire = new Wire();
    await book.sign(wire.link, 'ana', morning, given);
    expect(book.signed(person('ana', [{ day: '2026-11-24', afternoon: false, at: 9_900 }]), morning)?.at).toBe(9_900);
    expect(book.signed(person('ana', [{ day: '2026-11-24', afternoon: false, at: 8_000 }]), morning)?.at).toBe(9_000);
  });
});

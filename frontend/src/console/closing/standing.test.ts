import { describe, expect, it } from 'vitest';
import type { AttendanceView, IssuedDocument, PresenceView } from '$shared/model/wire';
import { archiveKinds } from './choice.svelte';
import { standingOf } from './standing';

const somebody = (id: string, change: Partial<AttendanceView> = {}): AttendanceView => ({
  id, name: id, arrivedAt: 1, leftAt: 0, absent: false, expected: false, minutes: 150, complete: true, halfDays: 1, unprintable: '', confirmed: false, ...change,
});
let count = 0;
const issued = (kind: string, attendance: string, change: Partial<IssuedDocument> = {}): IssuedDocument => ({
  number: String(++count), code: '', kind, session: 's', attendance, name: attendance, file: '', issuedAt: 1, wording: 0, replaces: '', replacedBy: '', revokedAt: 0, reason: '', size: 1, sha256: '', ...change,
});
const all = (people: string[]) => [...people.flatMap((id) => [issued('certificate', id), issued('completion', id)]), issued('attendance-sheet', ''), issued('report', '')];
const standing = (people: AttendanceView[], documents: IssuedDocument[], chosen: readonly (typeof archiveKinds)[number][] = archiveKinds) => standingOf(people, documents, undefined, archiveKinds, chosen);

describe('standingOf', () => {
  it('asks for the attendance before anything was issued, for nobody too', () => {
    expect(standing([], []).next).toBe('attendance');
    const one = standing([somebody('a')], []);
    expect([one.next, one.missing, one.people[0]?.state]).toEqual(['attendance', 4, 'missing']);
    expect(standing([somebody('a', { confirmed: true }), somebody('b')], []).next).toBe('attendance');
    expect(standing([somebody('a', { confirmed: true })], []).next, 'confirmed, then left').toBe('issue');
  });
  it('has nothing left to do but to write, once everything stands', () => {
    const all2 = standing([somebody('a'), somebody('b'), somebody('c', { absent: true }), somebody('d', { minutes: 0 })], all(['a', 'b']));
    expect([all2.next, all2.missing]).toEqual(['archive', 0]);
    expect(all2.people.map(({ state }) => state)).toEqual(['issued', 'issued', 'absent', 'no-time']);
    expect(all2.kinds.map(({ kind, valid }) => [kind, valid])).toEqual([['certificate', 2], ['completion', 2], ['attendance-sheet', 1], ['report', 1]]);
  });
  it('counts what is missing of what was chosen, and never what was not', () => {
    const people = [somebody('a'), somebody('b')];
    expect([standing(people, all(['a'])).next, standing(people, all(['a'])).missing]).toEqual(['issue', 2]);
    expect(standing(people, all(['a']), ['certificate']).missing).toBe(1);
    expect(standing(people, [issued('certificate', 'a'), issued('certificate', 'b')], ['certificate']).next).toBe('archive');
  });
  it('tells a revoked document from a missing one, and a replaced one from both', () => {
    const documents = [...all(['a']), issued('certificate', 'b', { replacedBy: '99' }), issued('certificate', 'b', { number: '99' }), issued('completion', 'b', { revokedAt: 5, reason: 'Mauvaise personne' })];
    const { people, missing, kinds } = standing([somebody('a'), somebody('b')], documents);
    expect([people[1]?.state, people[1]?.reason, people[1]?.valid, missing]).toEqual(['revoked', 'Mauvaise personne', 1, 0]);
    expect(kinds.map(({ revoked }) => revoked)).toEqual([0, 1, 0, 0]);
  });
  it('sends to a name that cannot be printed first', () => {
    const { people, next } = standing([somebody('a'), somebody('b', { unprintable: '☃' })], all(['a']));
    expect([people[1]?.state, next]).toEqual(['unprintable', 'names']);
  });
  it('counts signatures by half-days attended', () => {
    const signature = { drawing: { width: 1, height: 1, strokes: [] }, typed: 'A', at: 1, late: false, doubts: [] };
    const presence = { people: [{ id: 'a', name: 'a', expected: false, absent: false, cells: [{ present: true, signature }, { present: true }, { present: false }] }] } as unknown as PresenceView;
    const [one] = standingOf([somebody('a')], all(['a']), presence, archiveKinds, archiveKinds).people;
    expect([one?.signed, one?.halfDays]).toEqual([1, 2]);
  });
});

// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Joined } from '$shared/model/wire';
import { Keeper } from './keeper';

const pass = { code: '', secret: 'x' };
const joined = (participant: string, more: Partial<Joined> = {}): Joined => ({
  session: 's1',
  participant,
  pseudonym: `P-${participant}`,
  token: `t-${participant}`,
  device: 'd',
  reentry: `r-${participant}`,
  ...more,
});

beforeEach(() => localStorage.clear());

describe('Keeper', () => {
  it('finds after a reload the people of the session last used', () => {
    const keeper = new Keeper();
    keeper.add(joined('a'), 'Un', pass);
    keeper.add(joined('b', { session: 's2' }), 'Deux', pass);
    keeper.add(joined('c'), 'Un', pass);
    const again = new Keeper();
    expect(again.latest()?.people.map((one) => one.participant)).toEqual(['a', 'c']);
    expect(again.find('s2')?.people).toHaveLength(1);
  });
  it('replaces the token of a person who came back, and keeps their way back', () => {
    const keeper = new Keeper();
    keeper.add(joined('a'), 'Un', pass);
    keeper.add(joined('a', { token: 'new', reentry: '' }), 'Un', pass);
    expect(keeper.latest()?.people).toEqual([{ participant: 'a', pseudonym: 'P-a', token: 'new', reentry: 'r-a' }]);
  });
  it('keeps a return code across a reload and a way back, until it is forgotten', () => {
    const keeper = new Keeper();
    keeper.add(joined('a'), 'Un', pass);
    keeper.add(joined('b'), 'Un', pass);
    keeper.keepReturn('s1', 'a', 'ABCD-EFGH');
    keeper.add(joined('a', { token: 'new' }), 'Un', pass);
    const codes = () => Object.fromEntries(new Keeper().find('s1')?.people.map(({ participant, returnCode }) => [participant, returnCode]) ?? []);
    expect(codes()).toEqual({ a: 'ABCD-EFGH', b: undefined });
    keeper.keepReturn('s1', 'a', '');
    expect(codes()).toEqual({ a: undefined, b: undefined });
    expect(keeper.keepReturn('other', 'a', 'x')).toBeUndefined();
  });
  it('does not write over what another tab kept meanwhile', () => {
    const [one, two] = [new Keeper(), new Keeper()];
    one.add(joined('a'), 'Un', pass);
    two.add(joined('b'), 'Un', pass);
    one.keepPin('s1', 'b', { salt: '', digest: 'x', rounds: 1, wrong: 0, until: 0 });
    two.add(joined('b', { token: 'new' }), 'Un', pass);
    const people = new Keeper().latest()?.people;
    expect(people?.map(({ participant, token, pin }) => [participant, token, pin?.digest])).toEqual([
      ['a', 't-a', undefined],
      ['b', 'new', 'x'],
    ]);
  });
  it('forgets one person, then the session with the last one', () => {
    const keeper = new Keeper();
    keeper.add(joined('a'), 'Un', pass);
    keeper.add(joined('b'), 'Un', pass);
    expect(keeper.forget('s1', 'a')?.people.map((one) => one.participant)).toEqual(['b']);
    expect(keeper.forget('s1', 'b')).toBeUndefined();
    expect(new Keeper().latest()).toBeUndefined();
  });
  it('starts empty on what it cannot read', () => {
    localStorage.setItem('estrade.sessions', '{"broken');
    expect(new Keeper().latest()).toBeUndefined();
    localStorage.setItem('estrade.sessions', '[{"session":1}]');
    expect(new Keeper().latest()).toBeUndefined();
  });
  it('works without storage, until the page is closed', () => {
    const refusing = { getItem: () => null, setItem: () => { throw new Error('quota'); } } as unknown as Storage;
    const keeper = new Keeper(refusing);
    keeper.add(joined('a'), 'Un', pass);
    expect(keeper.lasting).toBe(false);
    expect(keeper.latest()?.people).toHaveLength(1);
  });
});

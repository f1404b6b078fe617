// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { Keeper } from '../people/keeper';
import { rehearsed } from './rehearsed';

const hash = '#participant=p1&pseudonym=V%C3%A9ga&session=s1&token=t1';

describe('rehearsed', () => {
  beforeEach(() => localStorage.clear());

  it('is nothing on the page of real participants', () => {
    expect(rehearsed({ pathname: '/', hash })).toBeUndefined();
  });
  it('speaks for the one participant that the address names', () => {
    const framed = rehearsed({ pathname: '/rehearsal', hash });
    expect(framed?.keeper.latest()).toMatchObject({ session: 's1', people: [{ participant: 'p1', pseudonym: 'Véga', token: 't1' }] });
  });
  it('speaks for nobody without a token', () => {
    expect(rehearsed({ pathname: '/rehearsal', hash: '' })?.keeper.latest()).toBeUndefined();
  });
  it('neither reads nor changes what the browser keeps of a real participant', () => {
    const real = new Keeper(localStorage);
    real.add({ session: 'real', participant: 'p', pseudonym: 'Orme', token: 't', device: 'd', reentry: 'r' }, 'Séance', { code: 'ABCDEF', secret: '' });
    const before = JSON.stringify({ ...localStorage });
    const framed = rehearsed({ pathname: '/rehearsal', hash });
    expect(framed?.keeper.find('real')).toBeUndefined();
    framed?.storage.setItem('x', 'y');
    framed?.keeper.drop('s1');
    expect(JSON.stringify({ ...localStorage })).toBe(before);
    expect(framed?.storage.getItem('x')).toBe('y');
    expect(framed?.storage.length).toBeGreaterThan(0);
  });
});

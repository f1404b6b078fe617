import { describe, expect, it } from 'vitest';
import { hashOf, placeFrom, type Place } from './program.svelte';

describe('placeFrom', () => {
  it('reads back what hashOf writes', () => {
    const places: Place[] = [{ page: 'home' }, { page: 'new' }, { page: 'settings' }, { page: 'compose', from: '' }, { page: 'compose', from: 'half-day' }, { page: 'session', id: 'xhjbn75rm6' }];
    expect(places.map((place) => placeFrom(hashOf(place)))).toEqual(places);
  });
  it('takes anything else for the home page', () => {
    expect(['', '#', '#/session/', '#/session/a/b', '#/nothing', '#/compose/'].map((hash) => placeFrom(hash).page)).toEqual(Array(6).fill('home'));
  });
});

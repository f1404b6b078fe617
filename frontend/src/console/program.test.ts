// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { Api } from './api';
import { hashOf, placeFrom, Program, type Place } from './program.svelte';

describe('placeFrom', () => {
  it('reads back what hashOf writes', () => {
    const places: Place[] = [{ page: 'home' }, { page: 'new' }, { page: 'settings' }, { page: 'verify' }, { page: 'documents' }, { page: 'wording' }, { page: 'compose', from: '' }, { page: 'compose', from: 'half-day' }, { page: 'session', id: 'xhjbn75rm6' }];
    expect(places.map((place) => placeFrom(hashOf(place)))).toEqual(places);
  });
  it('takes anything else for the home page', () => {
    expect(['', '#', '#/session/', '#/session/a/b', '#/nothing', '#/compose/'].map((hash) => placeFrom(hash).page)).toEqual(Array(6).fill('home'));
  });
});

describe('Program.go', () => {
  const program = () => {
    window.location.hash = '#/compose';
    return new Program(new Api({ call: () => Promise.reject(new Error('none')), connection: () => Promise.reject(new Error('none')) }));
  };

  it('asks before it leaves, once', () => {
    const one = program();
    const asked: string[] = [];
    one.mayLeave = ({ page }) => {
      asked.push(page);
      return asked.length > 1;
    };
    one.go({ page: 'home' });
    expect([one.place.page, window.location.hash]).toEqual(['compose', '#/compose']);
    one.go({ page: 'settings' });
    one.go({ page: 'home' });
    expect([one.place.page, window.location.hash]).toEqual(['home', '#/']);
    expect(asked).toEqual(['home', 'settings']);
  });

  it('puts the address back where the browser left without asking', async () => {
    const one = program();
    const asked: string[] = [];
    one.mayLeave = ({ page }) => asked.push(page) < 0;
    await new Promise((resolve) => setTimeout(resolve));
    asked.length = 0;
    window.location.hash = '#/settings';
    await vi.waitFor(() => expect(window.location.hash).toBe('#/compose'));
    expect([one.place.page, asked]).toEqual(['compose', ['settings']]);
  });
});

describe('Program.refresh', () => {
  /** A program whose trainer speaks French on a computer that speaks English, and how often its home page was fetched. */
  const answering = () => {
    window.location.hash = '#/';
    const asked: string[] = [];
    const call = (method: string) => {
      asked.push(method);
      return Promise.resolve({ settings: { ready: true, language: 'fr', zone: 'Europe/Paris' }, sessions: [] });
    };
    return { one: new Program(new Api({ call: call as never, connection: () => Promise.reject(new Error('none')) })), asked };
  };

  it('asks nothing again for the first page that shows the answer, and does from then on', async () => {
    const { one, asked } = answering();
    await one.load();
    await one.refresh();
    expect(asked).toEqual(['home']);
    await one.refresh();
    expect(asked).toEqual(['home', 'home']);
  });
  it('asks again for a home page that comes after another one', async () => {
    const { one, asked } = answering();
    await one.load();
    one.go({ page: 'settings' });
    one.go({ page: 'home' });
    await one.refresh();
    expect(asked).toEqual(['home', 'home']);
  });
  it('keeps the trainer’s language for the next start', async () => {
    localStorage.clear();
    await answering().one.load();
    vi.resetModules();
    const { i18n } = await import('./i18n');
    await i18n.load();
    expect([navigator.language, i18n.language]).toEqual(['en-US', 'fr']);
  });
});

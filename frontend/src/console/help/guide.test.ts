// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { Guide, stages } from './guide.svelte';

beforeEach(() => localStorage.clear());

describe('Guide', () => {
  it('is offered, left, resumed where it was, and done', () => {
    const first = new Guide();
    expect(first.status).toBe('offered');
    first.start();
    first.next();
    first.next();
    expect([first.running, first.stage]).toEqual([true, 'begin']);
    first.leave();

    const later = new Guide();
    expect([later.status, later.stage]).toEqual(['left', 'begin']);
    later.start();
    for (let index = stages.indexOf('begin'); index < stages.length; index++) later.next();
    expect(later.status).toBe('done');
    expect(new Guide().status).toBe('done');

    // Seen again from its first stage.
    later.start();
    expect([later.running, later.stage]).toEqual([true, 'rehearse']);
  });
  it('is resumed, not running, after a reload in the middle', () => {
    const first = new Guide();
    first.start();
    first.next();
    expect(new Guide().status).toBe('left');
  });
  it('is not offered any more once dismissed, and offered where what was kept is unreadable', () => {
    new Guide().dismiss();
    expect(new Guide().status).toBe('done');
    localStorage.setItem('estrade.guide', '{"status":"running","stage":"elsewhere"}');
    expect(new Guide().status).toBe('offered');
    localStorage.setItem('estrade.guide', 'none');
    expect(new Guide().status).toBe('offered');
  });
});

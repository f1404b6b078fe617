// @vitest-environment jsdom
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '$shared/ui/testing/show';
import type { Message } from '$shared/model/wire';
import { i18n } from '../i18n';
import { deskOf } from '../testing/desk';
import { view } from '../testing/view';
import PartHead from './PartHead.svelte';
import { withProgress } from './progress';

beforeEach(async () => {
  i18n.use('fr');
  i18n.zone = 'UTC';
  await i18n.load();
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const timer = { totalSeconds: 120, remainingMillis: 118_000, running: true };

describe('the timer of the console', () => {
  it.each([
    ['while nobody answers', 0],
    ['while answers come ten times a second', 1],
  ])('counts on %s', async (_, answers) => {
    const { desk } = deskOf(view({ timer }));
    show(PartHead, { desk, onhelp: vi.fn() });
    const read = () => document.querySelector('[role="timer"]')?.textContent;
    expect(read()).toBe('1:58');
    for (let tenths = 0; tenths < 30; tenths++) {
      vi.advanceTimersByTime(100);
      const message: Message = { type: 'progress', progress: { revision: 7, answered: answers * tenths, of: 200, connected: 200, joined: 200 } };
      if (answers > 0) desk.view = withProgress(desk.view, message);
      await tick();
    }
    expect(read()).toBe('1:55');
  });
});

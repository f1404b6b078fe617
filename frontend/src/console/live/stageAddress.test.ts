// @vitest-environment jsdom
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { show } from '$shared/ui/testing/show';
import { Api } from '../api';
import { i18n } from '../i18n';
import Projector from '../rehearsal/Projector.svelte';
import { view } from '../testing/view';
import { Desk } from './desk.svelte';
import Preview from './Preview.svelte';

interface Asked {
  resolve: (url: string) => void;
  reject: (reason: Error) => void;
}

/** A desk, and what it asked the program, to be answered later. */
function waiting() {
  const asked: Asked[] = [];
  const call = () => new Promise((resolve, reject) => asked.push({ resolve, reject }));
  return { asked, desk: new Desk(new Api({ call: call as never, connection: () => Promise.reject(new Error('none')) }), view()) };
}

const settled = async () => {
  await Promise.resolve();
  await tick();
};
const shown = (page: HTMLElement) => page.querySelector('iframe')?.getAttribute('src');

beforeEach(() => {
  i18n.use('fr');
  return i18n.load();
});

describe.each([
  ['the preview', Preview, {}],
  ["a rehearsal's stage", Projector, { size: { width: 320, height: 180 } }],
] as const)('%s', (_, component, props) => {
  it('shows the stage of now: what is answered late to an earlier question is not taken', async () => {
    const { asked, desk } = waiting();
    const { container } = show(component, { desk, ...props });
    await settled();
    desk.view = view({ stageToken: 'after the screens were sent away' });
    await settled();
    asked[1]?.resolve('http://127.0.0.1/stage#after');
    await settled();
    asked[0]?.resolve('http://127.0.0.1/stage#before');
    await settled();
    expect(shown(container)).toBe('http://127.0.0.1/stage#after/preview');
  });

  it('says so where it cannot be shown', async () => {
    const { asked, desk } = waiting();
    const { container } = show(component, { desk, ...props });
    await settled();
    asked[0]?.reject(new Error('no room'));
    await settled();
    await settled();
    expect(shown(container)).toBeUndefined();
    expect(container.textContent).toContain(i18n.t.console.stage.previewFailed);
  });
});

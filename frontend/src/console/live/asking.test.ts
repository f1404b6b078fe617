// @vitest-environment jsdom
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '$shared/ui/testing/show';
import { Api } from '../api';
import { i18n } from '../i18n';
import Expected from './room/Expected.svelte';
import Projector from '../rehearsal/Projector.svelte';
import Rehearsal from '../rehearsal/Rehearsal.svelte';
import { view } from '../testing/view';
import { Desk } from './desk.svelte';
import JoinCard from './room/JoinCard.svelte';
import Preview from './Preview.svelte';

const qrPath = vi.hoisted(() => vi.fn(() => ({ size: 1, d: '' })));
vi.mock('$shared/ui/qr/qr', () => ({ qrPath }));

/** Each picture brings its own, which says the same. */
const pictured = (revision: number) =>
  view({ revision, join: { code: 'ABC234', address: '10.0.0.2:8080', qr: 'http://10.0.0.2:8080/#ABC234', localUrl: 'http://127.0.0.1:8080' } });
const answers: Record<string, unknown> = { stageURL: 'http://127.0.0.1:1/stage#t', attendance: [], cast: [] };

/** A desk and the methods it called. */
function deskWithCalls() {
  const called: string[] = [];
  const call = (method: string) => {
    called.push(method);
    return Promise.resolve(answers[method]);
  };
  return { desk: new Desk(new Api({ call: call as never, connection: () => Promise.reject(new Error('none')) }), pictured(7)), called };
}

/** Ten pictures a second come while people answer: as many as in two. */
async function answered(desk: Desk) {
  for (let revision = 8; revision < 28; revision++) {
    desk.view = pictured(revision);
    await tick();
    await Promise.resolve();
  }
}

beforeEach(() => {
  qrPath.mockClear();
  i18n.use('fr');
  i18n.zone = 'UTC';
  return i18n.load();
});

describe('while people answer', () => {
  it.each([
    ['the preview', Preview, {}, 'stageURL'],
    ["a rehearsal's stage", Projector, { size: { width: 320, height: 180 } }, 'stageURL'],
    ['who is expected', Expected, {}, 'attendance'],
    ['a rehearsal', Rehearsal, { stageWindow: false, onleave: vi.fn() }, 'cast'],
  ] as const)('%s asks the program once', async (_, component, props, method) => {
    const { desk, called } = deskWithCalls();
    show(component as never, { desk, ...props } as never);
    await answered(desk);
    expect(called.filter((name) => name === method)).toHaveLength(1);
  });

  it('the code to scan is drawn once', async () => {
    const { desk } = deskWithCalls();
    show(JoinCard, { desk, onroom: vi.fn() });
    await answered(desk);
    expect(qrPath).toHaveBeenCalledTimes(1);
  });
});

// @vitest-environment jsdom
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '$shared/ui/testing/show';
import { i18n } from '../i18n';
import Expected from './room/Expected.svelte';
import Projector from '../rehearsal/Projector.svelte';
import Unsigned from '../closing/Unsigned.svelte';
import Rehearsal from '../rehearsal/Rehearsal.svelte';
import { deskOf } from '../testing/desk';
import { view } from '../testing/view';
import type { Desk } from './desk.svelte';
import JoinCard from './room/JoinCard.svelte';
import Preview from './Preview.svelte';

const qrPath = vi.hoisted(() => vi.fn(() => ({ size: 1, d: '' })));
vi.mock('$shared/ui/qr/qr', () => ({ qrPath }));

/** Each picture brings its own, which says the same. */
const pictured = (revision: number) =>
  view({ revision, join: { code: 'ABC234', address: '10.0.0.2:8080', qr: 'http://10.0.0.2:8080/#ABC234', localUrl: 'http://127.0.0.1:8080' } });
const answers: Record<string, unknown> = { stageURL: 'http://127.0.0.1:1/stage#t', attendance: [], cast: [], signatures: { halfDays: [] } };

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
    ['who has not signed', Unsigned, {}, 'signatures'],
    ['a rehearsal', Rehearsal, { stageWindow: false, onleave: vi.fn() }, 'cast'],
  ] as const)('%s asks the program once', async (_, component, props, method) => {
    const { desk, called } = deskOf(pictured(7), answers);
    show(component as never, { desk, ...props } as never);
    await answered(desk);
    expect(called.filter((name) => name === method)).toHaveLength(1);
  });

  it('the code to scan is drawn once', async () => {
    const { desk } = deskOf(pictured(7), answers);
    show(JoinCard, { desk, onroom: vi.fn() });
    await answered(desk);
    expect(qrPath).toHaveBeenCalledTimes(1);
  });
});

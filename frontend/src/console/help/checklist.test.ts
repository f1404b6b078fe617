import { describe, expect, it } from 'vitest';
import { formatList, formatPercent, formatSize } from '$shared/i18n/format';
import { checklist as t } from '$shared/i18n/fr/console/help';
import type { Readiness } from '$shared/model/wire';
import { view } from '../testing/view';
import { listOf, type Around } from './checklist';

const write = { percent: (share: number) => formatPercent('fr', share), size: (bytes: number) => formatSize('fr', bytes), list: (items: readonly string[]) => formatList('fr', items) };
const ready = (given: Partial<Readiness> = {}): Readiness => ({ stageOpen: false, room: { open: true, host: '192.168.1.4', port: 7420, moved: false, reached: 0 }, freeBytes: -1, enough: false, missing: ['siret', 'address'], ...given });
const blind: Around = { screens: undefined, battery: undefined };
const here = view({ join: { code: 'AWAQCN', address: '192.168.1.4:7420', qr: '', localUrl: '' } });

describe('listOf', () => {
  it('asks to look by eye at what nobody can see', () => {
    const list = listOf(t, write, here, ready(), blind);
    expect(list.map(({ done, seen }) => done || seen)).toEqual([false, false, false, false, false, false]);
    expect(list.map(({ text }) => text)).toEqual([
      t.items.projector.todo,
      t.items.wifi.notYet('192.168.1.4:7420'),
      t.items.sound.todo,
      t.items.battery.unknown,
      t.items.disk.unknown,
      'Il manque : SIRET et adresse.',
    ]);
  });
  it('ticks what the program sees', () => {
    const all = ready({ stageOpen: true, room: { ...ready().room, reached: 2 }, freeBytes: 12_400_000_000, enough: true, battery: { percent: 80, plugged: true }, missing: [] });
    const list = listOf(t, write, here, all, blind);
    expect(list.map(({ seen }) => seen)).toEqual([true, true, false, true, true, true]);
    expect(list[1]?.text).toBe('2 autres appareils ont atteint la salle.');
    expect(list[4]?.text).toMatch(/^12,4\sGo libres/);
  });
  it('believes the browser where the program does not know, and never a battery that empties', () => {
    const list = listOf(t, write, here, ready(), { screens: true, battery: { percent: 40, plugged: false } });
    expect(list.map(({ seen }) => seen)).toEqual([true, false, false, false, false, false]);
    expect(list[3]?.text).toMatch(/^Sur batterie, 40/);
  });
  it('counts what was ticked by hand', () => {
    const list = listOf(t, write, { ...here, checked: ['sound'] }, ready(), blind);
    expect(list.filter(({ done }) => done).map(({ line }) => line)).toEqual(['sound']);
    expect(list.find(({ line }) => line === 'sound')?.seen).toBe(false);
  });
});

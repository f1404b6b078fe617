// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Joined } from '$shared/model/wire';
import { Device } from './device.svelte';
import { Keeper } from './keeper';

const pass = { code: 'ABC234', secret: '' };
const joined = (participant: string): Joined => ({ session: 's', participant, pseudonym: `P-${participant}`, token: 't', device: 'd', reentry: 'r' });

beforeEach(() => localStorage.clear());

function deviceWith(...people: string[]): Device {
  const device = new Device(new Keeper());
  for (const person of people) device.add(joined(person), 'Titre', pass);
  return device;
}

describe('Device', () => {
  it('gives a reload back to the only person', () => {
    deviceWith('a');
    const again = new Device(new Keeper());
    expect(again.resume()).toBe(true);
    expect(again.current).toBe('a');
    expect(again.handover).toBeUndefined();
  });
  it('asks who is there when several people share it, and shows nobody meanwhile', () => {
    deviceWith('a', 'b');
    const again = new Device(new Keeper());
    again.resume('s');
    expect(again.current).toBe('');
    expect(again.handover).toEqual({});
    again.take('b');
    expect(again.current).toBe('b');
  });
  it('hands over from one to the other, and only to people of this device', () => {
    const device = deviceWith('a', 'b');
    device.hand('a');
    expect(device.handover).toEqual({ to: 'a', from: 'b' });
    device.take('x');
    expect(device.handover).toBeDefined();
    device.take('a');
    expect(device.handover).toBeUndefined();
  });
  it('asks somebody for their code of four digits, and nobody for another’s', () => {
    const device = deviceWith('a', 'b');
    const pin = { salt: '', digest: 'x', rounds: 1, wrong: 0, until: 0 };
    device.keepPin('a', pin);
    device.hand('a');
    device.take('a');
    expect([device.current, device.handover]).toEqual(['b', { to: 'a', from: 'b', asks: true }]);
    device.take('b');
    expect([device.current, device.handover]).toEqual(['b', undefined]);
    device.open('a');
    expect([device.current, device.handover]).toEqual(['a', undefined]);
    device.forget('b');
    // Alone on it, and after a reload: still asked.
    const again = new Device(new Keeper());
    again.resume();
    expect([again.current, again.handover]).toEqual(['', { to: 'a', asks: true }]);
    again.keepPin('a', undefined);
    again.take('a');
    expect(again.current).toBe('a');
  });
  it('learns what another tab of the browser changed', () => {
    const device = deviceWith('a', 'b');
    new Device(new Keeper()).add({ ...joined('c'), device: 'd2' }, 'Titre', pass);
    expect(device.refresh()).toBe(true);
    expect(device.people.map(({ participant }) => participant)).toEqual(['a', 'b', 'c']);
    expect([device.current, device.tokenIn('s'), device.tokenIn('other')]).toEqual(['b', 'd2', '']);
    new Keeper().forget('s', 'b');
    device.refresh();
    expect([device.current, device.handover]).toEqual(['', {}]);
    new Keeper().drop('s');
    expect(device.refresh()).toBe(false);
  });
  it('is full at six', () => {
    expect(deviceWith('a', 'b', 'c', 'd', 'e').full).toBe(false);
    expect(deviceWith('a', 'b', 'c', 'd', 'e', 'f').full).toBe(true);
  });
  it('goes on with the one who is left when the other is taken off', () => {
    const device = deviceWith('a', 'b');
    device.forget('b');
    expect(device.current).toBe('a');
    device.forget('a');
    expect(device.kept).toBeUndefined();
    expect(new Device(new Keeper()).resume()).toBe(false);
  });
});

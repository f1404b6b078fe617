import { randomId } from '$shared/realtime/id';
import type { Device } from './device.svelte';
import { sha256 } from './digest';

/**
 * A code of four digits that somebody of a shared computer set for themselves,
 * as it is kept in its browser. It keeps a neighbour's glance away, with or
 * without the network; it does not stop somebody who opens the browser's tools,
 * for ten thousand codes are soon tried.
 */
export interface KeptPin {
  salt: string;
  digest: string;
  rounds: number;
  /** Wrong tries since the last right one. */
  wrong: number;
  /** No try before, milliseconds since 1970; 0: now. */
  until: number;
}

export const pinLength = 4;

const rounds = 40_000;
/** Wrong tries before the first wait. */
export const freeTries = 5;
const firstWait = 30_000;
const longestWait = 600_000;

export const isPin = (typed: string): boolean => /^[0-9]{4}$/.test(typed);

/** The four digits as they are kept: a slow digest with a salt of its own. */
export async function keepPin(pin: string, slow = rounds): Promise<KeptPin> {
  const salt = randomId();
  return { salt, digest: await digestOf(pin, salt, slow), rounds: slow, wrong: 0, until: 0 };
}

/** Milliseconds until the next try, 0 when it may be made now. */
export function waitOf(pin: KeptPin, now = Date.now()): number {
  // A clock that was put back must not close the door for a day.
  return Math.max(0, Math.min(pin.until - now, longestWait));
}

/** The pin once a try is counted: before it is looked at, so that a reload does not take it back. */
export function countTry(pin: KeptPin, now = Date.now()): KeptPin {
  const wrong = pin.wrong + 1;
  const wait = wrong < freeTries ? 0 : Math.min(longestWait, firstWait * 2 ** (wrong - freeTries));
  return { ...pin, wrong, until: wait === 0 ? 0 : now + wait };
}

/** The pin after a right try. */
export function settled(pin: KeptPin): KeptPin {
  return { ...pin, wrong: 0, until: 0 };
}

export async function opens(pin: KeptPin, typed: string): Promise<boolean> {
  return isPin(typed) && (await digestOf(typed, pin.salt, pin.rounds)) === pin.digest;
}

/** Tries what somebody typed; true: the device is in their hands. */
export async function unlock(device: Device, id: string, typed: string): Promise<boolean> {
  const pin = device.person(id)?.pin;
  if (!pin || waitOf(pin) > 0) return false;
  const counted = countTry(pin);
  device.keepPin(id, counted);
  if (!(await opens(pin, typed))) return false;
  device.keepPin(id, settled(counted));
  device.open(id);
  return true;
}

async function digestOf(pin: string, salt: string, times: number): Promise<string> {
  const bytes = new TextEncoder();
  const end = bytes.encode(`${salt}/${pin}`);
  let sum = sha256(end);
  const both = new Uint8Array(sum.length + end.length);
  both.set(end, sum.length);
  for (let i = 0; i < times; i++) {
    both.set(sum);
    sum = sha256(both);
    // The page stays alive meanwhile.
    if (i % 2_000 === 1_999) await new Promise((next) => setTimeout(next));
  }
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

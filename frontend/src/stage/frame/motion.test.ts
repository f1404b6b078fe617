// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import type { StageView } from '$shared/model/wire';
import { apart, lampAt, Motion, shuffled } from './motion';

const at = (part: string, state: string, pair = '') => ({ step: { id: 's' }, part: { id: part, state }, settings: { pair, podium: false } }) as unknown as StageView;

describe('lampAt', () => {
  it('stands where the strip of lamps draws it', () => {
    expect(lampAt(0, 12)).toEqual({ x: 5 + 4.25 / 2, width: 4.25 });
    expect(lampAt(1, 12).x).toBeCloseTo(5 + 4.25 + 1.25 + 4.25 / 2);
  });
  it('stays on the edge in a crowd', () => {
    const last = lampAt(199, 200);
    expect(last.x + last.width / 2).toBeLessThanOrEqual(115 + 1e-9);
  });
});

describe('apart', () => {
  it('keeps a crowd short', () => {
    expect(apart(12)).toBe(40);
    expect(apart(200) * 200).toBeLessThanOrEqual(900);
  });
});

describe('shuffled', () => {
  it('holds each number once', () => {
    expect(shuffled(20).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });
});

describe('Motion', () => {
  const moving = (reduced = false) => vi.stubGlobal('matchMedia', () => ({ matches: reduced }));

  it('moves only what this page saw being revealed', () => {
    moving();
    const motion = new Motion();
    motion.see(at('N1.split', 'shown'));
    expect(motion.live).toBe(false);
    motion.see(at('N1.decide', 'open'));
    expect(motion.live).toBe(false);
    motion.see(at('N1.consequence', 'shown'));
    expect(motion.live).toBe(true);
  });
  it('does not move again for a change in the same part', () => {
    moving();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const motion = new Motion();
    motion.see(at('sliders', 'closed'));
    motion.see(at('map', 'shown'));
    expect(motion.live).toBe(true);
    clock.mockReturnValue(600);
    motion.see(at('map', 'shown'));
    expect(motion.live).toBe(false);
  });
  it('moves another picture of the part the first time it is picked', () => {
    moving();
    const motion = new Motion();
    motion.see(at('sliders', 'closed'));
    const lives = ['', 'a', '', 'a', 'b'].map((pair) => {
      motion.see(at('map', 'shown', pair));
      return motion.live;
    });
    expect(lives).toEqual([true, true, false, false, true]);
  });
  it('rests for who asks for less motion', () => {
    moving(true);
    const motion = new Motion();
    motion.see(at('sliders', 'closed'));
    motion.see(at('map', 'shown'));
    expect(motion.live).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { consoleWidth, phoneSize, planOf, type Layout } from './surfaces';

const windows = [
  { width: 1280, height: 708 },
  { width: 1366, height: 676 },
  { width: 1920, height: 988 },
  { width: 2560, height: 1300 },
];
const layouts: Layout[] = ['console', 'three', 'room'];

describe('planOf', () => {
  it('keeps every surface within the window', () => {
    for (const window of windows) {
      for (const layout of layouts) {
        const plan = planOf(layout, window);
        expect(plan.console.width + plan.beside).toBeLessThanOrEqual(window.width);
        expect(plan.phone.height).toBeLessThanOrEqual(window.height);
        if (layout === 'three') {
          expect(plan.stage.height + plan.phone.height).toBeLessThan(window.height);
          expect(Math.max(plan.stage.width, plan.phone.width)).toBeLessThan(plan.beside);
        } else if (layout === 'room') {
          expect(plan.stage.width + plan.phone.width).toBeLessThan(window.width);
        }
      }
    }
  });
  it('keeps the proportions of a projector and of a phone', () => {
    for (const window of windows) {
      for (const layout of ['three', 'room'] as const) {
        const { stage, phone } = planOf(layout, window);
        expect(stage.width / stage.height).toBeCloseTo(16 / 9, 5);
        expect(phone.width / phone.height).toBeCloseTo(phoneSize.width / phoneSize.height, 5);
      }
    }
  });
  it('draws the console for a window it fits in', () => {
    for (const window of windows) {
      for (const layout of ['console', 'three'] as const) {
        const { console } = planOf(layout, window);
        expect(Math.round(console.width / console.zoom)).toBeGreaterThanOrEqual(consoleWidth);
      }
    }
    expect(planOf('three', { width: 1920, height: 988 }).console.zoom).toBe(1);
  });
  it('shows a phone in its own size where there is room', () => {
    expect(planOf('room', { width: 1920, height: 988 }).phone.zoom).toBe(1);
  });
});

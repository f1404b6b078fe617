import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Later } from '../live/later';
import { Drawing } from './drawing.svelte';
import { blank, withPoint, type Points } from './points';

let kept: Points;
let sent: Points[];
let drawing: Drawing;
let later: Later;

beforeEach(() => {
  vi.useFakeTimers();
  kept = blank(5);
  sent = [];
  later = new Later();
  drawing = new Drawing({
    saved: () => kept,
    save: (points) => {
      kept = points;
      sent.push(points);
    },
    later,
  });
});
afterEach(() => void vi.useRealTimers());

describe('Drawing', () => {
  it('shows a stroke while it is drawn and sends it once, after it has ended', () => {
    drawing.along([{ x: 0, y: 0 }]);
    drawing.along([{ x: 2, y: 40 }, { x: 4, y: 80 }]);
    expect(drawing.points).toEqual([0, 20, 40, 60, 80]);
    vi.advanceTimersByTime(5_000);
    expect(sent).toEqual([]);
    drawing.end();
    expect(drawing.unsent).toBe(true);
    vi.advanceTimersByTime(5_000);
    expect(sent).toEqual([[0, 20, 40, 60, 80]]);
    expect(drawing.unsent).toBe(false);
  });

  it('sends two quick strokes as one answer', () => {
    for (const x of [1, 3]) {
      drawing.along([{ x, y: 50 }]);
      drawing.end();
      vi.advanceTimersByTime(200);
    }
    vi.advanceTimersByTime(5_000);
    expect(sent).toEqual([[null, 50, null, 50, null]]);
  });

  it('writes the same list from the table as from the drawing', () => {
    drawing.along([{ x: 1, y: 30 }]);
    drawing.end();
    drawing.set(withPoint(drawing.points, 2, 70));
    expect(drawing.points).toEqual([null, 30, 70, null, null]);
    later.flush();
    expect(sent).toEqual([[null, 30, 70, null, null]]);
  });

  it('forgets a stroke the system took', () => {
    drawing.along([{ x: 1, y: 30 }]);
    drawing.cancel();
    drawing.end();
    later.flush();
    expect([drawing.points, sent]).toEqual([blank(5), []]);
  });

  it('goes back before the last change, the clearing included', () => {
    drawing.set([1, 2, 3, 4, 5]);
    drawing.clear();
    expect(drawing.points).toEqual(blank(5));
    drawing.undo();
    expect(drawing.points).toEqual([1, 2, 3, 4, 5]);
    drawing.undo();
    expect(drawing.canUndo).toBe(false);
    expect(drawing.points).toEqual(blank(5));
  });
});

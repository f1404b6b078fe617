import { describe, expect, it } from 'vitest';
import type { BehaviourPlay, CompetencyCell, ScalePoint, Text } from '$shared/model/wire';
import { firstLeft, grouped, notConcerned, pointOf, pointOfKey } from './passage';

const text: Text = { fr: '', en: '' };
const points: ScalePoint[] = [1, 2, 3, 4, 5].map((value) => ({ value, label: text }));
const item = (id: string): BehaviourPlay => ({ id, competency: id.split('.')[0] ?? '', text });
const cell = (id: string): CompetencyCell => ({ id, bar: 'horizontal', name: text, definition: text });
const key = (pressed: string, more = {}) => ({ key: pressed, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('the scale', () => {
  it('reads a point, and nothing from a pass', () => {
    expect(pointOf(3, points)?.value).toBe(3);
    for (const value of [null, undefined, notConcerned, 0, 6, '3']) expect(pointOf(value, points)).toBeUndefined();
  });
  it('takes the digits of the scale alone, and leaves the shortcuts of the browser', () => {
    expect(pointOfKey(key('5'), points)?.value).toBe(5);
    expect(pointOfKey(key('6'), points)).toBeUndefined();
    expect(pointOfKey(key('5', { ctrlKey: true }), points)).toBeUndefined();
  });
});

describe('firstLeft', () => {
  const items = ['H1.1', 'H1.2', 'H2.1'].map(item);
  it('goes on from a place and comes round', () => {
    expect(firstLeft(items, () => false)).toBe(0);
    expect(firstLeft(items, (id) => id === 'H1.2', 1)).toBe(2);
    expect(firstLeft(items, (id) => id !== 'H1.1', 2)).toBe(0);
  });
  it('finds nothing where everything has an answer', () => {
    expect(firstLeft(items, () => true)).toBeUndefined();
    expect(firstLeft([], () => false)).toBeUndefined();
  });
});

describe('grouped', () => {
  it('keeps the order and the places of the sentences', () => {
    const groups = grouped(['H1.1', 'H1.2', 'V1.1'].map(item), [cell('H1'), cell('V1')]);
    expect(groups.map(({ competency, items }) => [competency?.id, items.map(({ at }) => at)])).toEqual([
      ['H1', [0, 1]],
      ['V1', [2]],
    ]);
  });
});

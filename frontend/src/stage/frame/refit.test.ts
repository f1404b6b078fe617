// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { crowd } from './crowd';
import { fit, floor } from './fit';
import { refit } from './refit';

/** Mutations are told of a microtask later. */
const told = () => Promise.resolve();

let observed: () => void;
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(resized: () => void) {
        observed = resized;
      }
      observe() {
        observed(); // as browsers do at once
      }
      disconnect() {
        observed = () => undefined;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

describe('refit', () => {
  it('measures once, then when the text or the size changes, and no more', async () => {
    const element = document.createElement('p');
    element.textContent = 'Décider';
    let width = 400;
    Object.defineProperty(element, 'clientWidth', { get: () => width });
    const adjust = vi.fn();
    const stop = refit(element, adjust);
    await told();
    expect(adjust).toHaveBeenCalledTimes(1);
    element.style.fontSize = '2rem';
    element.className = 'two';
    observed();
    await told();
    expect(adjust).toHaveBeenCalledTimes(1);

    if (element.firstChild) element.firstChild.nodeValue = 'Décider ensemble';
    await told();
    expect(adjust).toHaveBeenCalledTimes(2);
    element.append(document.createElement('b'));
    await told();
    expect(adjust).toHaveBeenCalledTimes(3);
    width = 200;
    observed();
    expect(adjust).toHaveBeenCalledTimes(4);

    stop();
    element.textContent = 'Seul';
    await told();
    expect(adjust).toHaveBeenCalledTimes(4);
  });

  it('does not answer itself', async () => {
    const element = document.createElement('p');
    const adjust = vi.fn(() => {
      element.textContent = `${adjust.mock.calls.length}`;
    });
    refit(element, adjust);
    await told();
    element.append('…');
    await told();
    await told();
    expect(adjust).toHaveBeenCalledTimes(2);
  });
});

describe('fit', () => {
  /** A box in which so many letters of 1 rem fit. */
  function box(letters: number): HTMLElement {
    const element = document.createElement('p');
    const size = () => parseFloat(element.style.fontSize);
    Object.defineProperty(element, 'clientHeight', { get: () => 100 });
    Object.defineProperty(element, 'scrollHeight', { get: () => (100 * (element.textContent.length * size())) / letters });
    return element;
  }
  it('shrinks a text that becomes too long, and lets it grow again', async () => {
    const element = box(40);
    element.textContent = 'x'.repeat(10);
    fit(3)(element);
    expect(element.style.fontSize).toBe('3rem');
    element.textContent = 'x'.repeat(16);
    await told();
    expect(element.style.fontSize).toBe('2.5rem');
    element.textContent = 'x'.repeat(400);
    await told();
    expect(element.style.fontSize).toBe(`${floor}rem`);
    element.textContent = 'x';
    await told();
    expect(element.style.fontSize).toBe('3rem');
  });

  it('leaves alone what is drawn again with the same size', () => {
    expect(fit(3)).toBe(fit(3));
    expect(fit(3, 'li')).toBe(fit(3, 'li'));
    expect(new Set([fit(3), fit(2), fit(3, 'li'), fit(2, 'li')]).size).toBe(4);
    const more = (hidden: number) => `${hidden}`;
    expect(crowd(3, more)).toBe(crowd(3, more));
    expect(crowd(3, more)).not.toBe(crowd(2, more));
    expect(crowd(3, (hidden) => `+${hidden}`)).not.toBe(crowd(3, more));
  });
});

// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFocus } from './focus';

let stop: () => void;
beforeEach(() => {
  // jsdom lays nothing out: whatever stands on the page is seen.
  Element.prototype.checkVisibility = () => true;
  stop = keepFocus();
});
afterEach(() => {
  stop();
  document.body.innerHTML = '';
});

const page = (inside: string) => {
  document.body.innerHTML = `<main><h2>Voter</h2>${inside}</main>`;
  document.querySelector<HTMLElement>('[data-here]')?.focus();
};
const leave = (by: 'keydown' | 'pointerdown') => {
  window.dispatchEvent(new Event(by));
  document.querySelector('[data-here]')?.remove();
};

describe('keepFocus', () => {
  it('goes to the next act when what had the focus leaves', async () => {
    page('<button data-here>Clore</button><div class="acts"><span class="next"><button>Passer</button></span></div>');
    leave('keydown');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Passer'));
  });
  it('goes to the title where the next act reveals, so that the space bar does not', async () => {
    page('<button data-here>Clore</button><div class="acts"><span class="next"><button disabled>Prêt à révéler</button></span><span class="reveal"><button>Révéler</button></span></div>');
    leave('keydown');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Voter'));
  });
  it('stays within a question that is asked', async () => {
    page('<button data-here>Clore</button><dialog open><h2>Clore quand même ?</h2></dialog>');
    leave('keydown');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Clore quand même ?'));
  });
  it('leaves the focus alone after a mouse', async () => {
    page('<button data-here>Clore</button>');
    leave('pointerdown');
    await new Promise((done) => setTimeout(done, 100));
    expect(document.activeElement).toBe(document.body);
  });
});

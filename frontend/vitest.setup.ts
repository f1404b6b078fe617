import { afterEach } from 'vitest';

// Where there is a page, what a test rendered leaves it before the next one.
if (typeof document !== 'undefined') {
  const { cleanup } = await import('@testing-library/svelte');
  afterEach(() => cleanup());
}

// jsdom lays nothing out, so that nothing ever changes size.
globalThis.ResizeObserver ??= class {
  observe() {
    /* no size to observe */
  }
  unobserve() {
    /* as above */
  }
  disconnect() {
    /* as above */
  }
};

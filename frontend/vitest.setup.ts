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

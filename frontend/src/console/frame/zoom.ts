/** The window that the console is laid out for at most. */
const widest = { width: 1920, height: 1050 };

/**
 * How much larger than written all is drawn in a window of so many pixels: on a
 * screen of many points whose system enlarges nothing, as much as leaves the
 * layout of 1920 × 1080, by quarters; 1 on any other.
 */
export function zoomFor(width: number, height: number): number {
  const least = Math.min(width / widest.width, height / widest.height);
  return least < 1.25 ? 1 : Math.floor(least * 4) / 4;
}

/**
 * Draws the console as large as its window asks, now and whenever that changes.
 * Engines differ in what a window's height is to a page drawn larger: it is told
 * to the styles in pixels.
 */
export function followWindow(): void {
  const root = document.documentElement;
  const follow = () => {
    const zoom = zoomFor(innerWidth, innerHeight);
    const set = (name: string, value: string) => (zoom === 1 ? root.style.removeProperty(name) : root.style.setProperty(name, value));
    set('zoom', String(zoom));
    set('--window-width', `${innerWidth / zoom}px`);
    set('--window-height', `${innerHeight / zoom}px`);
  };
  follow();
  addEventListener('resize', follow);
}

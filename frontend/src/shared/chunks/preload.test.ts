// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const ok = () => Promise.resolve(new Response('x'));
const fetched = vi.fn<(href: string) => Promise<Response>>();
const styles = () => [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map((link) => link.getAttribute('href'));
const last = () => document.querySelector<HTMLLinkElement>('link[rel=stylesheet]:last-of-type');
/** A page that has brought nothing yet. */
const fresh = async () => (vi.resetModules(), (await import('./preload')).preload);

beforeEach(() => {
  document.head.innerHTML = '<link rel="stylesheet" href="/assets/page.css"><link rel="modulepreload" href="/assets/shared.js"><script type="module" src="/assets/page.js"></script>';
  fetched.mockReset().mockImplementation(ok);
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => vi.unstubAllGlobals());

describe('preload', () => {
  it('brings scripts and styles the page does not have, then loads', async () => {
    const preload = await fresh();
    const load = vi.fn(() => Promise.resolve('module'));
    const loaded = preload(load, ['assets/part.js', 'assets/shared.js', 'assets/page.js', 'assets/page.css', 'assets/part.css']);
    expect(styles()).toEqual(['/assets/page.css', '/assets/part.css']);
    await Promise.resolve();
    expect(load).not.toHaveBeenCalled();
    last()?.dispatchEvent(new Event('load'));
    await expect(loaded).resolves.toBe('module');
    expect(fetched.mock.calls).toEqual([['/assets/part.js']]);
  });

  it('brings each once, also for two parts that are loaded at a time', async () => {
    const preload = await fresh();
    const both = [preload(() => Promise.resolve(1), ['assets/a.js', 'assets/a.css']), preload(() => Promise.resolve(2), ['assets/a.js', 'assets/a.css'])];
    last()?.dispatchEvent(new Event('load'));
    await expect(Promise.all(both)).resolves.toEqual([1, 2]);
    await preload(() => Promise.resolve(3), ['assets/a.js', 'assets/a.css']);
    expect([fetched.mock.calls.length, styles().length]).toEqual([1, 2]);
  });

  it('loads nothing without its style, and brings it the next time', async () => {
    const preload = await fresh();
    const load = vi.fn(() => Promise.resolve('module'));
    const first = preload(load, ['assets/b.css']);
    last()?.dispatchEvent(new Event('error'));
    await expect(first).rejects.toThrow('/assets/b.css');
    expect([load.mock.calls.length, styles()]).toEqual([0, ['/assets/page.css']]);
    const again = preload(load, ['assets/b.css']);
    last()?.dispatchEvent(new Event('load'));
    await expect(again).resolves.toBe('module');
  });

  it.each([
    ['cut', () => Promise.reject(new TypeError('cut'))],
    ['refused', () => Promise.resolve(new Response('', { status: 503 }))],
  ])('never asks the browser for a module whose file is %s', async (_, failing) => {
    const preload = await fresh();
    const load = vi.fn(() => Promise.resolve('module'));
    fetched.mockImplementationOnce(failing);
    await expect(preload(load, ['assets/c.js'])).rejects.toThrow();
    expect(load).not.toHaveBeenCalled();
    await expect(preload(load, ['assets/c.js'])).resolves.toBe('module');
  });

  it('lets a browser that can preload the module itself, and again after a failure', async () => {
    const preload = await fresh();
    vi.spyOn(DOMTokenList.prototype, 'supports').mockReturnValue(true);
    const preloaded = () => document.querySelector<HTMLLinkElement>('link[href="/assets/d.js"]');
    const first = preload(() => Promise.resolve('module'), ['assets/d.js']);
    expect(preloaded()?.rel).toBe('modulepreload');
    preloaded()?.dispatchEvent(new Event('error'));
    await expect(first).rejects.toThrow('/assets/d.js');
    expect(preloaded()).toBeNull();
    const again = preload(() => Promise.resolve('module'), ['assets/d.js']);
    preloaded()?.dispatchEvent(new Event('load'));
    await expect(again).resolves.toBe('module');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('loads at once what needs nothing more', async () => {
    const preload = await fresh();
    await expect(preload(() => Promise.resolve('module'))).resolves.toBe('module');
  });
});

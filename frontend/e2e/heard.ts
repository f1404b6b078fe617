import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** What a screen reader would have been given to say by itself since it was last emptied. */
    heard: string[];
  }
}

/**
 * Keeps in window.heard what the page's live regions were given to say: each
 * text that a region standing on the page changed to. What a region holds when
 * it comes is not said by most screen readers, alerts excepted.
 */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const regions = '[role="status"], [role="alert"], [role="log"], [aria-live="polite"], [aria-live="assertive"]';
    const of = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest(regions);
    const text = (region: Element) => (region.textContent ?? '').replace(/\s+/g, ' ').trim();
    const said = new WeakMap<Element, string>();
    window.heard = [];
    for (const region of document.querySelectorAll(regions)) said.set(region, text(region));
    new MutationObserver((changes) => {
      const fresh = new Set<Element>();
      const changed = new Set<Element>();
      for (const { target, addedNodes } of changes) {
        for (const node of addedNodes) if (node instanceof Element) for (const one of [node, ...node.querySelectorAll(regions)]) if (one.matches(regions)) fresh.add(one);
        const region = of(target);
        if (region?.isConnected) changed.add(region);
      }
      for (const region of fresh) {
        if (!region.isConnected) continue;
        said.set(region, text(region));
        if (region.matches('[role="alert"]') && text(region) !== '') window.heard.push(text(region));
      }
      for (const region of changed) {
        if (fresh.has(region) || said.get(region) === text(region)) continue;
        said.set(region, text(region));
        if (text(region) !== '') window.heard.push(text(region));
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

/** What was said since the last time it was asked. */
export function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => window.heard.splice(0));
}

import type { Page } from '@playwright/test';

/**
 * What a reader of the page cannot read, or a finger not press: a page wider
 * than its window; text outside it or cut by what holds it, unless it ends in an
 * ellipsis and is told in full by a title; what is pressed and less than 24 px
 * wide or high (its label counts, links within text do not). What can be
 * scrolled to is read.
 */
export function unreadable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.add(`${scrollWidth - clientWidth} px too wide`);
    const top = [...document.querySelectorAll('dialog[open]')].pop() ?? document.body;
    const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const of = node.parentElement;
      if (!text || !of?.checkVisibility({ visibilityProperty: true }) || of.closest('script, style, option, noscript')) continue;
      const around: Element[] = [];
      for (let up: Element | null = of; up && up !== document.body; up = up.parentElement) around.push(up);
      const styles = around.map((one) => getComputedStyle(one));
      // What is written for readers of sound only is clipped away.
      if (styles.some(({ clipPath }) => clipPath !== 'none')) continue;
      const told = of.closest('[title]') !== null && styles.some(({ textOverflow, webkitLineClamp }) => textOverflow === 'ellipsis' || webkitLineClamp !== 'none');
      if (told) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width < 1) continue;
        const say = `« ${text.slice(0, 40)} »`;
        let [across, down] = [false, false];
        for (const [index, one] of around.entries()) {
          const { overflowX, overflowY } = styles[index] as CSSStyleDeclaration;
          const box = one.getBoundingClientRect();
          if (['auto', 'scroll'].includes(overflowX)) across = true;
          if (['auto', 'scroll'].includes(overflowY)) down = true;
          const wider = rect.left < box.left - 1 || rect.right > box.right + 1;
          const taller = rect.top + rect.height * 0.22 < box.top - 1 || rect.bottom - rect.height * 0.22 > box.bottom + 1;
          if (!across && wider && (overflowX !== 'visible' || one.matches('button, label, th, td, li'))) found.add(`${say} leaves ${one.tagName}`);
          if (!down && taller && ['hidden', 'clip'].includes(overflowY)) found.add(`${say} is cut by ${one.tagName}`);
        }
        if (!across && (rect.left < -1 || rect.right > clientWidth + 1)) found.add(`${say} leaves the screen`);
      }
    }
    for (const one of top.querySelectorAll<HTMLElement>('button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button]')) {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('[inert]')) continue;
      if (one.matches('a') && getComputedStyle(one).display === 'inline') continue;
      const boxes = [one, ...((one as HTMLInputElement).labels ?? [])].map((each) => each.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      if (width < 23.5 || height < 23.5) found.add(`${one.tagName} « ${(one.getAttribute('aria-label') ?? one.textContent ?? one.getAttribute('type') ?? '').trim().slice(0, 40)} » is ${Math.round(width)} × ${Math.round(height)} px`);
    }
    return [...found];
  });
}

import { createRequire } from 'node:module';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

// The axe-core that comes with the builder.
const builders = createRequire(import.meta.url).resolve('@axe-core/playwright');
const { source } = createRequire(builders)('axe-core') as { source: string };

/**
 * Reads axe-core into a page once. The builder does it twice for each look at
 * the page, which takes longer than the rules, and lists in full what is good,
 * which nobody reads.
 */
class Looker extends AxeBuilder {
  constructor(readonly looked: Page) {
    super({ page: looked, axeSource: 'true' });
  }

  override options(options: Parameters<AxeBuilder['options']>[0]): this {
    return super.options({ resultTypes: ['violations'], ...options });
  }

  override async analyze(): ReturnType<AxeBuilder['analyze']> {
    for (const frame of this.looked.frames()) {
      const read = frame.evaluate('typeof axe === "undefined"').then((missing) => (missing === true ? frame.evaluate(source) : undefined));
      // A frame that goes away meanwhile is not looked at.
      await (frame === this.looked.mainFrame() ? read : read.catch(() => undefined));
    }
    return super.analyze();
  }
}

/**
 * The page as axe-core finds it; no tags: every rule. Our pages hold no frame of
 * another origin, so that the second page that checks these is not opened: it
 * takes longer than the rules.
 */
export function axe(page: Page, tags: string[] = []): AxeBuilder {
  const looker = new Looker(page).options({}).setLegacyMode(true);
  return tags.length > 0 ? looker.withTags(tags) : looker;
}

/** What the Web Content Accessibility Guidelines ask for up to 2.2 AA, and what is good to do besides. */
export const guidelines = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

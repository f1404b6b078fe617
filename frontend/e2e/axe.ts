import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * The page as axe-core finds it; no tags: every rule. Our pages hold no frame of
 * another origin, so that the second page that checks these is not opened: it
 * takes longer than the rules.
 */
export function axe(page: Page, tags: string[] = []): AxeBuilder {
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  return tags.length > 0 ? builder.withTags(tags) : builder;
}

/** What the Web Content Accessibility Guidelines ask for up to 2.2 AA, and what is good to do besides. */
export const guidelines = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

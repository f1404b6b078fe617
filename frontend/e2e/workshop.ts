import { type BrowserContextOptions, type Page, test as base } from '@playwright/test';
import { Desk, linkOf } from './desk';
import { Guest } from './guest';
import { Phone } from './phone';
import { Program, type Session } from './program';

export { expect } from '@playwright/test';

const small: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

interface Workshop {
  /** The program, just started on an empty folder. */
  program: Program;
  /** A page in a browser of its own. */
  browserPage: (options?: BrowserContextOptions) => Promise<Page>;
  /** The trainer's console, on its home. */
  desk: Desk;
  phone: (options?: BrowserContextOptions) => Promise<Phone>;
  laptop: () => Promise<Phone>;
  /** The stage of a session, on a projector. */
  stage: (session: Session) => Promise<Page>;
  /** People who join a session without a page. */
  crowd: (session: Session, names: readonly string[]) => Promise<Guest[]>;
}

/** A workshop's test: what it opens is closed after it, and a fault inside a page fails it. */
export const test = base.extend<Workshop>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed.
  program: async ({}, use) => {
    const program = new Program();
    await program.start();
    await use(program);
    await program.end();
  },
  browserPage: async ({ browser, contextOptions, locale, timezoneId }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    const faults: string[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, locale, timezoneId, ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    if (faults.length > 0) throw new Error(`faults inside pages:\n${faults.join('\n')}`);
  },
  desk: async ({ program, browserPage }, use) => {
    const page = await browserPage({ viewport: { width: 1440, height: 900 } });
    const desk = new Desk(page, program);
    await desk.enter();
    await use(desk);
  },
  phone: ({ browserPage }, use) => use(async (options = {}) => new Phone(await browserPage({ ...small, ...options }))),
  laptop: ({ browserPage }, use) => use(async () => new Phone(await browserPage(laptop))),
  stage: ({ browserPage, program }, use) =>
    use(async ({ id }) => {
      const page = await browserPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(await program.call<string>('stageURL', id));
      return page;
    }),
  crowd: async ({ program }, use) => {
    const guests: Guest[] = [];
    await use(async (session, names) => {
      const secret = new URL(linkOf(await session.view())).hash.slice(1);
      const some = await Promise.all(names.map((name) => Guest.join(program.room, secret, name)));
      guests.push(...some);
      return some;
    });
    for (const guest of guests) guest.leave();
  },
});

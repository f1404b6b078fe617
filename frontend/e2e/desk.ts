import { expect, type Locator, type Page } from '@playwright/test';
import type { ConsoleView, Home, NewSession } from '../src/shared/model/wire';
import type { Program, Session } from './program';

/** Presses within this time, in milliseconds, of an act that was carried out are put aside: the second half of a double one. */
const settleMillis = 500;

/** Waits out the time in which presses are put aside, for whoever presses act after act. */
export class Settling {
  #actedAt = 0;

  /** An act was seen to be carried out. */
  acted(): void {
    this.#actedAt = Date.now();
  }

  async over(page: Page): Promise<void> {
    const left = this.#actedAt + settleMillis + 20 - Date.now();
    if (left > 0) await page.waitForTimeout(left);
  }
}

/** The trainer at the console: its page, and calls without it for what a test is not about. */
export class Desk {
  readonly #settling = new Settling();

  constructor(
    readonly page: Page,
    readonly program: Program,
  ) {}

  /** Opens the console by the address the program tells, once after each start. */
  async enter(): Promise<void> {
    await this.page.goto(this.program.link);
    const cookies = await this.page.context().cookies();
    this.program.cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** Answers the first-start questions. */
  async introduce({ language = 'fr', organisation = 'Atelier du Nord' } = {}): Promise<void> {
    const { settings } = await this.program.call<Home>('home');
    await this.program.call('saveSettings', { ...settings, organisation, trainer: 'Camille Roux', zone: 'Europe/Paris', language });
    await this.page.reload();
  }

  /** Prepares a session, opens its room and shows it on the page. */
  async open(change: Partial<NewSession> = {}): Promise<Session> {
    const session = await this.program.open({ client: 'Groupe Ormeval', place: 'Lille', tables: 0, ...change });
    await this.page.goto(new URL(`/#/session/${session.id}`, this.program.link).href);
    return session;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /**
   * Does an act until it is no longer offered: the console puts aside a press
   * that follows the last act too closely, whoever gave it.
   */
  async act(name: string, how: 'click' | ' ' | 'r' | 'PageDown' = 'click'): Promise<void> {
    const act = this.button(name);
    await expect(act).toBeEnabled();
    await this.#settling.over(this.page);
    await expect(async () => {
      if (await act.isVisible()) {
        if (how === 'click') await act.click({ timeout: 1_000 });
        else await this.page.keyboard.press(how);
      }
      await expect(act).toBeHidden({ timeout: 800 });
    }).toPass();
    this.#settling.acted();
  }
}

/** What the QR opens, on this computer. */
export const linkOf = (view: ConsoleView) => view.join?.localUrl ?? '';

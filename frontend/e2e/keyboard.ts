import { expect, type Locator, type Page } from '@playwright/test';

/** How often Tab is pressed, at most, before something is called out of reach. */
const reach = 250;

/**
 * Somebody who has a keyboard and nothing else. Whatever they reach shows that
 * it has the focus, and after each press the focus is somewhere.
 */
export class Keyboard {
  /** What went wrong that does not stop anybody: the focus lost, or not shown. */
  readonly faults: string[] = [];

  constructor(
    readonly page: Page,
    readonly who: string,
  ) {}

  /** The page tells when anything but keys is used on it; to be called before it is opened. */
  async alone(): Promise<void> {
    await this.page.addInitScript(() => {
      for (const name of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) addEventListener(name, () => (document.documentElement.dataset.touched = 'yes'), { capture: true, passive: true });
    });
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  /** Presses Tab, or Shift+Tab towards what comes before, until something has the focus. */
  async to(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < reach; presses++) {
      const where = await target.evaluate((element) => {
        const now = document.activeElement;
        if (now === element) return 'here';
        // Of radio buttons of a name one alone is reached, and the others by arrows.
        const { name, type } = element as HTMLInputElement;
        if (type === 'radio' && now instanceof HTMLInputElement && now.name === name && name !== '') return 'beside';
        return now && now !== document.body && now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after';
      });
      if (where === 'here') return this.#shown(target);
      await this.page.keyboard.press(where === 'beside' ? 'ArrowDown' : where === 'before' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`${this.who}: ${target.toString()} is not reached by ${reach} presses of Tab`);
  }

  /** Goes to something and presses it. */
  async press(target: Locator, key: 'Enter' | ' ' = 'Enter'): Promise<void> {
    const told = target.toString();
    await this.to(target);
    await this.page.keyboard.press(key);
    await this.#kept(told);
  }

  async pressButton(name: string | RegExp): Promise<void> {
    await this.press(this.button(name));
  }

  /** Chooses a radio button or ticks a box. */
  async choose(target: Locator): Promise<void> {
    await this.to(target);
    if (!(await target.isChecked())) await this.page.keyboard.press(' ');
    await expect(target).toBeChecked();
  }

  async write(target: Locator, text: string): Promise<void> {
    await this.to(target);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  /** Presses an act and says yes to the question it asks. */
  async lock(act: string): Promise<void> {
    await this.pressButton(act);
    const yes = this.button(act, this.page.getByRole('dialog'));
    await expect(yes).toBeVisible();
    await this.press(yes);
    await expect(yes).toBeHidden();
    await this.#kept(`« ${act} », yes`);
  }

  /** Nothing but keys was used. */
  async untouched(): Promise<void> {
    expect(await this.page.locator('html').getAttribute('data-touched'), this.who).toBeNull();
  }

  /** The focus is somewhere once what a press brings has come. */
  async kept(what: string): Promise<void> {
    await this.#kept(what);
  }

  async #kept(what: string): Promise<void> {
    const lost = () => this.page.evaluate(() => document.activeElement === null || document.activeElement === document.body);
    try {
      await expect.poll(lost, { timeout: 1_500, intervals: [20, 50, 100, 200] }).toBe(false);
    } catch {
      this.faults.push(`${this.who}: the focus is lost after ${what}`);
    }
  }

  /** What has the focus shows it: an outline or a shadow, on itself or on what stands for it. */
  async #shown(target: Locator): Promise<void> {
    const shown = await target.evaluate((element) => {
      const ring = (one: Element | null) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
      };
      const { labels } = element as HTMLInputElement;
      // A radio button or a box that is drawn by its label; a field's own frame.
      const near = [element, ...element.children, ...(labels ?? []), element.parentElement, ...(element.parentElement?.children ?? [])];
      if (near.some(ring)) return true;
      // A point of a drawing, or a field whose frame changes: it looks otherwise without the focus.
      const look = () =>
        near.map((one) => {
          if (!one) return '';
          const { stroke, strokeWidth, fill, borderColor, borderWidth, backgroundColor } = getComputedStyle(one);
          return [stroke, strokeWidth, fill, borderColor, borderWidth, backgroundColor].join();
        });
      const before = look().join(';');
      (element as HTMLElement).blur();
      const after = look().join(';');
      (element as HTMLElement).focus();
      return before !== after;
    });
    if (!shown) this.faults.push(`${this.who}: ${target.toString()} does not show that it has the focus`);
  }
}

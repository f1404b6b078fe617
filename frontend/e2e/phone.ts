import { expect, type Locator, type Page } from '@playwright/test';

/** A participant's browser. */
export class Phone {
  constructor(readonly page: Page) {}

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Opens what the QR opens. */
  async scan(link: string): Promise<void> {
    await this.page.goto(link);
  }

  async type(room: string, code: string): Promise<void> {
    await this.page.goto(room);
    await this.page.getByLabel('Code affiché à l’écran').pressSequentially(code);
  }

  /** Says who they are, and at which table; returns the pseudonym. */
  async enter(name: string, table?: string): Promise<string> {
    await this.page.getByLabel('Votre nom').fill(name);
    if (table !== undefined) await this.page.getByRole('radio', { name: table }).check();
    await this.button('Entrer').click();
    return this.noted();
  }

  /** Puts the re-entry code away; returns the pseudonym. */
  async noted(): Promise<string> {
    const heading = this.heading(/^Vous êtes .+\.$/);
    await expect(heading).toBeVisible();
    const pseudonym = ((await heading.textContent()) ?? '').replace(/^Vous êtes\s(.+)\.$/, '$1');
    await this.button('C’est noté').click();
    return pseudonym;
  }

  async join(link: string, name: string, table?: string): Promise<string> {
    await this.scan(link);
    return this.enter(name, table);
  }

  /** Presses an act and says yes to the question it asks. */
  async lock(act: string): Promise<void> {
    await this.button(act).click();
    await this.page.getByRole('dialog').getByRole('button', { name: act }).click();
  }
}

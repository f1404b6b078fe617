const pause = 700;

/**
 * What somebody is typing, given little by little: at each pause, and when the
 * field is left. What is typed stays as it is while they write, though the
 * server trims what it keeps.
 */
export class Draft {
  /** undefined: nothing is being typed, and what is kept stands. */
  text: string | undefined = $state();

  #give: (text: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #given = true;

  constructor(give: (text: string) => void) {
    this.#give = give;
  }

  type(text: string): void {
    this.text = text;
    this.#given = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  /** Gives what was typed since the last time. */
  flush(): void {
    clearTimeout(this.#timer);
    if (this.#given || this.text === undefined) return;
    this.#given = true;
    this.#give(this.text.trim());
  }

  /** The field is left: what is kept stands again. */
  leave(): void {
    this.flush();
    this.text = undefined;
  }
}

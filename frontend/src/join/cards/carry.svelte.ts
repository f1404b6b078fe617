/** What carrying a card needs to know. */
export interface CarryOptions {
  /** The card was let go over a column. */
  ondrop: (column: string) => void;
}

/** A card is carried once the pointer has gone this far, in pixels: less is a click. */
const threshold = 6;

/**
 * Carrying the card in hand with a mouse or a pen to whatever stands for a
 * column (an element with data-column). A finger scrolls the page instead and
 * presses the column.
 */
export class Carry {
  /** How far the card is carried, in pixels; undefined while it lies. */
  by: { x: number; y: number } | undefined = $state.raw();
  /** The column under the pointer. */
  over: string | undefined = $state();

  #options: CarryOptions;
  #pointer = -1;
  #start = { x: 0, y: 0 };

  constructor(options: CarryOptions) {
    this.#options = options;
  }

  start(event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#start = { x: event.pageX, y: event.pageY };
  }

  move(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    const by = { x: event.pageX - this.#start.x, y: event.pageY - this.#start.y };
    if (!this.by && Math.hypot(by.x, by.y) < threshold) return;
    this.by = by;
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    this.over = under.map((one) => one.closest<HTMLElement>('[data-column]')?.dataset.column).find((column) => column !== undefined);
  }

  end(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    const { over, by } = this;
    this.cancel();
    if (by && over !== undefined) this.#options.ondrop(over);
  }

  cancel(): void {
    this.#pointer = -1;
    this.by = undefined;
    this.over = undefined;
  }
}

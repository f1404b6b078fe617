/** What a list being dragged needs to know of its rows. */
export interface DragOptions {
  /** The element of a rank. */
  row: (rank: number) => HTMLElement | null | undefined;
  ranks: () => number;
  ondrop: (from: number, to: number) => void;
}

// Near the edges of the window a held row scrolls the page.
const edge = 72;
const speed = 9;

/**
 * Dragging a row of a list by its grip, with a mouse, a finger or a pen: the
 * row follows, the rank under it is marked, and the list changes on release.
 */
export class Drag {
  /** Rank held, and the rank it would fall on. */
  from: number | undefined = $state();
  over: number | undefined = $state();
  /** How far the held row has been carried, in pixels of the page. */
  carried = $state(0);

  #options: DragOptions;
  #pointer = -1;
  #startY = 0;
  #lastY = 0;
  #scrolling = 0;

  constructor(options: DragOptions) {
    this.#options = options;
  }

  start(event: PointerEvent & { currentTarget: HTMLElement }, rank: number): void {
    if (event.button !== 0 || this.from !== undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#lastY = event.clientY;
    this.#startY = event.clientY + window.scrollY;
    this.from = rank;
    this.over = rank;
    this.carried = 0;
  }

  move(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer || this.from === undefined) return;
    this.#lastY = event.clientY;
    this.#follow();
    if (this.#scrolling === 0) this.#scroll();
  }

  /** Released: the row falls. */
  end(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    const { from, over } = this;
    this.cancel();
    if (from !== undefined && over !== undefined && from !== over) this.#options.ondrop(from, over);
  }

  /** Let go without a change: Escape, or the system took the pointer. */
  cancel(): void {
    cancelAnimationFrame(this.#scrolling);
    this.#scrolling = 0;
    this.#pointer = -1;
    this.from = undefined;
    this.over = undefined;
    this.carried = 0;
  }

  #follow(): void {
    this.carried = this.#lastY + window.scrollY - this.#startY;
    for (let rank = 0; rank < this.#options.ranks(); rank++) {
      const box = this.#options.row(rank)?.getBoundingClientRect();
      if (rank !== this.from && box && this.#lastY >= box.top && this.#lastY < box.bottom) this.over = rank;
      else if (rank === this.from && box && Math.abs(this.carried) < box.height / 2) this.over = rank;
    }
  }

  #scroll(): void {
    const by = this.#lastY < edge ? -speed : this.#lastY > window.innerHeight - edge ? speed : 0;
    if (by === 0 || this.from === undefined) {
      this.#scrolling = 0;
      return;
    }
    window.scrollBy(0, by);
    this.#follow();
    this.#scrolling = requestAnimationFrame(() => this.#scroll());
  }
}

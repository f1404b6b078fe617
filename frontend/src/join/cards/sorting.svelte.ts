import type { Choice } from '$shared/model/wire';
import type { Reading } from '../live/answers.svelte';
import { nextCard, type Deck } from './deck';

export interface SortingOptions {
  deck: () => Deck;
  /** How the answer for a card stands: its column, or null when it was passed. */
  read: (card: string) => Reading;
  give: (card: string, column: string | null) => void;
}

/** Putting cards into columns, one card after the other or from the list of them all. */
export class Sorting {
  /** The list was asked for before every card had its column. */
  listed = $state(false);
  #options: SortingOptions;
  #from = $state(0);
  /** Taken up again, though it has an answer. */
  #again: string | undefined = $state();
  #trail: string[] = $state([]);

  constructor(options: SortingOptions) {
    this.#options = options;
  }

  get deck(): Deck {
    return this.#options.deck();
  }

  /** The card now in hand; undefined when every card has an answer. */
  get card(): Choice | undefined {
    const { cards } = this.deck;
    return cards.find(({ id }) => id === this.#again) ?? nextCard(cards, (id) => this.value(id) !== undefined, this.#from);
  }

  get reviewing(): boolean {
    return this.listed || this.card === undefined;
  }

  /** Cards with an answer, a pass included. */
  get answered(): number {
    return this.deck.cards.filter(({ id }) => this.value(id) !== undefined).length;
  }

  /** Cards without a column. */
  get missing(): number {
    return this.deck.cards.filter(({ id }) => this.value(id) == null).length;
  }

  get canUndo(): boolean {
    return this.#trail.length > 0;
  }

  read(card: string): Reading {
    return this.#options.read(card);
  }

  value(card: string): unknown {
    return this.#options.read(card).value;
  }

  give(card: string, column: string | null): void {
    this.#options.give(card, column);
    this.#trail = [...this.#trail.filter((one) => one !== card), card];
    this.#from = this.deck.cards.findIndex(({ id }) => id === card) + 1;
    this.#again = undefined;
  }

  /** Changes a card from the list: the one in hand stays in hand. */
  change(card: string, column: string | null): void {
    this.#options.give(card, column);
  }

  /** Takes a card up again. */
  take(card: string): void {
    this.#again = card;
    this.listed = false;
  }

  /** Takes the last card up again. */
  undo(): void {
    this.#again = this.#trail[this.#trail.length - 1];
    this.#trail = this.#trail.slice(0, -1);
  }
}

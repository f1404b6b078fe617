import type { BoardPlay, PickedCard } from '$shared/model/wire';

/** Dots by idea; ideas without any are left out. */
export type Ballot = Readonly<Record<string, number>>;

/** A kept ballot, with what no longer is an idea left out; empty for a pass or for nothing. */
export function ballotOf(value: unknown, ideas: BoardPlay['ideas']): Ballot {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value as Record<string, unknown>).filter((one): one is [string, number] => typeof one[1] === 'number' && one[1] > 0 && ideas.some(({ id }) => id === one[0])));
}

export const placed = (ballot: Ballot): number => Object.values(ballot).reduce((sum, dots) => sum + dots, 0);

export const mayAdd = (ballot: Ballot, idea: string, { dots, maxPerIdea }: Pick<BoardPlay, 'dots' | 'maxPerIdea'>): boolean => placed(ballot) < dots && (ballot[idea] ?? 0) < maxPerIdea;

/** The ballot with one dot more, or less, on an idea. */
export function moved(ballot: Ballot, idea: string, by: 1 | -1): Ballot {
  const dots = Math.max(0, (ballot[idea] ?? 0) + by);
  const others = Object.fromEntries(Object.entries(ballot).filter(([id]) => id !== idea));
  return dots === 0 ? others : { ...others, [idea]: dots };
}

/** Picked cards of a box as they stand together: groups with their title, then cards alone. */
export interface Cluster {
  /** "" for a card alone. */
  title: string;
  cards: PickedCard[];
}

export function clustersOf(cards: readonly PickedCard[], box: string): Cluster[] {
  const clusters: Cluster[] = [];
  for (const card of cards) {
    if (card.box !== box) continue;
    const group = card.group === '' ? undefined : clusters.find(({ title }) => title === card.group);
    if (group) group.cards.push(card);
    else clusters.push({ title: card.group, cards: [card] });
  }
  return [...clusters.filter(({ title }) => title !== ''), ...clusters.filter(({ title }) => title === '')];
}

/** Cards one person may write in a box. */
export const mostNotes = 20;

/** Where a card of a box is kept; cards count from 1. */
export const noteItem = (box: string, n: number) => `${box}.${n}`;

/** Numbers of the cards written in a box. */
export function notesIn(box: string, text: (item: string) => string): number[] {
  return Array.from({ length: mostNotes }, (_, index) => index + 1).filter((n) => text(noteItem(box, n)) !== '');
}

/** The first number free for a new card; undefined when there is none. */
export function freeNote(taken: readonly number[]): number | undefined {
  for (let n = 1; n <= mostNotes; n++) if (!taken.includes(n)) return n;
  return undefined;
}

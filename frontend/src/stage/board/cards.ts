import type { BoxPlay, PickedCard, VotedIdea, VoteFigures } from '$shared/model/wire';

/** Cards of one box that the trainer put together, or one card alone. */
export interface Cluster {
  /** "" alone. */
  title: string;
  cards: PickedCard[];
}

/** A box that holds picked cards. */
export interface Filled {
  box: BoxPlay;
  clusters: Cluster[];
}

/** The boxes that hold picked cards, in the canvas' order: clusters first, then what stands alone, as picked. */
export function filledBoxes(boxes: readonly BoxPlay[], picked: readonly PickedCard[]): Filled[] {
  return boxes
    .map((box) => {
      const cards = picked.filter((card) => card.box === box.id);
      const titles = [...new Set(cards.map(({ group }) => group).filter(Boolean))];
      const grouped = titles.map((title) => ({ title, cards: cards.filter(({ group }) => group === title) }));
      return { box, clusters: [...grouped, ...cards.filter(({ group }) => !group).map((card) => ({ title: '', cards: [card] }))] };
    })
    .filter(({ clusters }) => clusters.length > 0);
}

/** Columns in which so many boxes stand. */
export const columnsFor = (boxes: number): number => (boxes <= 3 ? boxes : boxes === 4 ? 2 : boxes <= 6 ? 3 : 4);

/** Letters that stand beside each other over the whole width of the wall, at the size cards usually have. */
const across = 104;

/** Lines of a card at most that its row makes room for: it may end in an ellipsis. */
const tallest = 6;

/**
 * Heights of the rows in which boxes stand, one beside another in columns: as
 * grid tracks, in proportion to the lines that the fullest box of each row holds.
 */
export function rowsFor(filled: readonly Filled[], columns: number): string {
  const rows: number[] = [];
  filled.forEach(({ clusters }, index) => {
    const row = Math.floor(index / columns);
    // Between two cards there is as much as half a line.
    const linesOf = ({ text }: PickedCard) => Math.min(tallest, Math.ceil((text.length * columns) / across)) + 0.5;
    const lines = clusters.reduce((sum, { title, cards }) => sum + cards.reduce((all, card) => all + linesOf(card), title ? 1 : 0), 2);
    // A row of one card and a row of many still are rows of one canvas.
    rows[row] = Math.max(rows[row] ?? 4, Math.min(lines, 16));
  });
  return rows.map((weight) => `minmax(0, ${weight}fr)`).join(' ');
}

/** Ideas that hold a place so far: those of the vote, then those of the run-off. */
export function keptIdeas(votes: VoteFigures | undefined, runOff: VoteFigures | undefined): VotedIdea[] {
  const kept = [...(votes?.ideas ?? []), ...(runOff?.ideas ?? [])].filter(({ selected }) => selected);
  return kept.filter((idea, index) => kept.findIndex(({ id }) => id === idea.id) === index);
}

/** Whether an idea is tied for the places left. */
export const isTied = (votes: VoteFigures, idea: VotedIdea): boolean => votes.seats > 0 && (votes.runOff ?? []).includes(idea.id);

import type { Card, ConsoleView, Text } from '$shared/model/wire';

/** A box cards are read in: of a board, or a question of comments. */
export interface CardBox {
  id: string;
  title: Text;
  /** Its cards are put to the vote. */
  voted: boolean;
  /** The vote is open or over: its cards change no more. */
  fixed: boolean;
}

/** The boxes of the cards offered now; none where cards have no boxes. */
export function boxesOf({ play, parts }: ConsoleView): CardBox[] {
  if (play?.board) {
    const voting = parts.some(({ phase, opening }) => phase === 'vote' && opening > 0);
    return play.board.boxes.map(({ id, title, voted }) => ({ id, title, voted, fixed: voted && voting }));
  }
  return (play?.feedback?.comments ?? []).map(({ id, text }) => ({ id, title: text, voted: false, fixed: false }));
}

/** Titles of the clusters, with the number of their cards, in alphabetical order. */
export function groupsOf(cards: readonly Card[]): { title: string; count: number }[] {
  const titles = [...new Set(cards.map(({ group }) => group))].filter((title) => title !== '');
  return titles.map((title) => ({ title, count: cards.filter(({ group }) => group === title).length })).sort((a, b) => a.title.localeCompare(b.title));
}

/** The longest text of a card, in characters. */
export const longest = ({ source }: Pick<Card, 'source'>) => (source === 'note' || source === 'trainer' ? 500 : 2000);
/** The longest title of a cluster, in characters. */
export const longestGroup = 120;

/** The first words of a card, for those who hear the names of its buttons. */
export const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

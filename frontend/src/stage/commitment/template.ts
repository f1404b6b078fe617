/** A piece of a plan's sentence: words, or the place of a slot. */
export interface Piece {
  words?: string;
  slot?: string;
}

/** A template with slots between braces, in pieces. */
export function piecesOf(template: string): Piece[] {
  return template
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{\w+\}$/.test(piece) ? { slot: piece.slice(1, -1) } : { words: piece }));
}

import { describe, expect, it } from 'vitest';
import { piecesOf } from './template';

describe('piecesOf', () => {
  it('keeps the words as they are, and names the slots between them', () => {
    expect(piecesOf('Si {situation}, alors je {behaviour}.')).toEqual([{ words: 'Si ' }, { slot: 'situation' }, { words: ', alors je ' }, { slot: 'behaviour' }, { words: '.' }]);
    expect(piecesOf('{a}{b}')).toEqual([{ slot: 'a' }, { slot: 'b' }]);
    expect(piecesOf('sans champ')).toEqual([{ words: 'sans champ' }]);
  });
});

/** Paragraphs at most: a story on the stage is read in one breath each. */
const most = 3;

/** What ends with a point and goes on: a person's title, an initial. */
const goesOn = /(?:^|[\s«“(])(?:\p{Lu}|Mr|Mrs|Ms|Dr|St)\.$/u;

/** The sentences of a text; what is said in quotation marks stays whole. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let quoted = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if ('«“'.includes(sign)) quoted++;
    else if ('»”'.includes(sign)) quoted = Math.max(0, quoted - 1);
    const said = text.slice(start, at + 1);
    const ends = '.!?…'.includes(sign) || ('»”'.includes(sign) && /[.!?…]\s*[»”]$/u.test(said));
    if (quoted === 0 && ends && /\s/.test(text[at + 1] ?? ' ') && !goesOn.test(said)) {
      sentences.push(said.trim());
      start = at + 1;
    }
  }
  const rest = text.slice(start).trim();
  return rest ? [...sentences, rest] : sentences;
}

/**
 * A story as it is told: its own paragraphs, else its sentences, the shortest
 * neighbours put together so that three are enough.
 */
export function paragraphs(text: string): string[] {
  const own = text.split('\n').map((line) => line.trim()).filter(Boolean);
  if (own.length > 1) return own;
  const told = sentencesOf(text);
  while (told.length > most) {
    const lengths = told.slice(1).map((sentence, index) => (told[index]?.length ?? 0) + sentence.length);
    const shortest = lengths.indexOf(Math.min(...lengths));
    told.splice(shortest, 2, `${told[shortest]} ${told[shortest + 1]}`);
  }
  return told;
}

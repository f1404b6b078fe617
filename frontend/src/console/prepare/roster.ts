/** As many names as the program takes. */
export const longestRoster = 2000;

/** Words that head a column of names, folded. */
const heads = {
  family: ['nom', 'noms', 'nom de famille', 'nom d usage', 'nom usuel', 'nom de naissance', 'last name', 'lastname', 'surname', 'family name'],
  given: ['prenom', 'prenoms', 'prenom usuel', 'first name', 'firstname', 'given name', 'forename'],
  whole: ['nom complet', 'nom prenom', 'nom et prenom', 'nom prenoms', 'nom et prenoms', 'prenom nom', 'prenom et nom', 'participant', 'participante', 'participants', 'participant e', 'stagiaire', 'stagiaires', 'name', 'names', 'full name', 'participant name', 'attendee', 'attendees'],
};

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^a-z]+/g, ' ')
    .trim();

const plain = (text: string) => text.replace(/^\uFEFF/, '').replace(/\s+/g, ' ').trim();

/** The cells of a line of a table; quotes round a cell are the table's, not the name's. */
const cellsOf = (line: string, separator: string) => line.split(separator).map((cell) => plain(plain(cell).replace(/^"(.*)"$/, '$1').replace(/""/g, '"')));

/** DUPONT: letters, none of them small. */
const inCapitals = (cell: string) => /\p{L}{2}/u.test(cell) && cell === cell.toUpperCase();
/** Marie: a name of which not every letter is a capital. */
const inSmall = (cell: string) => /^\p{Lu}[\p{L}\p{M}'’ -]*$/u.test(cell) && cell !== cell.toUpperCase();

/**
 * The names of a pasted list, in its order: one per line, or the rows of a table
 * (tabs, semicolons, or commas under a line of titles), or the recipients of an
 * e-mail. Of a table the columns that hold names are put together, the first
 * name first; its line of titles and everything else is left out.
 */
export function namesFrom(pasted: string): string[] {
  const text = pasted.replace(/^\uFEFF/, '');
  if (/<[^<>@\s]+@[^<>\s]+>/.test(text)) return recipients(text);
  const lines = text.split(/\r\n|\r|\n/).filter((line) => plain(line.replace(/[;\t]/g, ' ')) !== '');
  const first = lines[0] ?? '';
  const titled = (separator: string) => first.includes(separator) && cellsOf(first, separator).some((cell) => isHead(cell));
  const separator = lines.some((line) => line.includes('\t')) ? '\t' : lines.some((line) => line.includes(';')) ? ';' : titled(',') ? ',' : '';
  const rows = lines.map((line) => (separator === '' ? [plain(line)] : cellsOf(line, separator)));
  return rows.length === 0 ? [] : namesOf(rows).filter((name) => name !== '');
}

const isHead = (cell: string) => Object.values(heads).some((words) => words.includes(fold(cell)));

function namesOf(rows: readonly string[][]): string[] {
  const [titles = [], ...others] = rows;
  const at = (words: readonly string[]) => titles.findIndex((cell) => words.includes(fold(cell)));
  const [family, given, whole] = [at(heads.family), at(heads.given), at(heads.whole)];
  if (family >= 0 && given >= 0) return others.map((row) => plain(`${row[given] ?? ''} ${row[family] ?? ''}`));
  const titled = whole >= 0 ? whole : family;
  if (titled >= 0 && others.length > 0) return others.map((row) => row[titled] ?? '');
  // Without titles, family names are told by their capitals; else the first column is what a name is.
  if (rows.every(([left = '', right = '']) => inCapitals(left) && inSmall(right))) return rows.map(([left, right]) => `${right} ${left}`);
  return rows.map(([left = '']) => left);
}

/** « Marie Dupont <marie@exemple.fr>; … »: an address without a name stands for it. */
function recipients(text: string): string[] {
  return text
    .replace(/>\s*[;,]/g, '>\n')
    .split(/\r\n|\r|\n|;/)
    .map((one) => {
      const name = plain(one.replace(/<[^<>]*>/, '')).replace(/^["'](.*)["']$/, '$1');
      return name || plain(/<([^<>]*)>/.exec(one)?.[1] ?? '');
    })
    .filter((name) => name !== '');
}

/** Names that are there more than once, each told once, as first written. */
export function repeated(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const name of names) seen.set(fold(name) || name, (seen.get(fold(name) || name) ?? 0) + 1);
  const told = new Set<string>();
  return names.filter((name) => {
    const key = fold(name) || name;
    if ((seen.get(key) ?? 0) < 2 || told.has(key)) return false;
    told.add(key);
    return true;
  });
}

import type { Language } from './language';

const nbsp = '\u00a0';
const thin = '\u202f'; // narrow no-break space

/** What was set last, by language: a page shows the same sentences again with each picture. */
const lately: Record<Language, Map<string, string>> = { fr: new Map(), en: new Map() };
const most = 1_000;

/**
 * Sets a text as its language prints it. French: narrow no-break space before
 * ; ! ? %, no-break space before : and inside « », in « 9 h 20 » and before
 * units of money; both languages: typographic apostrophe and ellipsis, and no
 * line that ends inside « e-leader »; English: no-break space in “10:40 pm”.
 * Addresses, times (10:30) and texts already set come out unchanged.
 */
export function typo(text: string, language: Language): string {
  const known = lately[language];
  const kept = known.get(text);
  if (kept !== undefined) return kept;
  if (known.size >= most) known.clear();
  const made = setIn(text, language);
  known.set(text, made);
  return made;
}

/** typo, anew. */
function setIn(text: string, language: Language): string {
  // No lookbehind here: browsers before Safari 16.4 refuse the whole script.
  const set = text
    .replace(/\.\.\./g, '…')
    .replace(/([\p{L}\p{N}])'(?=\p{L})/gu, '$1’')
    .replace(/(^|[\s«“(’])([eE])-(?=\p{L})/gu, '$1$2\u2011');
  if (language !== 'fr') return set.replace(/(\d) (?=[ap]m(?![\p{L}\p{N}]))/gu, `$1${nbsp}`);
  return (
    set
      .replace(/(\p{L})'(?=[\s«])/gu, '$1’')
      .replace(/«\s*/gu, `«${nbsp}`)
      .replace(/\s*»/gu, `${nbsp}»`)
      // A sign written apart is drawn to its word; written together it is set
      // apart only where a sentence ends, so that a?b=1 and 10:30 stay whole.
      .replace(/[ \u00a0\u202f]+([;!?]+|%)/gu, `${thin}$1`)
      .replace(/([\p{L}\p{N})\]»’])([;!?]+)(?=$|[\s»)”\]])/gu, `$1${thin}$2`)
      .replace(/(\p{N})%/gu, `$1${thin}%`)
      .replace(/[ \u202f]+:(?=\s|$)/gu, `${nbsp}:`)
      .replace(/([\p{L}\p{N})\]»’]):(?=\s|$)/gu, `$1${nbsp}:`)
      .replace(/(\d) h (?=\d\d)/gu, `$1${nbsp}h${nbsp}`)
      .replace(/(\d) (?=(?:h|min|s|€|kB|Ko|Mo)(?![\p{L}\p{N}]))/gu, `$1${nbsp}`)
  );
}

import type { ActivityView, Kind } from '$shared/model/wire';

/** What activities are for, in the order in which a day uses them. */
export type Use = 'frame' | 'self' | 'compare' | 'decide' | 'imagine' | 'build' | 'commit';

const uses: readonly (readonly [Use, readonly Kind[]])[] = [
  ['frame', ['briefing']],
  ['self', ['assessment']],
  ['compare', ['contrast', 'ranking', 'sort', 'rating']],
  ['decide', ['scenario']],
  ['imagine', ['curve']],
  ['build', ['board']],
  ['commit', ['commitment', 'feedback']],
];

/** The activities by use, in alphabetical order, those whose words contain all that is looked for. words: title, then purpose, as read. */
export function catalogue(activities: readonly ActivityView[], looked: string, words: (activity: ActivityView) => string): { use: Use; activities: ActivityView[] }[] {
  const wanted = plain(looked).split(/\s+/).filter(Boolean);
  const ordered = [...activities].sort((a, b) => plain(words(a)).localeCompare(plain(words(b))));
  const found = ordered.filter((activity) => {
    const own = plain(words(activity));
    return wanted.every((word) => own.includes(word));
  });
  return uses.map(([use, kinds]) => ({ use, activities: found.filter(({ kind }) => kinds.includes(kind)) })).filter(({ activities: list }) => list.length > 0);
}

/** Letters without accents or capitals: « Équipe » is found by "equipe". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’]/g, "'").toLowerCase();

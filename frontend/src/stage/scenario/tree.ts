import type { EndingFigures, EndingMark } from '$shared/model/wire';

/** Where the tree is drawn, in pixels of the 1920 × 1080 picture. */
export const box = { left: 300, right: 1400, top: 316, bottom: 796 };

/** Widest and tallest a leaf's letters are, and how close two may stand. */
const leafGap = 44;
const stopRadius = 28;

/** Where the names of the scenes begin, under the tree. */
const named = 828;

export interface Stop {
  x: number;
  y: number;
  gauge: number;
  /** "" at the start. */
  letter: string;
}

/** Untaken options of one stop that led the gauge to the same place. */
export interface Leaf {
  from: Stop;
  x: number;
  y: number;
  letters: string;
  elsewhere: boolean;
}

/** Where an ending is named: the middle of its share of the gauge. */
export interface Level {
  mark: EndingMark;
  y: number;
  least: number;
  /** Undefined for the highest. */
  below: number | undefined;
}

export interface Tree {
  stops: Stop[];
  leaves: Leaf[];
  levels: Level[];
  /** Thresholds of the endings, as heights. */
  rules: { gauge: number; y: number }[];
}

const letterOf = (option: string) => option.toUpperCase();

/** Lays out the path, what was not chosen along it, and the endings beside it. */
export function treeOf(ending: EndingFigures, endings: EndingMark[], min: number, max: number): Tree {
  const thresholds = endings.map(({ from }) => from).filter((from) => from > min);
  const untaken = ending.untaken ?? [];
  const gauges = [ending.start, ...ending.path.map(({ gauge }) => gauge), ...untaken.map(({ gauge }) => gauge), ...thresholds];
  const low = Math.max(min, Math.min(...gauges) - 5);
  const high = Math.min(max, Math.max(...gauges) + 5);
  const y = (gauge: number) => box.bottom - ((box.bottom - box.top) * (gauge - low)) / (high - low || 1);
  const apart = (box.right - box.left) / Math.max(1, ending.path.length);

  const stops: Stop[] = [{ x: box.left, y: y(ending.start), gauge: ending.start, letter: '' }];
  ending.path.forEach(({ gauge, option }, index) => stops.push({ x: box.left + apart * (index + 1), y: y(gauge), gauge, letter: letterOf(option) }));

  const leaves = ending.path.flatMap(({ node }, index) => {
    const from = stops[index] as Stop;
    const taken = stops[index + 1] as Stop;
    const groups = new Map<string, Leaf>();
    for (const option of untaken.filter((one) => one.node === node)) {
      const key = `${option.gauge}${option.elsewhere}`;
      const leaf = groups.get(key);
      if (leaf) leaf.letters += ` ${option.letter}`;
      else groups.set(key, { from, x: taken.x - 26, y: y(option.gauge), letters: option.letter, elsewhere: option.elsewhere });
    }
    return spaced([...groups.values()], taken, stops[index + 2]);
  });

  const ordered = [...endings].sort((a, b) => b.from - a.from);
  const levels = ordered.map((mark, index) => {
    const below = ordered[index - 1]?.from;
    return { mark, least: mark.from, below, y: (y(Math.max(low, mark.from)) + y(Math.min(high, below ?? high))) / 2 };
  });
  return { stops, leaves, levels: apartLevels(levels), rules: thresholds.map((gauge) => ({ gauge, y: y(gauge) })) };
}

/** Keeps the leaves of one stop off each other, off the stop that was taken and off the line to it. */
function spaced(leaves: Leaf[], taken: Stop, next: Stop | undefined): Leaf[] {
  leaves.sort((a, b) => a.y - b.y);
  leaves.forEach((leaf, index) => {
    const above = leaves[index - 1];
    if (above && leaf.y - above.y < leafGap) leaf.y = above.y + leafGap;
  });
  let hung: Leaf | undefined;
  return leaves.filter((leaf) => {
    if (Math.abs(leaf.y - taken.y) >= stopRadius + leafGap / 2) return true;
    const beside = taken.x - stopRadius - leafGap;
    const line = taken.y + ((leaf.from.y - taken.y) * (taken.x - beside)) / (taken.x - leaf.from.x);
    if (Math.abs(leaf.y - line) > leafGap) {
      leaf.x = beside;
      return true;
    }
    if (hung) {
      hung.letters = `${hung.letters} ${leaf.letters}`.split(' ').sort().join(' ');
      hung.elsewhere &&= leaf.elsewhere;
      return false;
    }
    // It would have led here as well: it hangs on the stop itself, away from the lines and off the scene's name.
    const lines = (leaf.from.y + (next?.y ?? taken.y)) / 2 - taken.y;
    const away = stopRadius + leafGap / 2 + 2;
    leaf.from = taken;
    leaf.x = taken.x;
    leaf.y = taken.y + (lines <= 0 && taken.y + away + leafGap / 2 <= named ? away : -away);
    hung = leaf;
    return true;
  });
}

/** Keeps the endings' names off each other; each takes up to three lines. */
function apartLevels(levels: Level[]): Level[] {
  const tall = 136;
  levels.forEach((level, index) => {
    const above = levels[index - 1];
    if (above && level.y - above.y < tall) level.y = above.y + tall;
  });
  const last = levels[levels.length - 1];
  const over = last ? last.y - (box.bottom - 20) : 0;
  if (over > 0) for (const level of levels) level.y -= over;
  return levels;
}

/** A scene's title in two parts, « 21 h 12 » and « La file »; the second is all of it where it has no dash. */
export function partsOf(title: string): { when: string; what: string } {
  const dash = title.indexOf(' — ');
  return dash < 0 ? { when: '', what: title } : { when: title.slice(0, dash), what: title.slice(dash + 3) };
}

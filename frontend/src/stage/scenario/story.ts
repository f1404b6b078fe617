import type { EndingFigures, TreeNode } from '$shared/model/wire';

/** Where the story is drawn, in pixels of the 1920 × 1080 picture. */
export const page = { left: 80, right: 1840, middle: 612 };

/** Width kept for the endings, and for the lines between two columns. */
const endings = 290;
const between = 74;

/** Height of an option, and how far two situations of one moment stand from the middle. */
export const step = 60;
const lane = 205;

export interface StoryOption {
  id: string;
  letter: string;
  y: number;
  /** The room took it. */
  taken: boolean;
  /** People who voted for it; undefined where it may not be shown. */
  votes: number | undefined;
  next: string;
}

/** A situation of the story: its options hang on a bar. */
export interface Situation {
  id: string;
  x: number;
  y: number;
  /** From its bar to where its lines leave. */
  width: number;
  /** Heights of the bar's ends. */
  top: number;
  bottom: number;
  visited: boolean;
  options: StoryOption[];
}

/** A line from an option to what it leads to. */
export interface Branch {
  from: { x: number; y: number };
  to: { x: number; y: number };
  taken: boolean;
  /** Order of the room's steps, from 0; of what was not taken, -1. */
  turn: number;
}

export interface Story {
  situations: Situation[];
  branches: Branch[];
  /** Where the story ends. */
  end: { x: number; y: number };
}

/** Lays the whole story out by depth, the room's way through it marked. */
export function storyOf(tree: readonly TreeNode[], ending: EndingFigures): Story {
  const columns = 1 + Math.max(0, ...tree.map(({ depth }) => depth));
  const wide = (page.right - page.left - endings) / columns;
  const end = { x: page.right - endings + 10, y: page.middle };
  const turnOf = (node: string) => ending.path.findIndex((choice) => choice.node === node);
  const countsAt = (node: string) => ending.splits?.find((split) => split.node === node)?.counts;

  const situations = tree.map((node): Situation => {
    const beside = tree.filter(({ depth }) => depth === node.depth);
    const place = beside.indexOf(node) - (beside.length - 1) / 2;
    const y = page.middle + place * 2 * (beside.length > 2 ? (2 * lane) / beside.length : lane);
    const visit = ending.path[turnOf(node.id)];
    const top = y - ((node.options.length - 1) / 2) * step;
    return {
      id: node.id,
      x: page.left + node.depth * wide,
      y,
      width: wide - between,
      top: top - step / 2,
      bottom: top + (node.options.length - 0.5) * step,
      visited: visit !== undefined,
      options: node.options.map((option, index) => ({
        ...option,
        y: top + index * step,
        taken: visit?.option === option.id,
        votes: visit ? countsAt(node.id)?.find(({ id }) => id === option.id)?.count : undefined,
      })),
    };
  });

  const branches = situations.flatMap((situation) =>
    situation.options.map((option): Branch => {
      const next = situations.find(({ id }) => id === option.next);
      return {
        from: { x: situation.x + situation.width, y: option.y },
        to: next ? { x: next.x, y: next.y } : end,
        taken: option.taken,
        turn: option.taken ? turnOf(situation.id) : -1,
      };
    }),
  );
  // What the room took is drawn last, over the others.
  branches.sort((a, b) => a.turn - b.turn);
  return { situations, branches, end };
}

/** A line that leaves and arrives level. */
export function curveOf({ from, to }: Branch): string {
  const half = (to.x - from.x) / 2;
  return `M${from.x} ${from.y}C${from.x + half} ${from.y} ${to.x - half} ${to.y} ${to.x} ${to.y}`;
}

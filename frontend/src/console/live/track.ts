import type { AgendaStep, ClockView, PartTime, PartView, ScenarioPlay } from '$shared/model/wire';

/** One step on the two rails: planned on the left, as run or expected on the right. Pixels from the top. */
export interface Row {
  step: AgendaStep;
  top: number;
  height: number;
  plannedTop: number;
  /** Where the planned time is written, clear of its neighbours. */
  labelTop: number;
  state: 'done' | 'skipped' | 'current' | 'next';
  /** Minutes more, or less, than planned, once done. */
  drift: number | undefined;
}

export interface Track {
  rows: Row[];
  height: number;
  /** Where the present moment is, once the agenda has begun. */
  now: number | undefined;
  expectedEnd: number;
  /** Minutes late (or early, below zero) at the end. */
  drift: number;
}

const rowHeight = 22;
const twoLines = 40;
const labelHeight = 14;
const minute = 60_000;

/**
 * Lays the agenda out in a height. Steps take room by their length, but each is
 * high enough to be read; current is the least height of the running one. now is
 * the server's time, later than the clock of the picture. wraps tells which titles
 * need two lines: they get them as long as all still fits.
 */
export function layOut(
  steps: readonly AgendaStep[],
  clock: ClockView,
  now: number,
  height: number,
  current: number,
  wraps: (step: AgendaStep) => boolean = () => false,
): Track {
  const running = steps.findIndex((step) => step.current);
  const begun = clock.startedAt !== 0;
  const following = running >= 0 ? (steps[running + 1]?.expectedStart ?? clock.expectedEnd) : clock.expectedEnd;
  // What runs over pushes all that follows; an agenda not begun starts at its hour, or now.
  const slip = !begun ? Math.max(0, now - (steps[0]?.expectedStart ?? clock.now)) : running >= 0 ? Math.max(0, now - following) : 0;
  const plannedShift = begun ? 0 : slip;
  const expectedEnd = clock.expectedEnd + slip;
  const starts = steps.map((step, index) => step.expectedStart + (!begun || index > running ? slip : 0));
  const lengths = steps.map((_, index) => Math.max(0, (starts[index + 1] ?? expectedEnd) - (starts[index] ?? 0)));
  const leastOf = (two: boolean) => steps.map((step) => (step.current ? Math.max(current, rowHeight) : two && wraps(step) ? twoLines : rowHeight));
  const roomy = leastOf(true);
  const least = roomy.reduce((sum, one) => sum + one, 0) <= height ? roomy : leastOf(false);
  const scale = scaleFor(lengths, least, height);
  const heights = lengths.map((length, index) => Math.max(least[index] ?? 0, length * scale));

  const tops: number[] = [];
  let total = 0;
  for (const one of heights) {
    tops.push(total);
    total += one;
  }
  const at = (time: number): number => {
    const first = starts[0] ?? time;
    if (time <= first) return (time - first) * scale;
    for (let index = starts.length - 1; index >= 0; index--) {
      const start = starts[index] ?? 0;
      if (time < start) continue;
      const length = lengths[index] ?? 0;
      const inside = length > 0 ? Math.min(1, (time - start) / length) : 0;
      return (tops[index] ?? 0) + inside * (heights[index] ?? 0);
    }
    return 0;
  };

  let label = -Infinity;
  const rows = steps.map((step, index): Row => {
    const plannedTop = Math.max(0, at(step.plannedStart + plannedShift));
    label = Math.max(plannedTop, label + labelHeight);
    return {
      step,
      top: tops[index] ?? 0,
      height: heights[index] ?? 0,
      plannedTop,
      labelTop: label,
      state: step.current ? 'current' : step.skipped ? 'skipped' : step.endedAt !== 0 ? 'done' : 'next',
      drift: step.endedAt !== 0 && !step.skipped ? Math.round((step.endedAt - step.startedAt) / minute) - step.minutes : undefined,
    };
  });
  // Times planned for later than the agenda now ends crowd at its foot: they go up again.
  let foot = total;
  for (const row of [...rows].reverse()) {
    if (row.labelTop <= foot) break;
    row.labelTop = foot;
    foot -= labelHeight;
  }
  return {
    rows,
    height: total,
    now: begun && running >= 0 ? at(now) : undefined,
    expectedEnd,
    drift: begun ? Math.round((expectedEnd - clock.plannedEnd) / minute) : 0,
  };
}

/** Pixels per millisecond that fill the height when no row is lower than its least. */
function scaleFor(lengths: readonly number[], least: readonly number[], height: number): number {
  const filled = (scale: number) => lengths.reduce((sum, length, index) => sum + Math.max(least[index] ?? 0, length * scale), 0);
  const longest = lengths.reduce((sum, length) => sum + length, 0);
  if (longest === 0) return 0;
  let low = 0;
  let high = height / longest;
  while (filled(high) < height) high *= 2;
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (filled(middle) > height) high = middle;
    else low = middle;
  }
  return low;
}

/** A line under the current step: a part, or a whole node of a scenario. */
export interface Line<T> {
  key: string;
  title: T;
  state: 'done' | 'current' | 'next';
  /** Minutes it was to last; undefined where that is not known. */
  planned?: number;
  /** Minutes it took, so far for the current one; undefined before it is entered. */
  took?: number;
}

/** How long the parts of a step are to last and did, in their order, at now by the session's time. */
export interface Lengths {
  times: readonly PartTime[];
  now: number;
}

/** The minutes of parts that follow one another, as one; parts are all of the step's. */
function minutesOf(inside: readonly PartView[], parts: readonly PartView[], { times, now }: Lengths): Pick<Line<unknown>, 'planned' | 'took'> {
  const mine = inside.map((part) => times[parts.indexOf(part)]).filter((time) => time !== undefined);
  if (mine.length === 0) return {};
  const entered = mine.filter(({ enteredAt }) => enteredAt !== 0);
  const took = entered.reduce((sum, { enteredAt, doneAt }) => sum + Math.max(0, (doneAt || now) - enteredAt), 0);
  return {
    planned: Math.round(mine.reduce((sum, { plannedSeconds }) => sum + plannedSeconds, 0) / 60),
    ...(entered.length > 0 ? { took: Math.round(took / minute) } : {}),
  };
}

const nodeOf = (part: PartView) => (part.id.includes('.') ? part.id.slice(0, part.id.indexOf('.')) : '');

function lineState(parts: readonly PartView[], current: string): Line<unknown>['state'] {
  if (parts.some(({ id }) => id === current)) return 'current';
  return parts.every(({ state }) => state === 'done') ? 'done' : 'next';
}

/** The parts of the current step as its agenda lists them: those of a node count as one, under the node's title; nextNode names one not told yet. */
export function linesOf(parts: readonly PartView[], current: string, nextNode: PartView['title'], scenario?: ScenarioPlay, lengths: Lengths = { times: [], now: 0 }): Line<PartView['title']>[] {
  const groups: { key: string; parts: PartView[] }[] = [];
  for (const part of parts) {
    const key = nodeOf(part) || part.id;
    const last = groups[groups.length - 1];
    if (last?.key === key) last.parts.push(part);
    else groups.push({ key, parts: [part] });
  }
  return groups.map(({ key, parts: inside }) => {
    const index = scenario?.path.findIndex(({ node }) => node === key) ?? -1;
    const told = index >= 0 ? scenario?.pathTitles[index] : scenario?.node?.id === key ? scenario.node.title : undefined;
    const other = nodeOf(inside[0] as PartView) ? nextNode : (inside[0]?.title ?? nextNode);
    return { key, title: told ?? other, state: lineState(inside, current), ...minutesOf(inside, parts, lengths) };
  });
}

/** The parts of the rail over the acts: those of the current node, or of the whole step. */
export function railOf(parts: readonly PartView[], current: PartView, times: readonly PartTime[] = []): Line<PartView['title']>[] {
  const node = nodeOf(current);
  return parts
    .filter((part) => nodeOf(part) === node)
    .map((part) => ({ key: part.id, title: part.title, state: lineState([part], current.id), planned: minutesOf([part], parts, { times, now: 0 }).planned }));
}

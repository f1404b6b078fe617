import type { Action, ConsoleView, PartView } from '$shared/model/wire';

/** Where a session stands: an act given at one place must not be carried out at another. */
export function placeOf(view: ConsoleView): string {
  const { part, step, session, stage } = view;
  return [session.state, step?.id ?? '', part?.id ?? '', part?.state ?? '', part?.opening ?? 0, step?.kind === 'briefing' ? stage.section : 0, view.finished].join('|');
}

/** The acts of the footer, told apart. */
export interface Acts {
  /** The one obvious next act, undefined when there is none. */
  next?: Action;
  /** The same when it reveals: R, never the space bar. */
  reveal?: Action;
  back?: Action;
  shorten?: Action;
  skip?: Action;
  closing?: Action;
}

/** Sorts the server's list of acts into the places they have on the screen. */
export function actsOf(view: ConsoleView): Acts {
  const named = (name: string) => view.actions.find(({ command }) => command === name);
  const next = view.actions[0];
  return {
    next,
    reveal: next?.reveals ? next : undefined,
    back: named('back'),
    shorten: named('shorten'),
    skip: named('skip-step'),
    closing: named('begin-closing'),
  };
}

/** The state of the current part as the screen tells it: one that is done is about to be left. */
export function stateOf({ state }: PartView): 'waiting' | 'open' | 'closed' | 'shown' {
  return state === 'open' || state === 'closed' || state === 'shown' ? state : state === 'done' ? 'closed' : 'waiting';
}

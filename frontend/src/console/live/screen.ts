import type { ConsoleView } from '$shared/model/wire';

/** What the room has of the stage: nothing was opened yet, the page is there and what it shows, or it has gone. */
export type ScreenState = 'none' | 'here' | 'frozen' | 'black' | 'gone';

export function screenOf({ screen, stage }: Pick<ConsoleView, 'screen' | 'stage'>): ScreenState {
  if (!screen.here) return screen.leftAt === 0 ? 'none' : 'gone';
  if (stage.black) return 'black';
  return stage.frozen ? 'frozen' : 'here';
}

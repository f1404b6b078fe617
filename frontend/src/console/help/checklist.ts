import type { Battery, ConsoleView, Readiness } from '$shared/model/wire';
import type { checklist as words } from '$shared/i18n/fr/console/help';

/** The lines of the list of the last ten minutes, in the order a room is set up. */
export const lines = ['projector', 'wifi', 'sound', 'battery', 'disk', 'documents'] as const;
export type Line = (typeof lines)[number];

/** What the page itself finds of the computer it runs on. */
export interface Around {
  /** The browser sees a second screen; undefined where it does not tell. */
  screens: boolean | undefined;
  battery: Battery | undefined;
}

/** A line as it stands. */
export interface Found {
  line: Line;
  /** Seen by the program, or ticked by hand. */
  done: boolean;
  /** Seen by the program: nothing to tick. */
  seen: boolean;
  text: string;
}

interface Writes {
  percent: (share: number) => string;
  size: (bytes: number) => string;
  list: (items: readonly string[]) => string;
}

/** The list, from what the program and the page found and what the trainer ticked. */
export function listOf(t: typeof words, write: Writes, view: ConsoleView, ready: Readiness, around: Around): Found[] {
  const { items, fields } = t;
  const { room, freeBytes, enough, missing } = ready;
  const battery = ready.battery ?? around.battery;
  const address = view.join?.address ?? '';
  const seen: Record<Line, [boolean, string]> = {
    projector: ready.stageOpen || view.screen.here ? [true, items.projector.stage] : around.screens ? [true, items.projector.screens] : [false, items.projector.todo],
    wifi:
      room.reached > 0
        ? [true, items.wifi.reached(room.reached)]
        : room.open && room.host === ''
          ? [false, items.wifi.none]
          : view.session.state === 'draft' || address === ''
            ? [false, items.wifi.closed]
            : [false, items.wifi.notYet(address)],
    sound: [false, items.sound.todo],
    battery: !battery ? [false, items.battery.unknown] : battery.plugged ? [true, items.battery.plugged(write.percent(battery.percent / 100))] : [false, items.battery.onBattery(write.percent(battery.percent / 100))],
    disk: freeBytes < 0 ? [false, items.disk.unknown] : enough ? [true, items.disk.enough(write.size(freeBytes))] : [false, items.disk.little(write.size(freeBytes))],
    documents: missing.length === 0 ? [true, items.documents.complete] : [false, items.documents.missing(write.list(missing.map((name) => fields[name as keyof typeof fields] ?? name)))],
  };
  return lines.map((line) => {
    const [found, text] = seen[line];
    return { line, seen: found, done: found || view.checked.includes(line), text };
  });
}

/** Asks the browser what it knows of the computer; it may know nothing. */
export async function lookAround(): Promise<Around> {
  const screen = window.screen as Screen & { isExtended?: boolean };
  const around: Around = { screens: screen.isExtended, battery: undefined };
  const asking = navigator as Navigator & { getBattery?: () => Promise<{ level: number; charging: boolean }> };
  try {
    const battery = await asking.getBattery?.();
    if (battery) around.battery = { percent: Math.round(battery.level * 100), plugged: battery.charging };
  } catch {
    // Nobody may know: the trainer looks.
  }
  return around;
}

/** Which of the three surfaces a rehearsal shows: the console alone, all three, or what the room has. */
export type Layout = 'console' | 'three' | 'room';

export interface Size {
  width: number;
  height: number;
}

/** Where everything goes, in pixels. A surface that is not shown has no width. */
export interface Plan {
  /** The console, drawn for a window of at least its own width and made smaller. */
  console: Size & { zoom: number };
  stage: Size;
  phone: Size & { zoom: number };
  /** The column, or the row, beside the console. */
  beside: number;
}

/** The narrowest window the console is drawn for. */
export const consoleWidth = 1280;
/** A phone, as participants hold it. */
export const phoneSize: Size = { width: 360, height: 740 };
/** A projector. */
export const stageSize: Size = { width: 1280, height: 720 };

/** Room around surfaces, and for the words above the phone. */
export const gap = 16;
const words = 40;
/** From here on the console stands beside the others in its own size. */
const wide = 1760;
const narrowBeside = 400;

const fit = (size: Size, width: number, height: number) => Math.max(0.2, Math.min(1, width / size.width, height / size.height));

/** Lays the surfaces out in a window, below the bars. */
export function planOf(layout: Layout, { width, height }: Size): Plan {
  if (layout === 'console') {
    return { console: { width, height, zoom: 1 }, stage: { width: 0, height: 0 }, phone: { width: 0, height: 0, zoom: 0 }, beside: 0 };
  }
  if (layout === 'room') {
    const zoom = fit(phoneSize, width, height - 2 * gap);
    const phone = { width: phoneSize.width * zoom, height: phoneSize.height * zoom, zoom };
    const stage = fit(stageSize, width - phone.width - 3 * gap, height - 2 * gap - 3 * words);
    return { console: { width: 0, height: 0, zoom: 0 }, stage: { width: stageSize.width * stage, height: stageSize.height * stage }, phone, beside: width };
  }
  const beside = width >= wide ? width - consoleWidth : narrowBeside;
  const zoom = (width - beside) / consoleWidth;
  const stageWidth = Math.min(beside - 2 * gap, stageSize.width);
  const stage = { width: stageWidth, height: (stageWidth * stageSize.height) / stageSize.width };
  const phoneZoom = fit(phoneSize, (beside - 3 * gap) / 2 + 24, height - stage.height - 3 * gap);
  return {
    console: { width: width - beside, height, zoom },
    stage,
    phone: { width: phoneSize.width * phoneZoom, height: phoneSize.height * phoneZoom, zoom: phoneZoom },
    beside,
  };
}

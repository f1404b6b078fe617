/** One stroke of a drawing on a 24 × 24 sheet. */
export interface Stroke {
  d: string;
  /** Width where it differs from the drawing's. */
  width?: number;
  /** Filled with the ink as well. */
  filled?: boolean;
}

/** The product's own drawings: square ends, no ornament. Import only those you show. */
export type Drawing = readonly Stroke[];

const disc = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const wifi: Drawing = [
  { d: 'M2.5 9.5c5.5-5 13.5-5 19 0M6 13.2c3.5-3.2 8.5-3.2 12 0M9.5 16.8c1.5-1.3 3.5-1.3 5 0' },
  { d: 'M12 20h.01', width: 3 },
];
export const wifiOff: Drawing = [
  { d: 'M6 13.2c3.5-3.2 8.5-3.2 12 0M9.5 16.8c1.5-1.3 3.5-1.3 5 0' },
  { d: 'M12 20h.01', width: 3 },
  { d: 'M4 3l16 16' },
];
export const phone: Drawing = [{ d: 'M6.5 2.5h11v19h-11zM10.5 18.5h3' }];
export const projector: Drawing = [{ d: 'M3 4.5h18v12H3zM8 21l4-4.5 4 4.5' }];
export const blackScreen: Drawing = [{ d: 'M3 4.5h18v12H3z', filled: true }, { d: 'M8 21l4-4.5 4 4.5' }];
export const warning: Drawing = [{ d: 'M12 3.5 21.5 20h-19zM12 10v5' }, { d: 'M12 17.5h.01', width: 2.6 }];
export const info: Drawing = [{ d: disc(12, 12, 8.5) }, { d: 'M12 11.5V16' }, { d: 'M12 8.2h.01', width: 2.6 }];
export const people: Drawing = [
  { d: disc(9, 8.5, 3) },
  { d: 'M3 19.5c.4-4 2.5-5.8 6-5.8s5.6 1.8 6 5.8M15 5.9a3 3 0 0 1 0 5.3M17 14.2c2.4.6 3.7 2.3 4 5.3' },
];
export const document: Drawing = [{ d: 'M6 3h8l4.5 4.5V21H6zM14 3v5h4.5' }];
export const search: Drawing = [{ d: disc(10.5, 10.5, 6.5) }, { d: 'm15.5 15.5 5 5' }];
export const download: Drawing = [{ d: 'M12 4v11M6.5 10 12 15.5 17.5 10M4 20h16' }];
export const check: Drawing = [{ d: 'M4 12.5 9.5 18 20 6.5' }];
export const shield: Drawing = [
  { d: 'M12 3l7.5 3v5.5c0 4.5-3 7.5-7.5 9.5-4.5-2-7.5-5-7.5-9.5V6z' },
  { d: 'M8.5 12l2.5 2.5 4.5-5' },
];
export const cross: Drawing = [{ d: 'M6 6l12 12M18 6 6 18' }];
export const plus: Drawing = [{ d: 'M12 5v14M5 12h14' }];
export const rehearsal: Drawing = [{ d: 'M1.5 18.5h21M3 18a4.2 4.2 0 0 1 8.4 0M12.6 18a4.2 4.2 0 0 1 8.4 0M7.8 10.2a4.2 4.2 0 0 1 8.4 0M6 10.5h12' }];
export const keyboard: Drawing = [{ d: 'M2.5 6.5h19v11h-19zM6 10h.01M9.5 10h.01M13 10h.01M16.5 10h1.5M7 14h10' }];
export const pause: Drawing = [{ d: 'M8 5v14M16 5v14', width: 3.5 }];
export const play: Drawing = [{ d: 'M7 5l12 7-12 7z', filled: true }];
export const clock: Drawing = [{ d: disc(12, 12, 8.5) }, { d: 'M12 7v5.5l3.5 2' }];
export const hiddenEye: Drawing = [{ d: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6Z' }, { d: 'M4 20 20 4' }];
export const back: Drawing = [{ d: 'M4 9h10a6 6 0 0 1 0 12h-4M9 4 4 9l5 5' }];
export const note: Drawing = [{ d: 'M5 4h14v16H5zM8.5 9h7M8.5 13h7M8.5 17h4' }];
export const grip: Drawing = [{ d: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01', width: 3 }];
export const lock: Drawing = [{ d: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3' }];
export const pen: Drawing = [{ d: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5' }];
export const chevronDown: Drawing = [{ d: 'M6 9.5l6 6 6-6' }];
export const arrowUp: Drawing = [{ d: 'M12 20V5M6 10.5 12 4.5l6 6' }];
export const arrowDown: Drawing = [{ d: 'M12 4v15M6 13.5l6 6 6-6' }];
export const arrowLeft: Drawing = [{ d: 'M20 12H5M10.5 6l-6 6 6 6' }];
export const arrowRight: Drawing = [{ d: 'M4 12h15M13.5 6l6 6-6 6' }];

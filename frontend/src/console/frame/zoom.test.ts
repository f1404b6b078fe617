import { describe, expect, it } from 'vitest';
import { zoomFor } from './zoom';

describe('zoomFor', () => {
  it.each([
    [1280, 800, 1],
    [1920, 1080, 1],
    [2560, 1080, 1],
    [2560, 1392, 1.25],
    [3440, 1400, 1.25],
    [3840, 2112, 2],
    [3840, 2160, 2],
    [5120, 2880, 2.5],
  ])('%i × %i', (width, height, zoom) => expect(zoomFor(width, height)).toBe(zoom));
});

import { expect, it } from 'vitest';

const sources = import.meta.glob<string>('/src/**/*.{svelte,css}', { query: '?raw', import: 'default', eager: true });

// Anything else is laid out or drawn by the page's own thread at each frame, and answers come all the time.
const cheap = ['opacity', 'transform', 'none'];

/** « opacity var(--a, var(--b)), color 1s » is « opacity var, color 1s ». */
function withoutArguments(value: string): string {
  const less = value.replace(/\([^()]*\)/g, '');
  return less === value ? value : withoutArguments(less);
}

it('lets nothing change slowly but what the compositor moves by itself', () => {
  const slow = Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(/[\s;{]transition(?:-property)?:([^;}]+)/g)].flatMap(([, value = '']) =>
      withoutArguments(value).split(',').flatMap((one) => (cheap.includes(one.trim().split(/\s/)[0] ?? '') ? [] : [`${file}: ${one.trim()}`])),
    ),
  );
  expect(slow).toEqual([]);
  expect(Object.values(sources).some((text) => text.includes('transition: transform'))).toBe(true);
});

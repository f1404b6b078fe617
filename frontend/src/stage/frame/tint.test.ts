import { describe, expect, it } from 'vitest';
import { tint } from './tint';

describe('tint', () => {
  it('gets darker with the count, and is nothing at none', () => {
    expect([0, 1, 3, 6, 12].map((count) => tint(count, 12))).toEqual(['transparent', 'var(--heat-n1)', 'var(--heat-n1)', 'var(--heat-n2)', 'var(--heat-n4)']);
  });
});

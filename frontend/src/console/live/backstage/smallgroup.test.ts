// @vitest-environment jsdom
import { render } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { i18n } from '../../i18n';
import SmallGroup from './SmallGroup.svelte';

const said = (of: number | number[]) => {
  const { container, unmount } = render(SmallGroup, { of });
  const words = container.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  unmount();
  return words;
};
const nobody = 'Personne n’a répondu.';
const few = 'Réponses reçues. Trop peu nombreuses pour être affichées.';
const small = 'Effectif réduit, lecture indicative.';

beforeEach(() => (i18n.use('fr'), i18n.load()));

describe('SmallGroup', () => {
  it('says what a number of people allows', () => {
    expect([0, 1, 4, 5, 9, 10].map(said)).toEqual([nobody, few, few, small, small, '']);
  });
  it('goes by the smallest figure that is shown', () => {
    expect([said([12, 3]), said([12, 9, 3]), said([4, 2]), said([12, 10])]).toEqual(['', small, few, '']);
  });
});

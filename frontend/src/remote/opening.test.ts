// @vitest-environment jsdom
import { fireEvent, render } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { speaksUp } from '$shared/ui/testing/waiting';
import { i18n } from './i18n';
import Opening from './Opening.svelte';

it('says after eight seconds that the computer does not answer, and tries again', async () => {
  i18n.use('fr');
  const onretry = vi.fn();
  await fireEvent.click(await speaksUp(() => render(Opening, { onretry }), 'L’ordinateur ne répond pas', 'Réessayer'));
  expect(onretry).toHaveBeenCalledOnce();
});

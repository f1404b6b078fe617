// @vitest-environment jsdom
import { fireEvent } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { show } from '$shared/ui/testing/show';
import { speaksUp } from '$shared/ui/testing/waiting';
import { i18n } from '../i18n';
import Loading from './Loading.svelte';

it('says after eight seconds that the program is slow, and asks again', async () => {
  i18n.use('fr');
  await i18n.load();
  const onretry = vi.fn();
  await fireEvent.click(await speaksUp(() => show(Loading, { onretry }), 'Le programme tarde à répondre.', 'Réessayer'));
  expect(onretry).toHaveBeenCalledOnce();
});

// @vitest-environment jsdom
import { fireEvent, render } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { speaksUp } from '$shared/ui/testing/waiting';
import { i18n } from '../i18n';
import Opening from './Opening.svelte';

it('says after eight seconds what to look at, and tries again', async () => {
  i18n.use('fr');
  await i18n.load();
  const restart = vi.fn();
  const visit = { room: { restart, link: { state: 'connecting' } } } as never;
  await fireEvent.click(await speaksUp(() => render(Opening, { visit }), 'Vérifiez que vous êtes sur le Wi-Fi de la salle', 'Réessayer maintenant'));
  expect(restart).toHaveBeenCalledOnce();
});

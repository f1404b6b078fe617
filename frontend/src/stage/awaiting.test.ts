// @vitest-environment jsdom
import { render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { speaksUp } from '$shared/ui/testing/waiting';
import Awaiting from './Awaiting.svelte';
import { i18n } from './i18n';

it('says after eight seconds that the first picture is late, and what to do', async () => {
  i18n.use('fr');
  const button = await speaksUp(() => render(Awaiting), 'L’image n’est pas encore arrivée.', 'Réessayer');
  expect(button).toBeTruthy();
  expect(document.body.textContent).toContain('rouvrez la scène depuis la console');
});

import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import WithWords from './WithWords.svelte';

/** Renders a shared component as it stands in a surface, with the French words. */
export function show(component: unknown, given: Record<string, unknown> = {}) {
  return render(WithWords, { component: component as Component<Record<string, unknown>>, given });
}

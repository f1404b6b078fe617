// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { pad as words } from '../../i18n/fr/pad';
import { show } from '../testing/show';
import SignForm from './SignForm.svelte';
import Signature from './Signature.svelte';

/** A pad as wide as a phone's, and a pen on it. */
function pen() {
  const surface = screen.getByRole('img');
  surface.getBoundingClientRect = () => ({ left: 10, top: 20, width: 320, height: 200, right: 330, bottom: 220, x: 10, y: 20, toJSON: () => ({}) });
  const at = (type: string, clientX: number, clientY: number, pointerId = 1) => {
    // jsdom has no PointerEvent of its own.
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY, button: 0 });
    Object.defineProperty(event, 'pointerId', { value: pointerId });
    return fireEvent(surface, event);
  };
  return { surface, at };
}

describe('SignForm', () => {
  it('sends what was drawn, in the pad’s units', async () => {
    const onsign = vi.fn();
    show(SignForm, { words, onsign });
    const { at, surface } = pen();
    await at('pointerdown', 20, 120);
    await at('pointermove', 170, 60);
    await at('pointermove', 250, 60, 2); // a palm
    await at('pointermove', 310, 120);
    await at('pointerup', 310, 120);
    expect(surface.getAttribute('aria-label')).toBe(words.drawnLabel);
    await fireEvent.click(screen.getByRole('button', { name: words.validate }));
    expect(onsign).toHaveBeenCalledTimes(1);
    expect(onsign.mock.calls[0]?.[0]).toEqual({ typed: '', drawing: { width: 640, height: 400, strokes: [[[20, 200], [315, 140], [600, 200]]] } });
  });

  it('refuses a touch, and what was cleared', async () => {
    const onsign = vi.fn();
    show(SignForm, { words, onsign });
    const { at } = pen();
    await at('pointerdown', 20, 120);
    await at('pointerup', 22, 121);
    await fireEvent.click(screen.getByRole('button', { name: words.validate }));
    expect(screen.getByRole('alert').textContent).toBe(words.drawnMissing);
    await at('pointerdown', 20, 120);
    await at('pointermove', 300, 60);
    await at('pointerup', 300, 60);
    await fireEvent.click(screen.getByRole('button', { name: words.clear }));
    await fireEvent.click(screen.getByRole('button', { name: words.validate }));
    expect(onsign).not.toHaveBeenCalled();
  });

  it('takes a name at the keyboard instead', async () => {
    const onsign = vi.fn();
    show(SignForm, { words, onsign });
    await fireEvent.click(screen.getByRole('button', { name: words.keyboard }));
    await tick();
    const field = screen.getByRole('textbox', { name: words.typedLabel });
    expect(document.activeElement).toBe(field);
    await fireEvent.click(screen.getByRole('button', { name: words.validate }));
    expect(screen.getByText(words.typedMissing)).toBeTruthy();
    await fireEvent.input(field, { target: { value: ' Awa Diallo ' } });
    await fireEvent.click(screen.getByRole('button', { name: words.validate }));
    expect(onsign.mock.calls[0]?.[0]).toEqual({ typed: 'Awa Diallo', drawing: { width: 640, height: 400, strokes: [] } });
  });
});

describe('Signature', () => {
  it('shows only the ink', () => {
    show(Signature, { drawing: { width: 640, height: 400, strokes: [[[100, 100], [300, 200]]] }, typed: '', label: 'Signature d’Awa' });
    expect(screen.getByRole('img', { name: 'Signature d’Awa' }).getAttribute('viewBox')).toBe('84 84 232 132');
  });
  it('or the name that was typed', () => {
    show(Signature, { drawing: { width: 0, height: 0, strokes: [] }, typed: 'Awa Diallo', label: 'Signature d’Awa' });
    expect(screen.getByText('Awa Diallo')).toBeTruthy();
  });
});

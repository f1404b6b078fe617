// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Button from './button/Button.svelte';
import ChoiceList from './choice/ChoiceList.svelte';
import CodeBoxes from './code/CodeBoxes.svelte';
import { groupCode, normaliseCode } from './code/code';
import Dialog from './dialog/Dialog.svelte';
import ErrorNotice from './error/ErrorNotice.svelte';
import Field from './field/Field.svelte';
import Lamps from './lamps/Lamps.svelte';
import LiveRegion from './live/LiveRegion.svelte';
import QrCode from './qr/QrCode.svelte';
import { qrPath } from './qr/qr';
import LanguageSwitch from './segmented/LanguageSwitch.svelte';
import Select from './select/Select.svelte';
import StateBadge from './state/StateBadge.svelte';
import TeamMark from './team/TeamMark.svelte';
import { show } from './testing/show';
import { isLow, remainingNow } from './timer/countdown';
import Timer from './timer/Timer.svelte';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));

describe('Button', () => {
  it('ignores presses while busy, and keeps the focus', async () => {
    const onclick = vi.fn();
    const { rerender } = show(Button, { onclick, children: text('Clore') });
    const button = screen.getByRole('button', { name: 'Clore' });
    await fireEvent.click(button);
    await rerender({ given: { onclick, busy: true, children: text('Clore') } });
    button.focus();
    await fireEvent.click(button);
    expect(onclick).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });
  it('is named by its words, not by its key', () => {
    show(Button, { shortcut: 'Espace', children: text('Clore') });
    expect(screen.getByRole('button', { name: 'Clore' }).textContent).toContain('Espace');
  });
});

describe('Lamps', () => {
  it('light from the left; those away come last', () => {
    const { container } = show(Lamps, { lit: 2, of: 5, off: 1 });
    expect([...container.querySelectorAll('.lamp')].map((lamp) => ['lit', 'off', 'waiting'].find((state) => lamp.classList.contains(state)))).toEqual(['lit', 'lit', 'waiting', 'waiting', 'off']);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('2 réponses reçues sur 5, 1 hors ligne');
  });
  it('say that nobody is there', () => {
    show(Lamps, { lit: 0, of: 0 });
    expect(screen.getByRole('img', { name: 'aucune connexion' })).toBeTruthy();
  });
  it('never show fewer lamps than answers', () => {
    const { container } = show(Lamps, { lit: 3, of: 2 });
    expect(container.querySelectorAll('.lamp.lit')).toHaveLength(3);
  });
});

describe('StateBadge', () => {
  it('names the state, and says waiting for one it does not know', () => {
    show(StateBadge, { state: 'shown' });
    show(StateBadge, { state: 'toString' });
    show(StateBadge, { state: 'open', label: 'Vote ouvert' });
    expect(['Révélé', 'En attente', 'Vote ouvert'].map((words) => screen.queryByText(words) !== null)).toEqual([true, true, true]);
  });
});

describe('TeamMark', () => {
  it('has eight shapes and begins again', () => {
    const shape = (mark: number) => show(TeamMark, { mark }).container.querySelector('path')?.getAttribute('d');
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(shape)).size).toBe(8);
    expect(shape(9)).toBe(shape(1));
    expect(shape(0)).toBe(shape(8));
  });
});

describe('Field and Select', () => {
  it('tie label, help and error to the field', () => {
    show(Field, { label: 'Client', hint: 'Tel que signé', error: 'Vide' });
    const field = screen.getByLabelText('Client');
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(['Tel que signé', 'Vide']);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });
  it('report what is chosen', async () => {
    const onchange = vi.fn();
    show(Select, { label: 'Déroulé', value: 'a', onchange, options: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }] });
    await fireEvent.change(screen.getByLabelText('Déroulé'), { target: { value: 'b' } });
    expect(onchange).toHaveBeenCalledWith('b');
  });
});

describe('ChoiceList', () => {
  const choices = [{ value: 'a', letter: 'A', label: 'un' }, { value: 'b', letter: 'B', label: 'deux' }, { value: 'c', letter: 'C', label: 'trois', taken: true }];
  it('is a group of radios, read with their letters', async () => {
    const onchange = vi.fn();
    show(ChoiceList, { legend: 'Votre choix', choices, onchange });
    expect(screen.getByRole('group', { name: 'Votre choix' })).toBeTruthy();
    await fireEvent.click(screen.getByRole('radio', { name: 'B deux' }));
    expect(onchange).toHaveBeenCalledWith('b');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'C trois' }).disabled).toBe(true);
  });
  it('is shown and not changed once closed', () => {
    show(ChoiceList, { legend: 'Votre choix', choices, value: 'a', disabled: true });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'A un' }).checked).toBe(true);
    expect(screen.getAllByRole('radio').every((radio) => radio.matches(':disabled'))).toBe(true);
  });
});

describe('CodeBoxes', () => {
  it('understand what is pasted, with its spaces and lookalikes', async () => {
    const oncomplete = vi.fn();
    show(CodeBoxes, { label: 'Code', oncomplete });
    const field = screen.getByLabelText<HTMLInputElement>('Code');
    await fireEvent.input(field, { target: { value: ' k7m-' } });
    expect(oncomplete).not.toHaveBeenCalled();
    await fireEvent.input(field, { target: { value: 'k7m p3x!' } });
    expect(field.value).toBe('K7MP3X');
    expect(oncomplete.mock.calls).toEqual([['K7MP3X']]);
  });
  it('normalises', () => {
    expect([normaliseCode('258kmn7'), normaliseCode('é a-b'), normaliseCode('')]).toEqual(['ZSBKMN', 'AB', '']);
    expect([groupCode('K7MP3X'), groupCode('K7')]).toEqual(['K7M\u00a0P3X', 'K7']);
  });
});

describe('QrCode', () => {
  it('covers the dark modules, once each', () => {
    const { size, d } = qrPath('http://192.168.8.2:7420/#abc');
    const dark = new Set<string>();
    for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let i = 0; i < Number(width); i++) dark.add(`${Number(x) + i},${Number(y)}`);
    }
    // The three finder patterns: dark at their corners, four light modules around the code.
    expect([dark.has('4,4'), dark.has(`${size - 5},4`), dark.has(`4,${size - 5}`), dark.has('3,4'), dark.has('5,5')]).toEqual([true, true, true, false, false]);
    expect((size - 8 - 17) % 4).toBe(0);
  });
  it('speaks the address and not the secret', () => {
    show(QrCode, { text: 'http://h/#secret', address: 'h' });
    expect(screen.getByRole('img', { name: 'Code QR qui ouvre h' })).toBeTruthy();
  });
});

describe('Timer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('counts on from the picture, turns amber in the last fifth and tells once', async () => {
    const onlow = vi.fn();
    const onover = vi.fn();
    const { container } = show(Timer, { timer: { totalSeconds: 10, remainingMillis: 3_000, running: true }, announce: true, onlow, onover });
    expect(screen.getByRole('timer').textContent).toBe('0:03');
    await vi.advanceTimersByTimeAsync(1_200);
    expect(screen.getByRole('timer').textContent).toBe('0:02');
    expect(screen.getByRole('timer').classList.contains('low')).toBe(true);
    expect(container.querySelector('[role=status]')?.textContent).toBe('Le temps est bientôt écoulé.');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(screen.getByRole('timer').textContent).toBe('−0:01');
    expect([onlow.mock.calls.length, onover.mock.calls.length]).toEqual([1, 1]);
  });
  it('stands still while paused, and follows a new picture', async () => {
    const { rerender } = show(Timer, { timer: { totalSeconds: 60, remainingMillis: 24_000, running: false } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(screen.getByRole('timer').textContent).toBe('0:24');
    await rerender({ given: { timer: { totalSeconds: 120, remainingMillis: 84_000, running: true } } });
    expect(screen.getByRole('timer').textContent).toBe('1:24');
  });
  it('counts on when the same picture comes inside another one', async () => {
    const timer = { totalSeconds: 60, remainingMillis: 24_000, running: true };
    const { rerender } = show(Timer, { timer });
    await vi.advanceTimersByTimeAsync(4_000);
    await rerender({ given: { timer } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(screen.getByRole('timer').textContent).toBe('0:19');
  });
  it('knows how old a picture is that it is drawn from', async () => {
    const receivedAt = performance.now();
    await vi.advanceTimersByTimeAsync(7_000);
    show(Timer, { timer: { totalSeconds: 60, remainingMillis: 24_000, running: true }, receivedAt });
    expect(screen.getByRole('timer').textContent).toBe('0:17');
  });
  it('runs at the pace of a rehearsal', () => {
    const timer = { totalSeconds: 100, remainingMillis: 50_000, running: true };
    expect([10, 1, 0].map((pace) => remainingNow({ ...timer, pace }, 1_000, 3_000))).toEqual([30_000, 48_000, 50_000]);
    expect(remainingNow({ ...timer, running: false, pace: 10 }, 1_000, 3_000)).toBe(50_000);
  });
  it('computes', () => {
    const timer = { totalSeconds: 100, remainingMillis: 50_000, running: true };
    expect(remainingNow(timer, 1_000, 6_000)).toBe(45_000);
    expect([isLow(timer, 20_001), isLow(timer, 20_000), isLow({ ...timer, totalSeconds: 0 }, 0)]).toEqual([false, true, false]);
  });
});

describe('Dialog', () => {
  it('tells when it closes, and closes when told', async () => {
    const onclose = vi.fn();
    const { rerender } = show(Dialog, { open: true, title: 'Clore ?', children: text('Trois attendent.'), onclose });
    expect(screen.getByText('Trois attendent.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Fermer', hidden: true }));
    expect(onclose).toHaveBeenCalledTimes(1);
    expect(screen.queryByText('Trois attendent.')).toBeNull();
    await rerender({ given: { open: true, dismissible: false, title: 'Clore ?', children: text('Trois attendent.'), onclose } });
    await tick();
    expect(screen.queryByRole('button', { name: 'Fermer', hidden: true })).toBeNull();
  });
});

describe('ErrorNotice', () => {
  it('says what happened and the way out', async () => {
    const onretry = vi.fn();
    show(ErrorNotice, { error: { code: 'unavailable', key: 'unreachable', message: 'Estrade cannot be reached.' }, onretry });
    expect(screen.getByRole('alert').textContent).toContain('Estrade ne répond pas.');
    await fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(onretry).toHaveBeenCalledTimes(1);
  });
  it('is nothing without an error', () => {
    show(ErrorNotice, { error: undefined });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('LanguageSwitch', () => {
  it('changes the words of the page and tells', async () => {
    const onchange = vi.fn();
    show(LanguageSwitch, { onchange });
    await fireEvent.click(screen.getByRole('radio', { name: 'English' }));
    expect(onchange).toHaveBeenCalledWith('en');
    expect(screen.getByRole('radiogroup', { name: 'Language' })).toBeTruthy();
  });
});

describe('LiveRegion', () => {
  it('is polite unless told otherwise', () => {
    show(LiveRegion, { message: 'Vote ouvert' });
    show(LiveRegion, { message: 'Coupé', assertive: true });
    expect(screen.getByRole('status').textContent).toBe('Vote ouvert');
    expect(screen.getByRole('alert').getAttribute('aria-live')).toBe('assertive');
  });
});

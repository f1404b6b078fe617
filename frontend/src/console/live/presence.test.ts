// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { show } from '$shared/ui/testing/show';
import type { ConsoleView } from '$shared/model/wire';
import { i18n } from '../i18n';
import { deskOf } from '../testing/desk';
import { part, person, text, view } from '../testing/view';
import AgendaRow from './AgendaRow.svelte';
import Roster from './room/Roster.svelte';
import ScreenButton from './ScreenButton.svelte';
import ScreenGone from './ScreenGone.svelte';
import Waiting from './backstage/Waiting.svelte';

const deskWith = (given: Partial<ConsoleView>) => deskOf(view(given));
const minute = 60_000;
const now = view().clock.now;
/** What is read, with plain spaces. */
const read = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

beforeEach(() => {
  i18n.use('fr');
  i18n.zone = 'UTC';
  return i18n.load();
});

describe('the projected stage', () => {
  it('is opened, then shown as connected', async () => {
    const { desk, called } = deskWith({});
    show(ScreenButton, { desk, stageWindow: true });
    await fireEvent.click(screen.getByRole('button', { name: 'Ouvrir la scène' }));
    expect(called).toEqual(['showStage']);
    desk.view = view({ screen: { here: true, leftAt: 0 } });
    expect(await screen.findByRole('button', { name: /Projecteur.:.connecté/ })).toBeTruthy();
  });
  it('that has gone is told with the hour and a way out', async () => {
    const { desk, called } = deskWith({ screen: { here: false, leftAt: Date.UTC(2026, 10, 24, 10, 42) } });
    show(ScreenGone, { desk, stageWindow: true });
    expect(read(screen.getByRole('alert'))).toContain('La salle ne voit plus la scène depuis 10 h 42.');
    await fireEvent.click(screen.getByRole('button', { name: 'Rouvrir la scène' }));
    expect(called).toEqual(['showStage']);
  });
  it('is not spoken of again once put away, until it goes another time', async () => {
    const { desk } = deskWith({ screen: { here: false, leftAt: 1_000 } });
    show(ScreenGone, { desk, stageWindow: false });
    await fireEvent.click(screen.getByRole('button', { name: 'Continuer sans' }));
    expect(screen.queryByRole('alert')).toBeNull();
    desk.view = view({ screen: { here: false, leftAt: 2_000 } });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
  it('that was never opened is no alarm', () => {
    show(ScreenGone, { desk: deskWith({}).desk, stageWindow: true });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('people who are away', () => {
  const roster = [person('Tilleul', { connected: false, awaySince: now - 3.5 * minute }), person('Saule', { connected: false, awaySince: now - 20_000 }), person('Orme', { connected: false }), person('Frêne')];

  it('are told with how long, in the list', () => {
    show(Roster, { desk: deskWith({ roster }).desk, onperson: () => undefined, onnames: () => undefined, onpresence: () => undefined });
    const titles = screen.getAllByRole('button').map((button) => button.title.replace(/\s/g, ' '));
    expect(titles).toEqual(expect.arrayContaining(['Tilleul, hors ligne depuis 3 min', 'Saule, hors ligne à l’instant', 'Orme, hors ligne', 'Frêne, n’a pas encore répondu']));
  });
  it('are told with how long, beside who is still to answer', () => {
    const { container } = show(Waiting, { desk: deskWith({ roster: roster.slice(0, 1) }).desk });
    expect(read(container)).toContain('Tilleul hors ligne depuis 3 min');
  });
  it('are told each with their time where they are several', () => {
    const { container } = show(Waiting, { desk: deskWith({ roster }).desk });
    expect(read(container)).toContain('Tilleul (3 min), Saule, Orme hors ligne');
  });
});

describe('tables by their number', () => {
  it('are gone to', () => {
    const tables = [
      { id: 't1', name: 'Loire', mark: 0, size: 1 },
      { id: 't2', name: 'Garonne', mark: 1, size: 1 },
    ];
    const given = { desk: deskWith({ tables, roster: [person('a', { table: 't1' }), person('b', { table: 't2' })] }).desk, onperson: () => undefined, onnames: () => undefined, onpresence: () => undefined };
    const { component } = render(Roster, given);
    component.focusTable(2);
    expect(read(document.activeElement)).toContain('Garonne');
    component.focusTable(7); // there is none
    expect(read(document.activeElement)).toContain('Garonne');
  });
});

describe('minutes of parts', () => {
  it('are read as what it took of what was planned', () => {
    const step = { index: 0, id: 's', kind: 'sort', title: text('Tri'), minutes: 20, plannedStart: 0, startedAt: 1, endedAt: 0, expectedStart: 0, current: true, skipped: false, alternatives: [] };
    const lines = [
      { key: 'a', title: part('Seul').title, state: 'done', planned: 5, took: 9 },
      { key: 'b', title: part('Ensemble').title, state: 'next', planned: 7 },
    ];
    const { container } = show(AgendaRow, { row: { step, top: 0, height: 90, plannedTop: 0, labelTop: 0, state: 'current', drift: undefined }, lines, left: 6, onswap: () => undefined });
    const read1 = [...container.querySelectorAll('.parts small')].map(read);
    expect(read1).toEqual(['9 sur 5 min9 min, pour 5 min prévues', '7 min7 min prévues']);
  });
});

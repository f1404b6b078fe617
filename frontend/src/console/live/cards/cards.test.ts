// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '$shared/ui/testing/show';
import type { BoardPlay, Card, Command, ConsoleView } from '$shared/model/wire';
import { Api } from '../../api';
import { i18n } from '../../i18n';
import { backstage, card, part, text, view } from '../../testing/view';
import { Desk } from '../desk.svelte';
import { boxesOf, groupsOf } from './cards';
import Cards from './Cards.svelte';

const board: BoardPlay = {
  privacyNote: text(''),
  boxes: [
    { id: 'signals', title: text('Signaux'), prompt: text(''), voted: false },
    { id: 'steps', title: text('Premiers pas'), prompt: text(''), voted: true },
  ],
  roles: [],
  picked: [],
  ideas: [],
  dots: 0,
  maxPerIdea: 2,
  keep: 3,
  seats: 0,
};
const cards = [card('c1', { box: 'signals', text: 'Premier' }), card('c2', { box: 'steps', text: 'Deuxième' }), card('c3', { box: 'steps', text: 'Troisième', source: 'trainer', group: 'Ensemble', picked: true })];
const boardView = (given: Partial<ConsoleView> = {}, list: Card[] = cards, cardsPicked = 'stage') =>
  view({ part: part('cluster', { collects: false, state: 'shown' }), play: { board }, backstage: backstage({ cards: list, cardsPicked }), ...given });

/** The cards on a desk whose program does what it is told, or refuses. */
function lay(shown: ConsoleView, refuse = false) {
  const commands: Command[] = [];
  const call = (method: string, ...args: unknown[]): Promise<unknown> => {
    if (method !== 'do') return Promise.reject(new Error(method));
    const command = args[1] as Command;
    commands.push(command);
    if (refuse) return Promise.reject(new Error('refused'));
    const list = (desk.view.backstage?.cards ?? []).map((one) => (one.id === command.card?.id ? { ...one, ...command.card } : one));
    return Promise.resolve({ ...desk.view, revision: desk.view.revision + 1, backstage: backstage({ ...desk.view.backstage, cards: list }) });
  };
  const desk: Desk = new Desk(new Api({ call: call as never, connection: () => Promise.reject(new Error('none')) }), shown);
  show(Cards, { desk });
  return { desk, commands };
}
/** A name as French typesets it: its spaces may be narrow and unbreakable. */
const named = (name: string) => new RegExp(`^${name.replace(/ /g, '\\s')}$`);
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });

beforeEach(() => (i18n.use('fr'), i18n.load()));

describe('Cards', () => {
  it('picks a card, keeping its words', async () => {
    const { commands } = lay(boardView());
    await fireEvent.click(box('Premier'));
    expect(commands).toEqual([expect.objectContaining({ name: 'card', card: { ...cards[0], picked: true } })]);
    await vi.waitFor(() => expect(box('Premier').checked).toBe(true));
  });

  it('marks the language of what people wrote, where the console speaks another', async () => {
    i18n.use('en');
    await i18n.load();
    i18n.written = 'fr';
    lay(boardView());
    expect(screen.getByText('Premier').lang).toBe('fr');
    i18n.written = undefined;
  });

  it('shows a card as it stands when picking was refused', async () => {
    lay(boardView(), true);
    await fireEvent.click(box('Premier'));
    await vi.waitFor(() => expect(box('Premier').checked).toBe(false));
  });

  it('goes from card to card with the arrows, across boxes, and no further than the ends', async () => {
    lay(boardView());
    box('Premier').focus();
    for (const [key, name] of [
      ['ArrowUp', 'Premier'],
      ['ArrowDown', 'Deuxième'],
      ['ArrowDown', 'Troisième'],
      ['ArrowDown', 'Troisième'],
    ] as const) {
      await fireEvent.keyDown(document.activeElement ?? document.body, { key });
      expect(document.activeElement, key).toBe(box(name));
    }
    expect(screen.getAllByRole('checkbox').map((one) => one.tabIndex)).toEqual([-1, -1, 0]);
  });

  it('edits a card with Enter, and leaves it alone with Escape', async () => {
    const { commands } = lay(boardView());
    box('Deuxième').focus();
    await fireEvent.keyDown(box('Deuxième'), { key: 'Enter' });
    const area = await screen.findByRole('textbox', { name: 'Texte de la carte, tel qu’il sera montré' });
    expect(document.activeElement).toBe(area);
    await fireEvent.input(area, { target: { value: 'Deuxième, sans nom' } });
    await fireEvent.keyDown(area, { key: 'Escape' });
    expect(commands).toEqual([]);
    await vi.waitFor(() => expect(document.activeElement).toBe(box('Deuxième')));
    await fireEvent.keyDown(box('Deuxième'), { key: 'Enter' });
    const again = await screen.findByRole('textbox', { name: 'Texte de la carte, tel qu’il sera montré' });
    await fireEvent.input(again, { target: { value: '  Deuxième, sans nom ' } });
    await fireEvent.keyDown(again, { key: 'Enter' });
    expect(commands.map((command) => command.card)).toEqual([{ ...cards[1], text: 'Deuxième, sans nom' }]);
  });

  it('puts cards into the group being made with G, and takes them out', async () => {
    const { commands } = lay(boardView());
    await fireEvent.keyDown(box('Deuxième'), { key: 'g' });
    expect(commands).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: named('Continuer le groupe « Ensemble »') }));
    await fireEvent.keyDown(box('Deuxième'), { key: 'g' });
    expect(commands[commands.length - 1]?.card).toEqual({ ...cards[1], group: 'Ensemble', picked: true });
    await fireEvent.click(screen.getByRole('button', { name: named('Sortir la carte « Troisième » du groupe « Ensemble »') }));
    expect(commands[commands.length - 1]?.card).toEqual({ ...cards[2], group: '' });
  });

  it('reads one box at a time, and adds a card to it', async () => {
    const { commands } = lay(boardView());
    await fireEvent.click(within(screen.getByRole('group', { name: 'Case' })).getByRole('button', { name: /Premiers pas/ }));
    expect(screen.getAllByRole('checkbox')).toHaveLength(2);
    await fireEvent.click(screen.getByRole('button', { name: 'Ajouter une carte' }));
    await fireEvent.input(screen.getByRole('textbox', { name: 'Nouvelle carte' }), { target: { value: 'La mienne' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Ajouter' }));
    expect(commands[commands.length - 1]?.card).toEqual({ id: '', source: 'trainer', box: 'steps', text: 'La mienne', edited: false, group: '', picked: true });
  });

  it('drops only cards of the trainer', async () => {
    const { commands } = lay(boardView());
    expect(screen.queryByRole('button', { name: named('Retirer la carte « Premier »') })).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: named('Retirer la carte « Troisième »') }));
    expect(commands[commands.length - 1]).toEqual(expect.objectContaining({ name: 'drop-card', option: 'c3' }));
  });

  it('changes no card of a box that is being voted on', () => {
    lay(boardView({ parts: [part('vote', { opening: 1 })] }));
    expect([box('Premier').disabled, box('Deuxième').disabled]).toEqual([false, true]);
    expect(screen.queryByRole('button', { name: named('Modifier la carte « Deuxième »') })).toBeNull();
  });

  it('shows what was picked, and nothing else, when the choice is made', () => {
    lay(boardView({}, cards, ''));
    expect(screen.getAllByRole('checkbox')).toEqual([box('Troisième')]);
    expect(box('Troisième').disabled).toBe(true);
  });

  it('says where picking leads', () => {
    lay(boardView({ play: {} }, [card('k', { source: 'comment' })], 'report'));
    expect(screen.getByRole('region', { name: 'Commentaires' }).textContent).toContain('au compte rendu');
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('boxes and groups', () => {
  it('are those of the board, fixed from the vote on', () => {
    expect(boxesOf(boardView()).map(({ id, fixed }) => [id, fixed])).toEqual([
      ['signals', false],
      ['steps', false],
    ]);
    expect(boxesOf(boardView({ parts: [part('vote', { opening: 1 })] })).map(({ fixed }) => fixed)).toEqual([false, true]);
  });
  it('count the cards of each cluster', () => {
    expect(groupsOf([...cards, card('c4', { group: 'Avant' }), card('c5', { group: 'Ensemble' })])).toEqual([
      { title: 'Avant', count: 1 },
      { title: 'Ensemble', count: 2 },
    ]);
  });
});

// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '$shared/ui/testing/show';
import type { Command, ConsoleView } from '$shared/model/wire';
import { Api } from '../api';
import { i18n } from '../i18n';
import { backstage, text, view } from '../testing/view';
import Aloud from './Aloud.svelte';
import { Desk } from './desk.svelte';

function at(shown: ConsoleView) {
  const commands: Command[] = [];
  const call = (_method: string, ...args: unknown[]): Promise<unknown> => {
    commands.push(args[1] as Command);
    return Promise.resolve({ ...shown, revision: 8 });
  };
  show(Aloud, { desk: new Desk(new Api({ call: call as never, connection: () => Promise.reject(new Error('none')) }), shown) });
  return commands;
}
const offered = backstage({ aloud: [{ id: 'q1', text: text('Première question') }, { id: 'q2', text: text('Seconde question') }] });

beforeEach(() => (i18n.use('fr'), i18n.load()));

describe('Aloud', () => {
  it('is not there when nothing may be shown so', () => {
    at(view({ backstage: backstage() }));
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows a question only once it is chosen and everybody has agreed, and remembers nothing', async () => {
    const commands = at(view({ backstage: offered }));
    const open = screen.getByRole('button', { name: 'À voix haute…' });
    await fireEvent.click(open);
    const yes = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Montrer à la salle', hidden: true });
    const agree = () => screen.getByRole('checkbox', { hidden: true });
    expect(yes().disabled).toBe(true);
    await fireEvent.click(screen.getByRole('radio', { name: 'Seconde question', hidden: true }));
    expect(yes().disabled).toBe(true);
    await fireEvent.click(agree());
    expect(yes().disabled).toBe(false);
    await fireEvent.click(yes());
    expect(commands).toEqual([{ name: 'aloud', option: 'q2', confirmed: true, revision: 7 }]);
    await vi.waitFor(() => expect(screen.queryByRole('checkbox', { hidden: true })).toBeNull());
    await fireEvent.click(open);
    expect(yes().disabled).toBe(true);
    expect((agree() as HTMLInputElement).checked).toBe(false);
  });

  it('takes what is shown off the stage', async () => {
    const commands = at(view({ backstage: offered, aloud: { item: 'q1', label: text('Première question'), n: 3, median: 42.5, low: 10, high: 80 } }));
    expect(screen.getByRole('status').textContent).toMatch(/réponse du milieu 42,5, de 10 à 80 \(3\sréponses\)/);
    expect(screen.queryByRole('button', { name: 'À voix haute…' })).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Retirer de la scène' }));
    await vi.waitFor(() => expect(commands).toEqual([{ name: 'aloud', option: '', revision: 7 }]));
  });
});

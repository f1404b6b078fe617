import type { ConsoleView } from '../../src/shared/model/wire';
import { Program } from '../program';

/** A rehearsal in a program of its own, with as many quick simulated people, started at its first vote. */
export class Rehearsal {
  readonly program = new Program();
  id = '';

  constructor(readonly people: number) {}

  async begin(): Promise<void> {
    await this.program.start();
    const desk = await this.program.call<{ settings: object }>('home');
    await this.program.call('saveSettings', { ...desk.settings, organisation: 'Atelier du Nord', trainer: 'Camille Roux', zone: 'Europe/Paris', language: 'fr' });
    this.id = await this.program.call<string>('rehearse', {
      workshop: 'essentials', title: '', client: '', place: '', date: '', tables: 0, roster: [],
      consoleLanguage: 'fr', stageLanguage: 'fr', documentLanguage: 'fr',
      starts: '', singleTeam: false, noReport: false, followUp: false, retentionDays: 0, retentionReason: '', rehearsal: true, seed: 1,
    }, this.people, 'quick');
    // Some of them never come: the room is as full as it gets once nobody came for a while.
    for (let here = 0, since = Date.now(); Date.now() - since < 10_000; await new Promise((done) => setTimeout(done, 500))) {
      const { length } = (await this.view()).roster;
      if (length !== here || length === 0) [here, since] = [length, Date.now()];
    }
  }

  view(): Promise<ConsoleView> {
    return this.program.call<ConsoleView>('session', this.id);
  }

  async act(name: string): Promise<ConsoleView> {
    return this.program.call<ConsoleView>('do', this.id, { name, revision: (await this.view()).revision, confirmed: true });
  }

  /** Goes on to the first scenario and stops before its vote opens. */
  async toVote(): Promise<void> {
    await this.act('start');
    while ((await this.view()).step?.kind !== 'scenario') await this.act('skip-step');
    for (let at = await this.view(); at.part?.phase !== 'vote'; at = await this.view()) await this.act(at.actions[0]?.command ?? 'advance');
  }
}

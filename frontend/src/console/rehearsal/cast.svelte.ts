import type { CastMember, RosterLine } from '$shared/model/wire';
import type { Desk } from '../live/desk.svelte';

/** The simulated participants of a rehearsal, and the one whose page is shown. */
export class Cast {
  /** Those who are played now. */
  members: readonly CastMember[] = $state.raw([]);
  /** Asked at least once. */
  known = $state(false);
  /** The one whose page is shown, "" for none. */
  chosen = $state('');

  readonly #desk: Desk;
  #asked = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Simulated participants of the session, played or not. */
  get lines(): readonly RosterLine[] {
    return this.#desk.view.roster.filter(({ simulated }) => simulated);
  }

  /** Simulated participants nobody plays: the program was started again, or they were sent away. */
  get lost(): number {
    if (!this.known) return 0;
    return this.lines.filter(({ id, temper, connected }) => temper !== undefined && !connected && !this.members.some(({ participant }) => participant === id)).length;
  }

  get member(): CastMember | undefined {
    return this.members.find(({ participant }) => participant === this.chosen);
  }

  async load(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const members = (await this.#desk.api.cast(this.#desk.id)) ?? [];
      if (mine !== this.#asked) return;
      this.members = members;
      this.known = true;
      if (!this.member) this.chosen = this.#first();
    } catch (thrown) {
      if (mine === this.#asked) this.#desk.error = thrown;
    }
  }

  /** Shows the page of somebody else; a place that was taken is given back. */
  async choose(participant: string): Promise<void> {
    await this.giveBack();
    this.chosen = participant;
  }

  /** Plays in the place of the one who is shown, or lets them go on. */
  async play(held: boolean): Promise<void> {
    const { chosen } = this;
    if (chosen === '') return;
    try {
      await this.#desk.api.playSimulated(this.#desk.id, chosen, held);
    } catch (thrown) {
      this.#desk.error = thrown;
    }
    await this.load();
  }

  async giveBack(): Promise<void> {
    if (this.member?.held) await this.play(false);
  }

  /** The first by pseudonym who is in the room. */
  #first(): string {
    const here = this.lines.find(({ id, connected }) => connected && this.members.some(({ participant }) => participant === id));
    return here?.id ?? this.members[0]?.participant ?? '';
  }
}

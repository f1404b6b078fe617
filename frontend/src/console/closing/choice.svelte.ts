import type { IssueRequest, Settings } from '$shared/model/wire';

/** The kinds that may go to the organisation's archive, in the order they are shown. */
export const archiveKinds = ['certificate', 'completion', 'attendance-sheet', 'report'] as const;
export type ArchiveKind = (typeof archiveKinds)[number];

/** Signs of a proposed passphrase: no letter that looks like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const groups = 4;
const groupLength = 4;

/** A passphrase of 80 random bits, in groups that can be read aloud. */
export function proposePassphrase(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(groups * groupLength));
  const signs = [...bytes].map((byte) => alphabet[byte % alphabet.length] ?? '');
  return Array.from({ length: groups }, (_, group) => signs.slice(group * groupLength, (group + 1) * groupLength).join('')).join('-');
}

/** What the trainer chose for the archive of a session. */
export class Choice {
  kinds: ArchiveKind[] = $state([]);
  debrief = $state(false);
  encrypted = $state(false);
  passphrase = $state('');
  dir = $state('');

  readonly #offered: readonly ArchiveKind[];

  constructor(settings: Settings | undefined, noReport: boolean) {
    const chosen = settings?.archived?.length ? settings.archived : archiveKinds;
    this.#offered = archiveKinds.filter((kind) => kind !== 'report' || !noReport);
    this.kinds = this.#offered.filter((kind) => chosen.includes(kind));
    this.dir = settings?.exportDir ?? '';
  }

  get offered(): readonly ArchiveKind[] {
    return this.#offered;
  }

  toggle(kind: ArchiveKind): void {
    this.kinds = archiveKinds.filter((known) => (known === kind ? !this.kinds.includes(kind) : this.kinds.includes(known)));
  }

  /** Nothing is chosen, or the passphrase is missing. */
  get incomplete(): boolean {
    return (this.kinds.length === 0 && !this.debrief) || (this.encrypted && this.passphrase.trim() === '');
  }

  get request(): Partial<IssueRequest> {
    return {
      dir: this.dir.trim(),
      kinds: this.debrief ? [...this.kinds, 'debrief'] : [...this.kinds],
      ...(this.encrypted ? { encryption: { passphrase: this.passphrase, recipients: [] } } : {}),
    };
  }
}

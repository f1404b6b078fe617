import type { Encryption, IssueRequest, Settings } from '$shared/model/wire';

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
  /** How the copy is opened. */
  way: 'passphrase' | 'recipients' = $state('passphrase');
  passphrase = $state('');
  /** Public keys of who may open it, one a line. */
  recipients = $state('');
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
    const secret = this.way === 'passphrase' ? this.passphrase.trim() : this.recipients.trim();
    return (this.kinds.length === 0 && !this.debrief) || (this.encrypted && secret === '');
  }

  get request(): Partial<IssueRequest> {
    return {
      dir: this.dir.trim(),
      kinds: this.debrief ? [...this.kinds, 'debrief'] : [...this.kinds],
      ...(this.encrypted ? { encryption: this.#encryption } : {}),
    };
  }

  get #encryption(): Encryption {
    if (this.way === 'passphrase') return { passphrase: this.passphrase, recipients: [] };
    return { passphrase: '', recipients: this.recipients.split(/[\s,;]+/).filter(Boolean) };
  }
}

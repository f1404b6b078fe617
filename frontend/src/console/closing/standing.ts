import type { AttendanceView, IssuedDocument, PresenceView } from '$shared/model/wire';
import type { ArchiveKind } from './choice.svelte';

/** Where somebody's documents stand. */
export type PersonState = 'issued' | 'missing' | 'revoked' | 'unprintable' | 'no-time' | 'absent';

export interface PersonStanding {
  view: AttendanceView;
  state: PersonState;
  /** Documents of theirs that stand. */
  valid: number;
  /** Of a revocation. */
  reason: string;
  /** Half-days signed, and those they were there in. */
  signed: number;
  halfDays: number;
}

export interface KindStanding {
  kind: ArchiveKind;
  /** Whether it is among what was chosen. */
  chosen: boolean;
  valid: number;
  missing: number;
  revoked: number;
}

/** The one thing to do next. */
export type NextAct = 'names' | 'attendance' | 'issue' | 'archive';

export interface Standing {
  people: PersonStanding[];
  kinds: KindStanding[];
  missing: number;
  next: NextAct;
}

const personal = (kind: ArchiveKind) => kind === 'certificate' || kind === 'completion';
const valid = (document: IssuedDocument) => document.revokedAt === 0 && document.replacedBy === '';
const revoked = (document: IssuedDocument) => document.revokedAt !== 0 && document.replacedBy === '';

/**
 * What is issued, what is missing and what was refused of a session that is over.
 * offered: the kinds it may have; chosen: those asked for. A revoked document is
 * not missing: its revocation is a decision.
 */
export function standingOf(people: readonly AttendanceView[], documents: readonly IssuedDocument[], presence: PresenceView | undefined, offered: readonly ArchiveKind[], chosen: readonly ArchiveKind[]): Standing {
  const lines = new Map((presence?.people ?? []).map((line) => [line.id, line]));
  const certified = people.filter(({ absent, expected, minutes, unprintable }) => !absent && !expected && minutes > 0 && unprintable === '');
  const kinds = offered.map((kind): KindStanding => {
    const of = documents.filter((document) => document.kind === kind);
    const had = (attendance: string) => of.some((document) => document.attendance === attendance && document.replacedBy === '');
    const missing = !chosen.includes(kind) ? 0 : personal(kind) ? certified.filter(({ id }) => !had(id)).length : people.length > 0 && !had('') ? 1 : 0;
    return { kind, chosen: chosen.includes(kind), valid: of.filter(valid).length, missing, revoked: of.filter(revoked).length };
  });
  const wanted = chosen.filter(personal);
  const standings = people.map((view): PersonStanding => {
    const own = documents.filter((document) => document.attendance === view.id);
    const cells = lines.get(view.id)?.cells ?? [];
    const lacks = wanted.some((kind) => !own.some((document) => document.kind === kind && document.replacedBy === ''));
    const gone = own.find(revoked);
    let state: PersonState = 'issued';
    if (view.absent || view.expected) state = 'absent';
    else if (view.unprintable !== '') state = 'unprintable';
    else if (view.minutes === 0) state = 'no-time';
    else if (lacks) state = 'missing';
    else if (gone) state = 'revoked';
    return {
      view,
      state,
      valid: own.filter(valid).length,
      reason: gone?.reason ?? '',
      signed: cells.filter(({ signature }) => signature).length,
      halfDays: cells.filter(({ present }) => present).length,
    };
  });
  const missing = kinds.reduce((sum, kind) => sum + kind.missing, 0);
  let next: NextAct = 'archive';
  if (standings.some(({ state }) => state === 'unprintable')) next = 'names';
  else if (documents.length === 0 && (people.length === 0 || people.some(({ confirmed }) => !confirmed))) next = 'attendance';
  else if (missing > 0) next = 'issue';
  return { people: standings, kinds, missing, next };
}

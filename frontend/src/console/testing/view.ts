import type { Backstage, Card, ConsoleView, PartView, RosterLine, Text } from '$shared/model/wire';

export const text = (fr: string): Text => ({ fr, en: fr });

export function part(id: string, given: Partial<PartView> = {}): PartView {
  return { id, phase: id.split('.').pop() ?? id, title: text(id), collects: true, byTable: false, state: 'waiting', opening: 0, ...given };
}

export function person(id: string, given: Partial<RosterLine> = {}): RosterLine {
  return { id, pseudonym: id, table: '', connected: true, answered: false, simulated: false, ...given };
}

export function backstage(given: Partial<Backstage> = {}): Backstage {
  return {
    purpose: text(''),
    notes: [],
    debrief: [],
    bridge: text(''),
    options: [],
    situations: [],
    situation: '',
    reference: [],
    tableChoices: [],
    roomChoice: '',
    teams: [],
    cards: [],
    cardsPicked: '',
    branches: [],
    branch: '',
    hands: [],
    aloud: [],
    droppable: '',
    ...given,
  };
}

export function card(id: string, given: Partial<Card> = {}): Card {
  return { id, source: 'note', box: '', text: id, edited: false, group: '', picked: false, ...given };
}

/** A session as the server pictures it, in its first step's vote. */
export function view(given: Partial<ConsoleView> = {}): ConsoleView {
  return {
    revision: 7,
    session: {
      id: 's1',
      state: 'open',
      rehearsal: false,
      title: 'Essai',
      client: '',
      place: '',
      date: '2026-11-24',
      starts: '',
      zone: 'Europe/Paris',
      consoleLanguage: 'fr',
      stageLanguage: 'fr',
      documentLanguage: 'fr',
      workshop: text('L’essentiel'),
      singleTeam: false,
      noReport: false,
      eraseOn: 0,
      answersErasedAt: 0,
      actionNature: '',
      retentionDays: 30,
      retentionReason: '',
      openedAt: 1,
      closingAt: 0,
      closedAt: 0,
    },
    agenda: [],
    clock: { now: 1_000_000, startedAt: 0, plannedEnd: 0, expectedEnd: 0, driftMillis: 0 },
    step: { id: 'scenario', index: 0, of: 1, activity: 'gate-12', kind: 'scenario', title: text('Scénario'), instructions: text(''), stage: text('') },
    part: part('N1.vote', { state: 'open', opening: 1 }),
    parts: [],
    times: [],
    actions: [{ command: 'close', enabled: true, reveals: false, unfinished: 0, why: '' }],
    roster: [person('a'), person('b')],
    removed: [],
    tables: [],
    progress: { revision: 7, answered: 0, of: 2, connected: 2, joined: 2 },
    stage: { black: false, frozen: false, dark: false, showJoin: false, timer: true, mapPass: 'current', pair: '', section: 0, podium: false },
    screen: { here: false, leftAt: 0 },
    stageToken: 't',
    remote: { paired: false, used: false, connected: false },
    notes: [],
    notices: [],
    comments: [],
    checked: [],
    presence: { turn: 0, signed: 0, of: 0, trainer: false, doubts: 0 },
    finished: false,
    ...given,
  };
}

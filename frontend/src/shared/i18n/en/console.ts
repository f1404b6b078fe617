import type { ConsoleWords } from '../fr/console';
import { acts, agenda, ask, backstage, keys, live, lobby, names, notes, notices, person, room, stage } from './console/live';

export const console: ConsoleWords = {
  title: 'Console',
  acts,
  agenda,
  ask,
  backstage,
  keys,
  live,
  lobby,
  names,
  notes,
  notices,
  person,
  room,
  stage,
};

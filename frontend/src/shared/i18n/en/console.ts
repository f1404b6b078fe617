import type { ConsoleWords } from '../fr/console';
import { frame, home, prepare, rehearse, settings } from './console/before';
import { acts, agenda, ask, backstage, keys, live, lobby, names, notes, notices, person, room, stage } from './console/live';

export const console: ConsoleWords = {
  title: 'Console',
  frame,
  home,
  prepare,
  rehearse,
  settings,
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

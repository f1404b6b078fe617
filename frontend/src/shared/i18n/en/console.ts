import type { ConsoleWords } from '../fr/console';
import { attendance, closed, closing, comments, documents, finish, register, shelf } from './console/after';
import { frame, home, prepare, rehearse, settings } from './console/before';
import { compose } from './console/compose';
import { checklist, guide, help } from './console/help';
import { kinds } from './console/kinds';
import { acts, agenda, ask, backstage, details, keys, live, lobby, names, notes, notices, person, room, screen, stage, wifi } from './console/live';
import { presence } from './console/presence';
import { rehearsal } from './console/rehearsal';
import { remote } from './console/remote';
import { rescue } from './console/rescue';
import { undo } from './console/undo';
import { sealing, verify } from './console/verify';
import { wording } from './console/wording';

export const console: ConsoleWords = {
  title: 'Console',
  attendance,
  checklist,
  closed,
  closing,
  comments,
  compose,
  details,
  documents,
  finish,
  register,
  shelf,
  frame,
  guide,
  help,
  home,
  prepare,
  presence,
  rehearsal,
  rehearse,
  remote,
  rescue,
  settings,
  acts,
  agenda,
  ask,
  backstage,
  keys,
  kinds,
  live,
  lobby,
  names,
  notes,
  notices,
  person,
  room,
  screen,
  stage,
  wifi,
  sealing,
  typed: {
    dayShape: 'dd/mm/yyyy',
    dayWrong: 'Write a date in this way: 24/11/2026.',
    hourShape: '09:00',
    hourWrong: 'Write a time in this way: 09:30.',
  },
  undo,
  verify,
  wording,
};

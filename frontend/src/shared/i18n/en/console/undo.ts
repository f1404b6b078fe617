import type { undo as source } from '../../fr/console/undo';

export const undo: typeof source = {
  undo: 'Undo',
  key: 'Z',
  label: 'Last act',
  done: {
    'skip-step': 'Step skipped.',
    shorten: 'Part left out.',
    extend: 'Time changed.',
    pause: 'Timer stopped.',
    resume: 'Timer running again.',
    swap: 'Activity changed.',
    stage: 'Stage setting changed.',
    'make-tables': 'Tables made again.',
    move: 'Moved to another table.',
    rename: 'Name changed.',
    remove: 'Person removed.',
    'put-back': 'Person put back.',
    'give-pen': 'The pen has changed hands.',
    card: 'Card changed.',
    'drop-card': 'Card taken away.',
    'delete-note': 'Observation deleted.',
  },
  other: 'Done.',
  undone: 'Undone.',
};

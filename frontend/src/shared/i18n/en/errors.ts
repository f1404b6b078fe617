import type { ErrorWords } from '../fr/errors';

export const errors: ErrorWords = {
  internal: {
    message: 'Something went wrong inside Estrade.',
    hint: 'Nothing that was saved is lost. Try again; if it happens again, restart the program.',
  },
  unreachable: {
    message: 'Estrade does not answer.',
    hint: 'Check that you are still on the room’s Wi-Fi; the connection is tried again by itself.',
  },
  timeout: {
    message: 'Estrade is slow to answer.',
    hint: 'What you entered is kept and will be sent as soon as the connection is back.',
  },
};

import type { ConsoleView } from '$shared/model/wire';
import { Api } from '../api';
import { Desk } from '../live/desk.svelte';

/** A desk that shows a picture, and the methods it called; the program answers each with what answers holds of it, or nothing. */
export function deskOf(shown: ConsoleView, answers: Readonly<Record<string, unknown>> = {}) {
  const called: string[] = [];
  const call = (method: string) => {
    called.push(method);
    return Promise.resolve(answers[method]);
  };
  return { desk: new Desk(new Api({ call: call as never, connection: () => Promise.reject(new Error('none')) }), shown), called };
}

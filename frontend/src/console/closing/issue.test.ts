import { describe, expect, it } from 'vitest';
import type { Bundle } from '$shared/model/wire';
import type { Desk } from '../live/desk.svelte';
import { Issue } from './issue.svelte';

const bundle = { dir: '/x' } as Bundle;

/** A desk whose texts are kept when told to, and what happens on it, in order. */
function desk(kept: boolean) {
  const happened: string[] = [];
  let settle: (() => void) | undefined;
  const given = {
    id: 's1',
    issuing: undefined,
    saveDrafts: () =>
      new Promise<boolean>((resolve) => {
        settle = () => {
          happened.push('kept');
          resolve(kept);
        };
      }),
    api: {
      issue: () => {
        happened.push('issued');
        return Promise.resolve(bundle);
      },
    },
  };
  return { desk: given as unknown as Desk, happened, settle: () => settle?.() };
}

describe('issuing', () => {
  it('waits until what is being typed is kept', async () => {
    const d = desk(true);
    const issue = new Issue(d.desk, () => d.happened.push('shown'));
    const done = issue.run({});
    expect(d.happened).toEqual([]);
    d.settle();
    expect(await done).toBe(true);
    expect(d.happened).toEqual(['kept', 'issued', 'shown']);
  });

  it('issues nothing while a text cannot be kept', async () => {
    const d = desk(false);
    const issue = new Issue(d.desk, () => d.happened.push('shown'));
    const done = issue.run({});
    d.settle();
    expect(await done).toBe(false);
    expect(d.happened).toEqual(['kept']);
    expect(issue.busy).toBe(false);
  });
});

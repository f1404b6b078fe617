import { describe, expect, it } from 'vitest';
import type { Settings } from '$shared/model/wire';
import { Choice, proposePassphrase } from './choice.svelte';

const settings = (archived?: string[]) => ({ exportDir: ' /rh ', archived }) as unknown as Settings;

describe('the choice for the archive', () => {
  it('is the usual one unless another was kept', () => {
    expect(new Choice(settings(), false).kinds).toEqual(['certificate', 'completion', 'attendance-sheet', 'report']);
    expect(new Choice(settings(), true).kinds).toEqual(['certificate', 'completion', 'attendance-sheet']);
    expect(new Choice(settings(['report', 'certificate']), false).kinds).toEqual(['certificate', 'report']);
  });

  it('asks for what was chosen', () => {
    const choice = new Choice(settings(['certificate']), false);
    expect(choice.request).toEqual({ dir: '/rh', kinds: ['certificate'] });
    choice.toggle('report');
    choice.debrief = true;
    expect(choice.request.kinds).toEqual(['certificate', 'report', 'debrief']);
    choice.encrypted = true;
    expect(choice.incomplete).toBe(true);
    choice.passphrase = proposePassphrase();
    expect(choice.incomplete).toBe(false);
    expect(choice.request.encryption).toEqual({ passphrase: choice.passphrase, recipients: [] });
    choice.way = 'recipients';
    expect(choice.incomplete).toBe(true);
    choice.recipients = ' age1one\n\nage1two, age1three ';
    expect(choice.incomplete).toBe(false);
    expect(choice.request.encryption).toEqual({ passphrase: '', recipients: ['age1one', 'age1two', 'age1three'] });
  });

  it('is incomplete when it is empty', () => {
    const choice = new Choice(settings(['certificate']), false);
    choice.toggle('certificate');
    expect(choice.incomplete).toBe(true);
  });
});

describe('a proposed passphrase', () => {
  it('has 80 bits and differs each time', () => {
    const many = new Set(Array.from({ length: 100 }, proposePassphrase));
    expect(many.size).toBe(100);
    for (const one of many) expect(one).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  });
});

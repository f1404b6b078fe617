import { describe, expect, it } from 'vitest';
import { consoleErrors as enConsole } from './en/consoleErrors';
import { errors as enErrors } from './en/errors';
import { furtherErrors as enFurther } from './en/furtherErrors';
import { pairingErrors as enRemote } from './en/pairingErrors';
import { consoleErrors as frConsole } from './fr/consoleErrors';
import { errors as frErrors } from './fr/errors';
import { furtherErrors as frFurther } from './fr/furtherErrors';
import { pairingErrors as frRemote } from './fr/pairingErrors';

// Told before there is a page, by the command line alone.
const beforeAnyPage = [
  'archive-outdated',
  'console-address',
  'console-port-taken',
  'data-folder-busy',
  'data-folder-unknown',
  'data-folder-unwritable',
  'database-newer',
  'database-unknown',
  'demo-checks-failed',
  'demo-folder-denied',
  'demo-language',
  'demo-out-missing',
  'demo-size',
  'demo-workshop',
  'document-withdrawn',
  'key-exists',
  'key-name',
  'keys-choice',
  'not-authentic',
  'pack-folder-missing',
  'pack-invalid',
  'unknown-issuer',
  'erase-rescue',
  'erase-unconfirmed',
  'export-out-missing',
  'export-rescue',
  'export-session-unknown',
  'verify-missing',
  'verify-nothing',
  'verify-too-large',
  'verify-unreadable',
];

// The server's sources, as text.
const sources = import.meta.glob<string>(['../../../../app/**/*.go', '!../../../../app/**/*_test.go'], { query: '?raw', import: 'default', eager: true });

/** The keys of the refusals that the server's sources make. */
function serverKeys(): string[] {
  const made = /(?:NewError\(\s*(?:estrade\.)?Code\w+,|\b(?:notNow|fail|nameError)\()\s*"([a-z0-9-]+)"/g;
  return Object.values(sources).flatMap((text) => [...text.matchAll(made)].map((match) => match[1] ?? ''));
}

const placeholders = (sentences: { message: string; hint: string }) => [...`${sentences.message} ${sentences.hint}`.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('the sentences for refusals', () => {
  const french: Record<string, { message: string; hint: string }> = { ...frErrors, ...frFurther, ...frConsole, ...frRemote };
  const english: Record<string, { message: string; hint: string }> = { ...enErrors, ...enFurther, ...enConsole, ...enRemote };

  it('exist for every key the server may send to a page', () => {
    const keys = serverKeys();
    expect(keys.length).toBeGreaterThan(50);
    expect([...new Set(keys)].filter((key) => !(key in french) && !beforeAnyPage.includes(key)).sort()).toEqual([]);
  });

  it('name the same params in both languages, and each give a way out', () => {
    for (const [key, sentences] of Object.entries(french)) {
      const other = english[key];
      expect(other, key).toBeDefined();
      if (other) expect(placeholders(other), key).toEqual(placeholders(sentences));
      expect([sentences.message, sentences.hint, other?.message, other?.hint].every((text) => text !== ''), key).toBe(true);
    }
  });

  it('stand once, in one of the four lists, but for what is told otherwise on the trainer’s own computer', () => {
    const keys = [frErrors, frFurther, frConsole, frRemote].flatMap((list) => Object.keys(list));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual(['internal', 'disk-full', 'storage-failed', 'unreachable']);
  });
});

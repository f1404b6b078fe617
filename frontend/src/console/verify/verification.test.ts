// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { PDFVerdict, RegisteredDocument, StatementVerdict } from '$shared/model/wire';
import { largest, verdictOf, Verification } from './verification.svelte';

const pdf = (change: Partial<PDFVerdict>): PDFVerdict => ({ signed: true, intact: true, ours: true, issuer: 'Org', subject: 'Org', fingerprint: '', title: '', signedAt: 0, ...change });
const statement = (change: Partial<StatementVerdict>): StatementVerdict => ({
  language: 'fr', kind: 'certificate', number: '1', code: 'A', name: 'Awa', title: 'T', organisation: 'Org', date: '2026-11-24', minutes: 0, issuedOn: '2026-11-24',
  valid: true, ours: true, issuer: 'Org', fingerprint: '', ...change,
});

const line = (change: Partial<RegisteredDocument['document']>): RegisteredDocument => ({
  title: 'T', client: '', date: '2026-11-24', zone: 'Europe/Paris', written: 'fr', erased: false,
  document: { number: '1', code: '7QF4-M2KD-93XA', kind: 'certificate', session: 's', attendance: '', name: 'Awa', file: '', issuedAt: 1, wording: 0, replaces: '', replacedBy: '', revokedAt: 0, reason: '', size: 1, sha256: '', ...change },
});

describe('verdictOf', () => {
  it('says of an authentic document that it was revoked or replaced', () => {
    expect(verdictOf({ pdf: pdf({ registered: line({}) }) })).toBe('authentic');
    expect(verdictOf({ pdf: pdf({ registered: line({ revokedAt: 5, replacedBy: '2' }) }) })).toBe('revoked');
    expect(verdictOf({ statement: statement({ registered: line({ replacedBy: '2' }) }) })).toBe('replaced');
    expect(verdictOf({ statement: statement({ valid: false, registered: line({}) }) })).toBe('altered');
    expect(verdictOf({ registered: line({}) })).toBe('registered');
    expect(verdictOf({ registered: line({ revokedAt: 5 }) })).toBe('revoked');
    expect(verdictOf({ registered: null })).toBe('unregistered');
  });
  it('takes a document for authentic only when it is signed, intact and of somebody known', () => {
    expect(verdictOf({ pdf: pdf({}) })).toBe('authentic');
    expect(verdictOf({ pdf: pdf({ ours: false }) })).toBe('unknown');
    expect(verdictOf({ pdf: pdf({ intact: false }) })).toBe('altered');
    expect(verdictOf({ pdf: pdf({ intact: false, ours: false }) })).toBe('altered');
    expect(verdictOf({ pdf: pdf({ signed: false, intact: false, ours: false }) })).toBe('unsigned');
    expect(verdictOf({ statement: statement({}) })).toBe('authentic');
    expect(verdictOf({ statement: statement({ valid: false }) })).toBe('altered');
    expect(verdictOf({ statement: statement({ ours: false }) })).toBe('unknown');
    expect(verdictOf({})).toBeUndefined();
  });
});

describe('Verification', () => {
  it('tells of each file, the last first, and goes on after one that is refused', async () => {
    const sent: string[] = [];
    const v = new Verification({
      checkPDF: (data: string) => {
        sent.push(atob(data));
        return sent.length === 1 ? Promise.reject(new Error('no PDF')) : Promise.resolve(pdf({}));
      },
      checkStatement: () => Promise.resolve(statement({})),
      register: ({ search }) => Promise.resolve({ lines: [line({ code: 'AAAA-BBBB-CCCC' }), line({ code: search === '7QF4-M2KD-93XA' ? search : '' })], total: 2 }),
    });
    const big = new File([''], 'big.pdf');
    Object.defineProperty(big, 'size', { value: largest + 1 });
    await v.files([new File(['one'], 'one.pdf'), new File(['two'], 'two.pdf'), big]);
    await v.text('Attestation');
    expect(sent).toEqual(['one', 'two']);
    expect(v.checked.map(({ file, tooLarge }) => [file, tooLarge ?? false])).toEqual([['', false], ['big.pdf', true], ['two.pdf', false], ['one.pdf', false]]);
    expect(v.checked.map((one) => verdictOf(one))).toEqual(['authentic', undefined, 'authentic', undefined]);
    expect(v.checked[3]?.error).toBeInstanceOf(Error);
    expect(v.busy).toBe(false);
    await v.text(' 7qf4 m2kd93xa ');
    await v.text('ZZZZ-ZZZZ-ZZZZ');
    expect(v.checked.slice(0, 2).map((one) => verdictOf(one))).toEqual(['unregistered', 'registered']);
    v.clear();
    expect(v.checked).toEqual([]);
  });
});

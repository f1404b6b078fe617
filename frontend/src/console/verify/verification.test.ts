import { describe, expect, it } from 'vitest';
import type { PDFCheck, StatementCheck } from '$shared/model/wire';
import { largest, verdictOf, Verification } from './verification.svelte';

const pdf = (change: Partial<PDFCheck>): PDFCheck => ({ signed: true, intact: true, ours: true, issuer: 'Org', subject: 'Org', fingerprint: '', title: '', signedAt: 0, ...change });
const statement = (change: Partial<StatementCheck>): StatementCheck => ({
  language: 'fr', kind: 'certificate', number: '1', code: 'A', name: 'Awa', title: 'T', organisation: 'Org', date: '2026-11-24', minutes: 0, issuedOn: '2026-11-24',
  valid: true, ours: true, issuer: 'Org', fingerprint: '', ...change,
});

describe('verdictOf', () => {
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
    v.clear();
    expect(v.checked).toEqual([]);
  });
});

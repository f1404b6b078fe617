import { describe, expect, it } from 'vitest';
import type { RemoteRequest } from '$shared/model/wire';
import example from '../../../app/facilitation/testdata/remote.json';
import { Keys, signedText } from './proof';

// The program is held to the same example (app/facilitation/remote_proof_test.go).
const request: RemoteRequest = example.request;
const keys = new Keys(request.pairing, example.secret);

describe('what a phone proves', () => {
  it('signs the text the program reads', () => {
    expect(signedText(request)).toBe(example.text);
    expect(keys.sign({ ...request }).proof).toBe(request.proof);
  });

  it('opens the answer to its own request, and nothing else', () => {
    expect(keys.open(example.reply.box, request)).toEqual(example.answer);
    expect(() => keys.open(example.reply.box, keys.sign({ ...request, counter: 13 }))).toThrow();
    expect(() => new Keys(request.pairing, `B${example.secret.slice(1)}`).open(example.reply.box, request)).toThrow();
    expect(() => keys.open(`A${example.reply.box.slice(1)}`, request)).toThrow();
    expect(() => keys.open('', request)).toThrow();
  });
});

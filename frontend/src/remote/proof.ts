import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { RemoteAnswer, RemoteRequest } from '$shared/model/wire';

// Begins every text that a key of a pairing signs or seals (docs/protocol.md, 11).
const version = 'estrade-remote-1';

/** A request before it is signed. */
export type Unsigned = Omit<RemoteRequest, 'proof'>;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** What a phone signs: one field to a line. */
export function signedText(r: Unsigned): string {
  const fields = [version, r.pairing, r.phone, r.session, r.run, r.command, r.counter, r.revision, r.at, r.act, r.confirmed ? 1 : 0, r.seen];
  return fields.join('\n');
}

/**
 * The two keys made from the secret of the QR: one signs what the phone asks,
 * one opens what it is answered. On plain http browsers have no crypto.subtle,
 * hence the library.
 */
export class Keys {
  readonly #phone: Uint8Array;
  readonly #room: Uint8Array;

  /** secret: as in the QR, base64url without padding. */
  constructor(pairing: string, secret: string) {
    const bytes = fromBase64(secret.replace(/-/g, '+').replace(/_/g, '/'));
    const key = (use: string) => hkdf(sha256, bytes, bytesOf(pairing), bytesOf(`${version} ${use}`), 32);
    this.#phone = key('phone');
    this.#room = key('room');
  }

  sign(request: Unsigned): RemoteRequest {
    return { ...request, proof: toBase64(hmac(sha256, this.#phone, bytesOf(signedText(request)))) };
  }

  /** What a reply holds. Throws when it is not the room's answer to this very request. */
  open(box: string, request: RemoteRequest): RemoteAnswer {
    const sealed = fromBase64(box);
    const told = bytesOf(`${version} answer\n`);
    const proof = fromBase64(request.proof);
    const place = new Uint8Array(told.length + proof.length);
    place.set(told);
    place.set(proof, told.length);
    const plain = gcm(this.#room, sealed.subarray(0, 12), place).decrypt(sealed.subarray(12));
    return JSON.parse(new TextDecoder().decode(plain)) as RemoteAnswer;
  }
}

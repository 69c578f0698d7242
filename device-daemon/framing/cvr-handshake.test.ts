import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answersCvrHandshake,
  CVR_NONCE_BYTES,
  type CvrHandshake,
  encodeCvrHandshake,
} from './cvr-handshake.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const FIRST: CvrHandshake = { kind: 0xaa, shift: 1 };
const SECOND: CvrHandshake = { kind: 0xcc, shift: 3 };
const COUNTING = Uint8Array.from({ length: CVR_NONCE_BYTES }, (_, index) => index);

/** As the reader makes it. */
function answerTo(nonce: Uint8Array, { shift }: CvrHandshake): Uint8Array {
  const frame = [0x02, 0x00, 0x11, 0x03, 0x00, ...nonce.map((byte, index) => byte ^ (index + shift))];
  return Uint8Array.of(
    ...frame,
    frame.slice(1).reduce((value, byte) => value ^ byte),
    0x03,
  );
}

describe('the hand-shake of CVR-100 readers', () => {
  it('is the pair of frames that was seen', () => {
    expect(encodeCvrHandshake(FIRST, COUNTING)).toEqual(
      hex('02 00 11 03 AA 00 01 02 03 04 05 06 07 08 09 B9 03'),
    );
    const answer = hex('02 00 11 03 00 01 03 01 07 01 03 01 0F 01 03 18 03');
    expect(answersCvrHandshake(FIRST, COUNTING, answer)).toBe(true);
    expect(answersCvrHandshake(SECOND, COUNTING, answer)).toBe(false);
  });

  it('is found in whatever else came, and in nothing that was changed', () => {
    const nonces = fc.uint8Array({ minLength: CVR_NONCE_BYTES, maxLength: CVR_NONCE_BYTES });
    fc.assert(
      fc.property(
        nonces,
        fc.constantFrom(FIRST, SECOND),
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(16),
        fc.integer({ min: 1, max: 255 }),
        (nonce, handshake, noise, at, flip) => {
          const answer = answerTo(nonce, handshake);
          expect(answersCvrHandshake(handshake, nonce, Buffer.concat([noise, answer, noise]))).toBe(true);
          expect(answersCvrHandshake(handshake, nonce, answer.subarray(0, at))).toBe(false);
          answer[at] = (answer[at] ?? 0) ^ flip;
          expect(answersCvrHandshake(handshake, nonce, answer)).toBe(false);
        },
      ),
    );
  });
});

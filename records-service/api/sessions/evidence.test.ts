import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { type CompactJWSHeaderParameters, CompactSign, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { type CardReadEvidence, EVIDENCE_TYPE } from '#shared/records-api/sessions.ts';
import type { TerminalPublicKey } from '../../config/schema.ts';
import { checkEvidence } from './evidence.ts';

const NOW = Date.parse('2026-11-22T02:00:00Z');
const TERMINAL = '999999-0001';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const jwk: TerminalPublicKey = { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x ?? '' };

const PAYLOAD: CardReadEvidence = {
  terminalId: TERMINAL,
  cardKind: 'residentIdentityCard',
  number: '999999198405120117',
  name: '张示丰',
  readAt: NOW - 200,
  nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
};
const HEADER = { alg: 'EdDSA', kid: TERMINAL, typ: EVIDENCE_TYPE };

function sign(
  payload: object = PAYLOAD,
  header: CompactJWSHeaderParameters = HEADER,
  key = privateKey,
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader(header)
    .sign(key);
}

const check = (jws: string, now = NOW) =>
  checkEvidence(jws, async (terminalId) => (terminalId === TERMINAL ? jwk : null), now);

const refusal = async (jws: string, now = NOW) => {
  const checked = await check(jws, now);
  return checked.ok ? 'accepted' : checked.error.code;
};

describe('evidence', () => {
  test('of a card read just now is accepted', async () => {
    expect(await check(await sign())).toEqual({ ok: true, value: PAYLOAD });
  });

  test('signed with another key', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    expect(await check(await sign(PAYLOAD, HEADER, other))).toMatchObject({
      error: { code: 'evidenceInvalid', terminalId: TERMINAL },
    });
  });

  test('of a terminal nobody knows', async () => {
    const header = { ...HEADER, kid: '999999-0002' };
    expect(await refusal(await sign({ ...PAYLOAD, terminalId: '999999-0002' }, header))).toBe(
      'terminalUnknown',
    );
  });

  test('in which one terminal speaks for another', async () => {
    expect(await refusal(await sign({ ...PAYLOAD, terminalId: '999999-0002' }))).toBe('evidenceInvalid');
  });

  test.each([
    [60_000, 'accepted'],
    [60_001, 'evidenceStale'],
    [-10_000, 'accepted'],
    [-10_001, 'evidenceStale'],
  ])('read %i ms ago: %s', async (age, outcome) => {
    expect(await refusal(await sign({ ...PAYLOAD, readAt: NOW - age }))).toBe(outcome);
  });

  test.each([
    ['another type', { ...HEADER, typ: 'JWT' }],
    ['no type', { alg: 'EdDSA', kid: TERMINAL }],
    ['no key id', { alg: 'EdDSA', typ: EVIDENCE_TYPE }],
    ['a key id that is no terminal’s form', { ...HEADER, kid: "999999-0001' or 1=1" }],
  ])('with %s in its header', async (_name, header) => {
    expect(await refusal(await sign(PAYLOAD, header))).toBe('evidenceInvalid');
  });

  test('signed with the public key as a shared secret', async () => {
    const forged = await new SignJWT({ ...PAYLOAD })
      .setProtectedHeader({ alg: 'HS256', kid: TERMINAL, typ: EVIDENCE_TYPE })
      .sign(Buffer.from(jwk.x, 'base64url'));
    expect(await refusal(forged)).toBe('evidenceInvalid');
  });

  test('without a signature', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await refusal(`${part({ ...HEADER, alg: 'none' })}.${part(PAYLOAD)}.`)).toBe('evidenceInvalid');
    expect(await refusal(`${part(HEADER)}.${part(PAYLOAD)}.`)).toBe('evidenceInvalid');
  });

  test.each([
    ['a field too many', { ...PAYLOAD, role: 'staff' }],
    ['a field too few', { ...PAYLOAD, nonce: undefined }],
    ['a short nonce', { ...PAYLOAD, nonce: 'AAAA' }],
    ['a time with a fraction', { ...PAYLOAD, readAt: NOW - 0.5 }],
  ])('with %s', async (_name, payload) => {
    expect(await refusal(await sign(payload))).toBe('evidenceInvalid');
  });

  test('any one character changed is refused', async () => {
    const jws = await sign();
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.constantFrom(...'Az09-_.'), async (position, character) => {
        fc.pre(jws[position] !== character);
        // The last character of the signature holds spare bits, which base64url readers pass over.
        fc.pre(position !== jws.length - 1);
        const changed = `${jws.slice(0, position)}${character}${jws.slice(position + 1)}`;
        expect(['evidenceInvalid', 'terminalUnknown']).toContain(await refusal(changed));
      }),
    );
  });

  test('any text at all is refused and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{0,40}\.[\w-]{0,40}\.[\w-]{0,40}$/), fc.json()),
        async (text) => {
          expect(await refusal(text)).toBe('evidenceInvalid');
        },
      ),
    );
  });
});

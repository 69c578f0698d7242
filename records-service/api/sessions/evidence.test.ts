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
  credential: {
    type: 'identityCard',
    cardKind: 'residentIdentityCard',
    number: '999999198405120117',
    name: '张示丰',
  },
  readAt: NOW - 200,
  nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
};
const SOCIAL_SECURITY_CARD = {
  type: 'socialSecurityCard',
  cardNumber: 'T90000022',
  cardIdentificationCode: '999999D15600000500000002A1B2C3D4',
  holder: null,
  pinVerified: false,
} as const;
const ELECTRONIC_CARD = { type: 'electronicCard', code: 'kq0Y-3_xT9vVb2' } as const;
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

const withCard = (changes: object) => ({ ...PAYLOAD, credential: { ...SOCIAL_SECURITY_CARD, ...changes } });

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

  test.each([
    ['a social-security card that keeps its holder to itself', SOCIAL_SECURITY_CARD],
    [
      'a social-security card that tells its holder',
      {
        ...SOCIAL_SECURITY_CARD,
        holder: { number: '999999198405120117', name: '张示丰' },
        pinVerified: true,
      },
    ],
    ['a scanned code', ELECTRONIC_CARD],
  ])('of %s is accepted', async (_name, credential) => {
    const payload = { ...PAYLOAD, credential };
    expect(await check(await sign(payload))).toEqual({ ok: true, value: payload });
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
    ['no credential', { ...PAYLOAD, credential: undefined }],
    ['a credential of no known kind', { ...PAYLOAD, credential: { type: 'passport', number: '1' } }],
    ['a credential of two kinds', { ...PAYLOAD, credential: { ...SOCIAL_SECURITY_CARD, name: '张示丰' } }],
    ['a card number of ten characters', withCard({ cardNumber: 'T900000225' })],
    ['small letters in the identification code', withCard({ cardIdentificationCode: 'a'.repeat(32) })],
    ['half a holder', withCard({ holder: { number: '999999198405120117' } })],
    ['a code that is too short', { ...PAYLOAD, credential: { ...ELECTRONIC_CARD, code: 'short' } }],
    ['a code with a blank', { ...PAYLOAD, credential: { ...ELECTRONIC_CARD, code: 'kq0Y 3_xT9vVb2' } }],
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

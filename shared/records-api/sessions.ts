import * as v from 'valibot';
import { IdentityCardKind } from '../protocol/cards.ts';

/**
 * Evidence that a card was read on a known terminal, a JWS in compact form.
 *
 * ```
 *   protected { alg: "EdDSA", kid: terminal id, typ: "card-read+jwt" }
 *   payload   CardReadEvidence
 * ```
 * The records service accepts it once, within EVIDENCE_MAX_AGE_MS of `readAt`, from a terminal it knows.
 */
export const EVIDENCE_TYPE = 'card-read+jwt';
export const EVIDENCE_MAX_AGE_MS = 60_000;
/** A terminal's clock may run ahead by this much. */
export const EVIDENCE_MAX_SKEW_MS = 10_000;

/** What was held against the terminal, and what it said. */
export const CardCredential = v.variant('type', [
  v.strictObject({
    type: v.literal('identityCard'),
    cardKind: IdentityCardKind,
    /** Social-security number on the card. */
    number: v.string(),
    /** Name on the card, so that the service can notice a change of name. */
    name: v.string(),
  }),
  v.strictObject({
    type: v.literal('socialSecurityCard'),
    /** Nine characters, tag 07 of EF05. */
    cardNumber: v.pipe(v.string(), v.regex(/^[0-9A-Z]{9}$/)),
    /** 32 hexadecimal digits, tag 01 of EF05: the region, the card, its authentication code. */
    cardIdentificationCode: v.pipe(v.string(), v.regex(/^[0-9A-F]{32}$/)),
    /** From EF06; null where the card keeps it (third generation without keys): then the service knows the holder. */
    holder: v.nullable(v.strictObject({ number: v.string(), name: v.string() })),
    /** The holder entered the card's PIN and the card accepted it. */
    pinVerified: v.boolean(),
  }),
  v.strictObject({
    type: v.literal('electronicCard'),
    /** As it was scanned: opaque, to be forwarded once to the platform that issued it. */
    code: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{8,512}$/)),
  }),
]);
export type CardCredential = v.InferOutput<typeof CardCredential>;

export const CardReadEvidence = v.strictObject({
  terminalId: v.string(),
  credential: CardCredential,
  /** Epoch milliseconds. */
  readAt: v.pipe(v.number(), v.safeInteger()),
  /** 128 random bits, base64url. */
  nonce: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
});
export type CardReadEvidence = v.InferOutput<typeof CardReadEvidence>;

/** `POST /v1/sessions` */
export const OpenSessionRequest = v.strictObject({ evidence: v.pipe(v.string(), v.maxLength(4096)) });
export type OpenSessionRequest = v.InferOutput<typeof OpenSessionRequest>;

/** The token goes into `Authorization: Bearer …` of every later call; `DELETE /v1/sessions/current` closes it. */
export const OpenSessionResponse = v.strictObject({
  token: v.string(),
  /** Epoch milliseconds. A session also ends when unused for SESSION_IDLE_MS. */
  expiresAt: v.number(),
  onFile: v.boolean(),
  /** Who it is, masked, as the service knows them: a card that does not tell its holder is greeted with this. */
  holder: v.strictObject({ maskedName: v.string(), maskedNumber: v.string() }),
});
export type OpenSessionResponse = v.InferOutput<typeof OpenSessionResponse>;

export const SESSION_MAX_MS = 30 * 60_000;
export const SESSION_IDLE_MS = 10 * 60_000;

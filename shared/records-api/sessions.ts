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

export const CardReadEvidence = v.strictObject({
  terminalId: v.string(),
  cardKind: IdentityCardKind,
  /** Social-security number on the card. */
  number: v.string(),
  /** Name on the card, so that the service can notice a change of name. */
  name: v.string(),
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
});
export type OpenSessionResponse = v.InferOutput<typeof OpenSessionResponse>;

export const SESSION_MAX_MS = 30 * 60_000;
export const SESSION_IDLE_MS = 10 * 60_000;

import * as v from 'valibot';
import {
  CardReadEvidence,
  EVIDENCE_MAX_AGE_MS,
  EVIDENCE_MAX_SKEW_MS,
  EVIDENCE_TYPE,
} from '#shared/records-api/sessions.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { TerminalPublicKey } from '../../config/schema.ts';
import { claimedHeader, verifiedPayload } from '../signed-request.ts';

export interface EvidenceRefusal {
  readonly code: 'terminalUnknown' | 'evidenceInvalid' | 'evidenceStale';
  /** Names the rule that was broken, never what the card said. */
  readonly detail: string;
  /** The terminal the evidence names, where it is a known one. */
  readonly terminalId: string | null;
}

/** Finds the key of an active terminal; null where there is none. */
export type TerminalKeys = (terminalId: string) => Promise<TerminalPublicKey | null>;

const Header = v.object({
  alg: v.literal('EdDSA'),
  kid: v.pipe(v.string(), v.regex(/^\d{6}-\d{4}$/)),
  typ: v.literal(EVIDENCE_TYPE),
});

/**
 * Checks everything about evidence but its single use, in the order in which trust grows: form, terminal, signature,
 * content, time.
 */
export async function checkEvidence(
  jws: string,
  terminalKeys: TerminalKeys,
  nowMs: number,
): Promise<Result<CardReadEvidence, EvidenceRefusal>> {
  const header = claimedHeader(jws, Header);
  if (header === null) return refuse('evidenceInvalid', 'the header is not that of card-read evidence', null);
  const key = await terminalKeys(header.kid);
  if (key === null) return refuse('terminalUnknown', 'kid names no active terminal', null);
  const payload = await verifiedPayload(jws, key);
  if (payload === null) return refuse('evidenceInvalid', 'the signature does not fit', header.kid);
  const evidence = v.safeParse(CardReadEvidence, payload);
  if (!evidence.success)
    return refuse('evidenceInvalid', 'the payload is not card-read evidence', header.kid);
  const { terminalId, readAt } = evidence.output;
  if (terminalId !== header.kid)
    return refuse('evidenceInvalid', 'terminalId and kid are not the same', header.kid);
  if (nowMs - readAt > EVIDENCE_MAX_AGE_MS)
    return refuse('evidenceStale', `readAt is older than ${EVIDENCE_MAX_AGE_MS} ms`, header.kid);
  if (readAt - nowMs > EVIDENCE_MAX_SKEW_MS)
    return refuse('evidenceStale', `readAt is more than ${EVIDENCE_MAX_SKEW_MS} ms ahead`, header.kid);
  return ok(evidence.output);
}

const refuse = (code: EvidenceRefusal['code'], detail: string, terminalId: string | null) =>
  err({ code, detail, terminalId });

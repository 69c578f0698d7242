import * as v from 'valibot';
import type { ApplicationKind } from '#shared/records-api/application-parts.ts';
import {
  OFFICE_DECISION_TYPE,
  OFFICE_PASSWORD_RELEASE_TYPE,
  OFFICE_QUERY_TYPE,
  OFFICE_REQUEST_MAX_AGE_MS,
  OFFICE_REQUEST_MAX_SKEW_MS,
  OfficeDecision,
  OfficeId,
  OfficePasswordRelease,
  OfficeQuery,
} from '#shared/records-api/office.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { TerminalPublicKey } from '../../config/schema.ts';
import type { KnownOffice } from '../../services/applications/office-decisions.ts';
import { claimedHeader, verifiedPayload } from '../signed-request.ts';

export interface OfficeRequestRefusal {
  readonly code: 'officeUnknown' | 'officeRequestInvalid' | 'officeRequestStale';
  /** Names the rule that was broken, never what the request said. */
  readonly detail: string;
  /** The office that is named, where it is a known one. */
  readonly officeId: string | null;
}

/** Finds an active office with its key; null where there is none. */
export type OfficeKeys = (
  officeId: string,
) => Promise<{ readonly publicKey: TerminalPublicKey; readonly kinds: readonly ApplicationKind[] } | null>;

/** What an office may send, by the type of its token. */
const PAYLOADS = {
  [OFFICE_DECISION_TYPE]: OfficeDecision,
  [OFFICE_QUERY_TYPE]: OfficeQuery,
  [OFFICE_PASSWORD_RELEASE_TYPE]: OfficePasswordRelease,
} as const;
export type OfficeRequestType = keyof typeof PAYLOADS;
type Payload<Type extends keyof typeof PAYLOADS> = v.InferOutput<(typeof PAYLOADS)[Type]>;

/** Checks a request in the order in which trust grows, as evidence of a terminal is checked: form, office, signature, content, time. */
export async function checkOfficeRequest<Type extends keyof typeof PAYLOADS>(
  jws: string,
  type: Type,
  keys: OfficeKeys,
  nowMs: number,
): Promise<Result<{ readonly office: KnownOffice; readonly payload: Payload<Type> }, OfficeRequestRefusal>> {
  const officeId = namedOffice(jws, type);
  if (officeId === null) return refuse('officeRequestInvalid', `the header is not that of ${type}`, null);
  const known = await keys(officeId);
  if (known === null) return refuse('officeUnknown', 'kid names no active office', null);
  const payload = await verifiedPayload(jws, known.publicKey);
  if (payload === null) return refuse('officeRequestInvalid', 'the signature does not fit', officeId);
  const checked = v.safeParse(PAYLOADS[type], payload);
  if (!checked.success) return refuse('officeRequestInvalid', whatIsWrong(checked.issues), officeId);
  const { signedAt } = checked.output;
  if (checked.output.officeId !== officeId)
    return refuse('officeRequestInvalid', 'officeId and kid are not the same', officeId);
  if (nowMs - signedAt > OFFICE_REQUEST_MAX_AGE_MS)
    return refuse('officeRequestStale', `signedAt is older than ${OFFICE_REQUEST_MAX_AGE_MS} ms`, officeId);
  if (signedAt - nowMs > OFFICE_REQUEST_MAX_SKEW_MS)
    return refuse(
      'officeRequestStale',
      `signedAt is more than ${OFFICE_REQUEST_MAX_SKEW_MS} ms ahead`,
      officeId,
    );
  return ok({
    office: { officeId, kinds: known.kinds },
    payload: checked.output as Payload<Type>,
  });
}

const refuse = (code: OfficeRequestRefusal['code'], detail: string, officeId: string | null) =>
  err({ code, detail, officeId });

/** Names the fields, never their values. */
const whatIsWrong = (issues: readonly v.BaseIssue<unknown>[]): string =>
  `the payload is not as described: ${issues
    .slice(0, 5)
    .map((issue) => (issue.path ?? []).map((item) => String(item.key)).join('.') || 'the whole')
    .join(', ')}`;

const namedOffice = (jws: string, type: string): string | null =>
  claimedHeader(jws, v.object({ alg: v.literal('EdDSA'), kid: OfficeId, typ: v.literal(type) }))?.kid ?? null;

import * as v from 'valibot';
import { ApplicationKind, CaseNumber, ReasonText } from './application-parts.ts';
import { ApplicationState } from './applications.ts';

/**
 * What a back office sends is a JWS in compact form, signed with the key that is registered for it.
 *
 * ```
 *   protected { alg: "EdDSA", kid: office id,
 *               typ: "office-decision+jwt" | "office-query+jwt" | "office-password-release+jwt" }
 *   payload   OfficeDecision | OfficeQuery | OfficePasswordRelease
 * ```
 */
export const OFFICE_DECISION_TYPE = 'office-decision+jwt';
export const OFFICE_QUERY_TYPE = 'office-query+jwt';
export const OFFICE_PASSWORD_RELEASE_TYPE = 'office-password-release+jwt';
export const OFFICE_REQUEST_MAX_AGE_MS = 60_000;
export const OFFICE_REQUEST_MAX_SKEW_MS = 10_000;

/** The region, a hyphen, small letters: `999999-pension`. */
export const OFFICE_ID = /^\d{6}-[a-z]{2,20}$/;
export const OfficeId = v.pipe(v.string(), v.regex(OFFICE_ID));

/** `POST /v1/office/decisions`, `POST /v1/office/cases` */
export const OfficeRequest = v.strictObject({ request: v.pipe(v.string(), v.maxLength(4096)) });
export type OfficeRequest = v.InferOutput<typeof OfficeRequest>;

/** Which of them a case takes depends on its kind and state; docs/applications.md has the pictures. */
export const OfficeStep = v.variant('type', [
  v.strictObject({ type: v.literal('approve') }),
  v.strictObject({ type: v.literal('reject'), reason: ReasonText }),
  /** To the next state of a transfer. */
  v.strictObject({ type: v.literal('advance') }),
  /** An objection is looked into, */
  v.strictObject({ type: v.literal('takeUp') }),
  /** and the record turns out wrong and is mended, or right. */
  v.strictObject({ type: v.literal('correct'), reason: ReasonText }),
  v.strictObject({ type: v.literal('confirm'), reason: ReasonText }),
]);
export type OfficeStep = v.InferOutput<typeof OfficeStep>;

const signedBy = {
  officeId: OfficeId,
  /** Epoch milliseconds. */
  signedAt: v.pipe(v.number(), v.safeInteger()),
};

export const OfficeDecision = v.strictObject({
  ...signedBy,
  /** The same for each repeat of a decision: it is taken once, the first answer is given again. */
  decisionId: v.pipe(v.string(), v.uuid()),
  caseNumber: CaseNumber,
  /** As the office last saw it; the decision is refused where the case has moved on since. */
  expectedState: ApplicationState,
  step: OfficeStep,
});
export type OfficeDecision = v.InferOutput<typeof OfficeDecision>;

export const OfficeDecisionAnswer = v.strictObject({
  caseNumber: CaseNumber,
  kind: ApplicationKind,
  from: ApplicationState,
  state: ApplicationState,
});
export type OfficeDecisionAnswer = v.InferOutput<typeof OfficeDecisionAnswer>;

export const OfficeQuery = v.strictObject({
  ...signedBy,
  /** 128 random bits, base64url; each is good once. */
  nonce: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  /** Case number after which to go on; null from the oldest. */
  after: v.nullable(CaseNumber),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
});
export type OfficeQuery = v.InferOutput<typeof OfficeQuery>;

/**
 * Somebody came to the counter with the original of the identity card: a locked query password is unlocked, or a forgotten
 * one is taken back so that a first one can be set at a kiosk.
 */
export const OfficePasswordRelease = v.strictObject({
  ...signedBy,
  /** 128 random bits, base64url; each is good once. */
  nonce: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  /** 社会保障号码 */
  citizenNumber: v.pipe(v.string(), v.regex(/^([0-9]{17}[0-9X]|[A-Z]{3}[0-9]{12})$/)),
  step: v.picklist(['unlock', 'takeBack']),
});
export type OfficePasswordRelease = v.InferOutput<typeof OfficePasswordRelease>;

export const OfficePasswordReleased = v.strictObject({ isSet: v.boolean() });

/** Cases that wait for this office, oldest first. */
export const OfficeCases = v.strictObject({
  cases: v.array(
    v.strictObject({
      caseNumber: CaseNumber,
      kind: ApplicationKind,
      state: ApplicationState,
      /** Epoch milliseconds: when it came, of the last step, and since when this office has it. */
      submittedAt: v.number(),
      changedAt: v.number(),
      heldSince: v.number(),
      /** 社会保障号码 of who handed it in. */
      applicantNumber: v.string(),
      /** Everything that was handed in, as docs/applications.md says for each kind. */
      content: v.record(v.string(), v.unknown()),
    }),
  ),
  nextAfter: v.nullable(CaseNumber),
});
export type OfficeCases = v.InferOutput<typeof OfficeCases>;

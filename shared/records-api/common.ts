import * as v from 'valibot';

export const IsoDateText = v.pipe(v.string(), v.isoDate());
export const YearMonthText = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM'));
/** Whole fen; negative for a refund. */
export const FenAmount = v.pipe(v.number(), v.safeInteger());

/** What a visit's own calls may be refused with: opening and closing a session, reading, issuing a statement. */
const VISIT_ERROR_CODES = [
  'notAuthorised',
  'sessionExpired',
  'terminalUnknown',
  'evidenceInvalid',
  'evidenceStale',
  'evidenceReplayed',
  'cardNotRegistered',
  'cardNotInUse',
  'codeRefused',
  'platformUnavailable',
  'notOnFile',
  'invalidData',
  'jobBelongsToAnotherPerson',
  'notFound',
  'recordsUnavailable',
  'internalError',
] as const;
export const VisitErrorCode = v.picklist(VISIT_ERROR_CODES);
export type VisitErrorCode = v.InferOutput<typeof VisitErrorCode>;

/** What a single service may refuse. */
const SERVICE_ERROR_CODES = ['idempotencyKeyReused', 'policyNotFound'] as const;
export type ServiceErrorCode = (typeof SERVICE_ERROR_CODES)[number];

/** Every error answer of the records service. `code` is a row of docs/failure-codes.md. */
export const RecordsErrorCode = v.picklist([...VISIT_ERROR_CODES, ...SERVICE_ERROR_CODES]);
export type RecordsErrorCode = v.InferOutput<typeof RecordsErrorCode>;

/** HTTP status of each code of RecordsError. */
export const RECORDS_ERROR_STATUS: Readonly<Record<RecordsErrorCode, number>> = {
  invalidData: 400,
  notAuthorised: 401,
  sessionExpired: 401,
  terminalUnknown: 403,
  evidenceInvalid: 403,
  evidenceStale: 403,
  evidenceReplayed: 403,
  cardNotInUse: 403,
  codeRefused: 403,
  cardNotRegistered: 404,
  notOnFile: 404,
  notFound: 404,
  policyNotFound: 404,
  jobBelongsToAnotherPerson: 409,
  idempotencyKeyReused: 409,
  internalError: 500,
  platformUnavailable: 503,
  recordsUnavailable: 503,
};

/** RFC 9457: every error answer is `application/problem+json` of this shape. */
export const RecordsError = v.strictObject({
  /** `/problems/CODE` */
  type: v.string(),
  /** The code in words; the same for each answer with that code. */
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: RecordsErrorCode,
  /** For the log of the caller: names the field and the limit, never a person. */
  detail: v.string(),
});
export type RecordsError = v.InferOutput<typeof RecordsError>;

/** The same, as a visit's own calls may get it. */
export const VisitError = v.strictObject({ ...RecordsError.entries, code: VisitErrorCode });

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

const RECORDS_ERROR_TITLE: Readonly<Record<RecordsErrorCode, string>> = {
  notAuthorised: 'No open session has this token',
  sessionExpired: 'The session has ended',
  terminalUnknown: 'The terminal is not registered, or no longer',
  evidenceInvalid: 'The evidence of the card read is not valid',
  evidenceStale: 'The evidence of the card read is too old',
  evidenceReplayed: 'The evidence of the card read was used before',
  cardNotRegistered: 'The card is not registered',
  cardNotInUse: 'The card is lost, replaced or cancelled',
  codeRefused: 'The electronic card’s platform refused the code',
  platformUnavailable: 'The electronic card’s platform does not answer',
  notOnFile: 'There is no such record of this person',
  invalidData: 'The request is not as the description says',
  policyNotFound: 'No policy pack sets such figures for the region',
  jobBelongsToAnotherPerson: 'The job id was used by another person',
  idempotencyKeyReused: 'The idempotency key came with another call before',
  notFound: 'There is no such address',
  recordsUnavailable: 'The records cannot be read at the moment',
  internalError: 'The service failed',
};

export const recordsError = (code: RecordsErrorCode, detail: string): RecordsError => ({
  type: `/problems/${code}`,
  title: RECORDS_ERROR_TITLE[code],
  status: RECORDS_ERROR_STATUS[code],
  code,
  detail,
});

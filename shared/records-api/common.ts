import * as v from 'valibot';

export const IsoDateText = v.pipe(v.string(), v.isoDate());
export const YearMonthText = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month as YYYY-MM'));
/** Whole fen; negative for a refund. */
export const FenAmount = v.pipe(v.number(), v.safeInteger());

/** Every error answer of the records service. `code` is a row of docs/failure-codes.md. */
export const RecordsErrorCode = v.picklist([
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
  'policyNotFound',
  'jobBelongsToAnotherPerson',
  'notFound',
  'recordsUnavailable',
  'internalError',
]);
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
  internalError: 500,
  platformUnavailable: 503,
  recordsUnavailable: 503,
};

export const RecordsError = v.strictObject({
  code: RecordsErrorCode,
  /** For the log of the caller: names the field and the limit, never a person. */
  detail: v.string(),
});
export type RecordsError = v.InferOutput<typeof RecordsError>;

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
  'notOnFile',
  'invalidData',
  'jobBelongsToAnotherPerson',
  'notFound',
  'recordsUnavailable',
  'internalError',
]);
export type RecordsErrorCode = v.InferOutput<typeof RecordsErrorCode>;

export const RecordsError = v.strictObject({
  code: RecordsErrorCode,
  /** For the log of the caller: names the field and the limit, never a person. */
  detail: v.string(),
});
export type RecordsError = v.InferOutput<typeof RecordsError>;

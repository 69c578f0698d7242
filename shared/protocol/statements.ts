import * as v from 'valibot';

/** Chosen once by the page when the citizen presses Print; a repeat with the same id never prints twice. */
export const StatementJobId = v.pipe(v.string(), v.uuid());
export type StatementJobId = v.InferOutput<typeof StatementJobId>;

export const StatementKind = v.picklist(['pensionAccount']);
export type StatementKind = v.InferOutput<typeof StatementKind>;

export const StatementParameters = v.strictObject({
  /** Print the identity number masked, for a paper that only the citizen reads. */
  hideNumber: v.boolean(),
});
export type StatementParameters = v.InferOutput<typeof StatementParameters>;

/** The outcome of a finished job. It holds no personal datum. */
export const StatementPrinted = v.strictObject({
  statementNumber: v.string(),
  pages: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Whether the printer can tell that the paper was taken. */
  mediaTakenSensor: v.boolean(),
});
export type StatementPrinted = v.InferOutput<typeof StatementPrinted>;

/**
 * `notPrinted`: the daemon restarted and the printer never had the job, so nothing came out and nothing will.
 * `secondFactorRequired`: the whole number on paper needs the query password; with the number covered it would be printed.
 * The other words are XFS4IoT's, or say which side could not be reached.
 */
export const StatementPrintErrorCode = v.picklist([
  'paperOut',
  'paperJammed',
  'tonerOut',
  'coverOpen',
  'printerOffline',
  'jobAborted',
  'notPrinted',
  'recordsUnavailable',
  'notOnFile',
  'secondFactorRequired',
]);
export type StatementPrintErrorCode = v.InferOutput<typeof StatementPrintErrorCode>;

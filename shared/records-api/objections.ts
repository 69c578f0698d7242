import * as v from 'valibot';
import { applicationEntries, ReasonText } from './application-parts.ts';
import { IsoDateText, YearMonthText } from './common.ts';
import { AccountYear, Contribution } from './pension.ts';

/** Which row of one's own record: nobody's but the session's can be named. */
export const ObjectionTarget = v.variant('type', [
  v.strictObject({
    type: v.literal('contribution'),
    forMonth: YearMonthText,
    /** Counts the rows of that month, from 1, in the order of the history. */
    line: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
  }),
  v.strictObject({ type: v.literal('missingMonth'), month: YearMonthText }),
  v.strictObject({
    type: v.literal('accountYear'),
    year: v.pipe(v.number(), v.integer(), v.minValue(1949), v.maxValue(2999)),
  }),
]);
export type ObjectionTarget = v.InferOutput<typeof ObjectionTarget>;

export const ObjectionReason = v.picklist([
  'amountWrong',
  'baseWrong',
  'monthMissing',
  'employerWrong',
  'notCredited',
  'countedTwice',
  'dateWrong',
  'interestWrong',
  'other',
]);
export type ObjectionReason = v.InferOutput<typeof ObjectionReason>;

/** `POST /v1/objections` 个人权益记录核查申请 */
export const ObjectionRequest = v.strictObject({
  target: ObjectionTarget,
  reason: ObjectionReason,
  /** In one's own words; needed where the reason is `other`. */
  remark: v.nullable(ReasonText),
});
export type ObjectionRequest = v.InferOutput<typeof ObjectionRequest>;

/** `corrected`: the record was wrong and is mended. `confirmed`: it is right. */
export const ObjectionState = v.picklist(['received', 'beingChecked', 'corrected', 'confirmed', 'withdrawn']);
export type ObjectionState = v.InferOutput<typeof ObjectionState>;

export const Objection = v.strictObject({
  kind: v.literal('objection'),
  ...applicationEntries(ObjectionState),
  details: v.strictObject({
    target: ObjectionTarget,
    objectedReason: ObjectionReason,
    remark: v.nullable(v.string()),
    /** The row as it stood when it was objected to; null for a month that is missing. */
    row: v.nullable(v.union([Contribution, AccountYear])),
    dataCutOff: IsoDateText,
  }),
});
export type Objection = v.InferOutput<typeof Objection>;

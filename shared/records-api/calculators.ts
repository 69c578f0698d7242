import * as v from 'valibot';
import { YearMonthText } from './common.ts';
import { Policy } from './policies.ts';

/*
 * Calculators take typed figures, so that anyone can check the service: no session, nothing is kept. Money is whole
 * fen, spans are whole months, rates and indexes are decimal texts.
 */

const policies = v.array(Policy);
/** 0 to 100 million yuan. */
const Amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000_000));
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
/** `0` to `1`, with four places: `0.0262`. */
const Rate = v.pipe(
  v.string(),
  v.regex(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/, 'a decimal from 0 to 1 with at most four places'),
);
/** Below `10`, with four places. */
const Index = v.pipe(v.string(), v.regex(/^\d(\.\d{1,4})?$/, 'a decimal below 10 with at most four places'));
const Visits = v.pipe(v.array(Amount), v.maxLength(366));
const Region = v.pipe(v.string(), v.regex(/^\d{6}$/, 'six digits (GB/T 2260)'));
const BirthMonth = v.pipe(
  v.string(),
  v.regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'a month from 1900-01 to 2099-12'),
);

export const RetirementDateRequest = v.strictObject({
  birthMonth: BirthMonth,
  category: v.picklist(['male', 'female55', 'female50']),
});
export type RetirementDateRequest = v.InferOutput<typeof RetirementDateRequest>;
export const RetirementDateAnswer = v.strictObject({
  delayMonths: v.number(),
  statutoryAgeMonths: v.number(),
  statutoryMonth: YearMonthText,
  minimumContributionMonths: v.number(),
  earliestMonth: YearMonthText,
  latestMonth: v.nullable(YearMonthText),
  policies,
});

export const AccountInterestRequest = v.strictObject({
  openingFen: Amount,
  /** Twelve amounts by the month in which they were credited. */
  monthlyFen: v.pipe(v.array(Amount), v.length(12)),
  rate: Rate,
  method: v.picklist(['monthProduct', 'annual']),
});
export type AccountInterestRequest = v.InferOutput<typeof AccountInterestRequest>;
export const AccountInterestAnswer = v.strictObject({
  principalFen: v.number(),
  openingInterestFen: v.number(),
  currentInterestFen: v.number(),
  closingFen: v.number(),
});

export const PensionRequest = v.strictObject({
  /** 计发基数 */
  baseFen: Amount,
  /** 平均缴费指数 */
  index: Index,
  /** All months, deemed ones among them. */
  contributionMonths: whole(0, 720),
  accountFen: Amount,
  retirementAgeMonths: whole(40 * 12, 70 * 12),
  /** 视同缴费 */
  deemedMonths: whole(0, 720),
  transitionalRate: Rate,
});
export type PensionRequest = v.InferOutput<typeof PensionRequest>;
export const PensionAnswer = v.strictObject({
  basicFen: v.number(),
  accountPensionFen: v.number(),
  transitionalFen: v.number(),
  totalFen: v.number(),
  /** 计发月数, with one place. */
  divisor: v.string(),
  policies,
});

export const ResidentOutpatientRequest = v.strictObject({
  region: Region,
  category: v.picklist(['standard', 'senior']),
  costsFen: Visits,
});
export type ResidentOutpatientRequest = v.InferOutput<typeof ResidentOutpatientRequest>;
export const ResidentOutpatientAnswer = v.strictObject({
  paidFen: v.array(v.number()),
  remainingFen: v.number(),
  policies,
});

export const OutpatientLineRequest = v.strictObject({
  region: Region,
  category: v.picklist(['inService', 'retired']),
  visitsFen: Visits,
});
export type OutpatientLineRequest = v.InferOutput<typeof OutpatientLineRequest>;
export const OutpatientLineAnswer = v.strictObject({ overLineFen: v.array(v.number()), policies });

export const TransferRequest = v.strictObject({
  accountFen: Amount,
  years: v.pipe(
    v.array(v.strictObject({ year: whole(1986, 2100), wagesFen: Amount, months: whole(1, 12) })),
    v.maxLength(60),
  ),
});
export type TransferRequest = v.InferOutput<typeof TransferRequest>;
export const TransferAnswer = v.strictObject({
  accountFen: v.number(),
  pooledFen: v.number(),
  totalFen: v.number(),
  policies,
});

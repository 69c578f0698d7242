import * as v from 'valibot';
import { Amount, BirthMonth, Index, policies, Rate, Region, Visits, whole } from './calculator-figures.ts';
import { YearMonthText } from './common.ts';

/*
 * Calculators take typed figures, so that anyone can check the service: no session, nothing is kept. Money is whole
 * fen, spans are whole months, rates and indexes are decimal texts.
 */

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
  /** Whose formula holds; the country's without it. */
  region: v.optional(Region),
  /** 计发基数, the province's where it has one beside its cities'. */
  baseFen: Amount,
  /** The city's, where the region's formula takes both. */
  cityBaseFen: v.optional(Amount),
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

const Scheme = v.picklist(['enterprise', 'government']);

export const TransferRequest = v.strictObject({
  accountFen: Amount,
  /** Without it from an enterprise to one in another province. */
  move: v.optional(v.strictObject({ from: Scheme, to: Scheme, crossesProvince: v.boolean() })),
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

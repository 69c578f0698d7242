import * as v from 'valibot';
import { Amount, BirthMonth, HeldAt, Index, policies, Region, whole } from './calculator-figures.ts';
import { CalendarDay, YearMonthText } from './common.ts';

/* Contributions, gaps and what one may declare: typed figures in, nothing is kept. */

export const ContributionRequest = v.strictObject({
  region: Region,
  payer: v.picklist(['employee', 'flexibleWorker']),
  /** Own average monthly wage of last year. */
  wageFen: Amount,
  /** Its payment year's limits and rates; today's without it. */
  on: v.optional(CalendarDay),
});
export type ContributionRequest = v.InferOutput<typeof ContributionRequest>;
export const ContributionAnswer = v.strictObject({
  baseFen: v.number(),
  heldAt: HeldAt,
  floorFen: v.number(),
  ceilingFen: v.number(),
  personalFen: v.number(),
  employerFen: v.number(),
  accountFen: v.number(),
  pooledFen: v.number(),
  policies,
});

export const ResidentContributionRequest = v.strictObject({ region: Region, yearFen: Amount });
export type ResidentContributionRequest = v.InferOutput<typeof ResidentContributionRequest>;
export const ResidentContributionAnswer = v.strictObject({
  ownFen: v.number(),
  subsidyFen: v.number(),
  accountFen: v.number(),
  policies,
});

export const ResidentPensionRequest = v.strictObject({
  region: Region,
  birthMonth: BirthMonth,
  contributionMonths: whole(0, 720),
  accountFen: Amount,
});
export type ResidentPensionRequest = v.InferOutput<typeof ResidentPensionRequest>;
export const ResidentPensionAnswer = v.strictObject({
  fromMonth: YearMonthText,
  /** While there are any, no pension begins. */
  monthsShort: v.number(),
  basicFen: v.number(),
  accountPensionFen: v.number(),
  totalFen: v.number(),
  policies,
});

export const ContributionGapRequest = v.strictObject({
  region: Region,
  /** 计发基数 */
  baseFen: Amount,
  /** 平均缴费指数 */
  index: Index,
  gapMonths: whole(0, 720),
  /** Of an employee's or flexible worker's medical insurance, where that stopped too. */
  lastPaidMonth: v.optional(YearMonthText),
  /** Of a resident's medical insurance, in a row. */
  missedYears: v.optional(whole(0, 60)),
});
export type ContributionGapRequest = v.InferOutput<typeof ContributionGapRequest>;
export const ContributionGapAnswer = v.strictObject({
  /** Less basic pension in each month of retirement; the account keeps earning. */
  monthlyLossFen: v.number(),
  medical: v.nullable(
    v.strictObject({
      /** The first month without benefits. */
      benefitsStopIn: YearMonthText,
      stopped: v.boolean(),
      /** null: the break is too long to be made up at a terminal. */
      monthsToMakeUp: v.nullable(v.number()),
    }),
  ),
  /** 待遇等待期 after coming back. */
  residentWaitingMonths: v.nullable(v.number()),
  policies,
});

export const BaseDeclarationRequest = v.strictObject({
  region: Region,
  /** 计发基数, to show what a choice does to the pension. */
  baseFen: Amount,
  /** What was paid so far. */
  index: Index,
  contributionMonths: whole(0, 720),
  /** Months to be paid at the new base. */
  furtherMonths: whole(1, 12),
  /** An amount of one's own choice beside the levels. */
  ownBaseFen: v.optional(Amount),
});
export type BaseDeclarationRequest = v.InferOutput<typeof BaseDeclarationRequest>;

const declared = {
  baseFen: v.number(),
  monthlyFen: v.number(),
  accountFen: v.number(),
  pooledFen: v.number(),
  /** Of these months alone, with four places. */
  index: v.string(),
  /** With what was paid before. */
  indexAfter: v.string(),
  /** 基础养老金 that the months up to then would give. */
  basicPensionFen: v.number(),
};
export const BaseDeclarationAnswer = v.strictObject({
  floorFen: v.number(),
  ceilingFen: v.number(),
  /** null where the region's window is not known: its office is asked. */
  openToday: v.nullable(v.boolean()),
  levels: v.array(v.strictObject({ level: v.string(), heldAt: HeldAt, ...declared })),
  ownBase: v.nullable(v.strictObject(declared)),
  policies,
});

export const RetirementNoticeRequest = v.strictObject({
  birthMonth: BirthMonth,
  category: v.picklist(['male', 'female55', 'female50']),
  wantedMonth: YearMonthText,
});
export type RetirementNoticeRequest = v.InferOutput<typeof RetirementNoticeRequest>;
export const RetirementNoticeAnswer = v.strictObject({
  way: v.picklist(['early', 'statutory', 'late']),
  statutoryMonth: YearMonthText,
  /** In writing to the employer at the latest, or agreed with it; null at the statutory month. */
  noticeByMonth: v.nullable(YearMonthText),
  contributionMonthsNeeded: v.number(),
  policies,
});

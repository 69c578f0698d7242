import * as v from 'valibot';
import { FenAmount, IsoDateText, YearMonthText } from './common.ts';
import { pageSize } from './paging.ts';
import { Policy } from './policies.ts';

/** AAE140 of LD/T 92: 110 enterprise employees' basic pension, 170 resident pension. */
export const PensionScheme = v.picklist(['enterpriseEmployee', 'resident']);
export type PensionScheme = v.InferOutput<typeof PensionScheme>;

/** The pairs of AAC031 and AAC008 that a citizen reads as one word. */
export const ParticipationState = v.picklist([
  'contributing',
  'contributionPaused',
  'drawingPension',
  'pensionPaused',
  'ended',
]);
export type ParticipationState = v.InferOutput<typeof ParticipationState>;

/** AAE143 kind of contribution, by the codes in brackets. */
export const ContributionKind = v.picklist([
  'regular', // 10
  'refund', // 20
  'madeUpAfterBreak', // 31
  'madeUpLumpSum', // 32
  'baseAdjustment', // 34
  'transferredIn', // 105
  'flexibleWorker',
  'residentOwn',
  'residentSubsidy',
]);
export type ContributionKind = v.InferOutput<typeof ContributionKind>;

/** 到账标志: what became of the money. */
export const ContributionStatus = v.picklist(['credited', 'inTransit', 'partlyCredited', 'owed']);
export type ContributionStatus = v.InferOutput<typeof ContributionStatus>;

/** One row of the contribution record. A month can have several: two employers, a make-up, a refund. */
export const Contribution = v.strictObject({
  /** AAE003 费款所属期: the month it is for. */
  forMonth: YearMonthText,
  /** AAE002 费款缴纳期: the month it was paid in; null while owed. */
  paidInMonth: v.nullable(YearMonthText),
  employerName: v.string(),
  kind: ContributionKind,
  status: ContributionStatus,
  /** AIC020; null for months transferred in without a base. */
  baseFen: v.nullable(FenAmount),
  /** AIC021 */
  personalFen: FenAmount,
  employerFen: FenAmount,
  toAccountFen: FenAmount,
  /** 到账日期; null until the money arrives. */
  creditedOn: v.nullable(IsoDateText),
});
export type Contribution = v.InferOutput<typeof Contribution>;

/** `GET /v1/pension/summary` */
export const PensionSummary = v.strictObject({
  scheme: PensionScheme,
  participation: ParticipationState,
  employerName: v.nullable(v.string()),
  firstMonth: v.nullable(YearMonthText),
  /** Months that count; a month with two employers counts once, one that is owed not at all. */
  paidMonths: v.pipe(v.number(), v.integer(), v.minValue(0)),
  gapMonths: v.pipe(v.number(), v.integer(), v.minValue(0)),
  owedMonths: v.pipe(v.number(), v.integer(), v.minValue(0)),
  balanceFen: FenAmount,
  /** True while this year's interest rate is not published: the balance then holds interest at the last rate. */
  balanceProvisional: v.boolean(),
  currentBaseFen: v.nullable(FenAmount),
  currentYear: v.strictObject({ year: v.number(), paidMonths: v.number(), personalFen: FenAmount }),
  /** Only for those who draw a pension. */
  pension: v.nullable(v.strictObject({ monthlyFen: FenAmount, since: YearMonthText })),
  /** 数据截止: the records are complete up to this day. */
  dataCutOff: IsoDateText,
});
export type PensionSummary = v.InferOutput<typeof PensionSummary>;

/** Without both the whole history is given. */
export const ContributionsQuery = v.strictObject({
  /** Months of a page, 1 to 100; each with all its lines. */
  limit: v.optional(pageSize),
  /** Only months before this one: `nextBefore` of the page before. */
  before: v.optional(YearMonthText),
});
export type ContributionsQuery = v.InferOutput<typeof ContributionsQuery>;

/** `GET /v1/pension/contributions`, newest month first. */
export const ContributionHistory = v.strictObject({
  contributions: v.array(Contribution),
  /** Of a page: to ask on with as `before`; null on the last one. Not there where the whole history was asked. */
  nextBefore: v.optional(v.nullable(YearMonthText)),
  dataCutOff: IsoDateText,
});
export type ContributionHistory = v.InferOutput<typeof ContributionHistory>;

/**
 * One line of the yearly account table.
 * closing = opening + interestOnOpening + principal + interestOnYear − paidOut
 */
export const AccountYear = v.strictObject({
  year: v.number(),
  openingFen: FenAmount,
  interestOnOpeningFen: FenAmount,
  principalFen: FenAmount,
  interestOnYearFen: FenAmount,
  paidOutFen: FenAmount,
  closingFen: FenAmount,
  /** Months credited in that year. */
  months: v.number(),
  /** Hundredths of a per cent: 262 = 2.62 %. */
  rateBasisPoints: v.number(),
  provisional: v.boolean(),
});
export type AccountYear = v.InferOutput<typeof AccountYear>;

/** `GET /v1/pension/account-years`, oldest first. */
export const AccountTable = v.strictObject({
  years: v.array(AccountYear),
  /** The documents that rates and method come from. */
  policies: v.array(Policy),
  dataCutOff: IsoDateText,
});
export type AccountTable = v.InferOutput<typeof AccountTable>;

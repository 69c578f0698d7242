import { err, ok, type Result } from '#shared/result.ts';
import { addMonths, monthIndex, type YearMonth } from '#shared/time/calendar.ts';
import type { RetirementCategory, RetirementRules } from '../policy-packs/retirement-age.ts';

export interface RetirementDate {
  readonly delayMonths: number;
  readonly statutoryAgeMonths: number;
  readonly statutoryMonth: YearMonth;
  /** Of the year of the statutory age; who goes early needs those of the earlier year (人社部发〔2024〕94号). */
  readonly minimumContributionMonths: number;
  /** The first month in which one may go by one's own wish. */
  readonly earliestMonth: YearMonth;
  /** The last month agreed with the employer; null for whom nothing was delayed. */
  readonly latestMonth: YearMonth | null;
}

/**
 * 渐进式延迟法定退休年龄.
 *
 * ```
 *   i      months from the first month of birth that is delayed
 *   delay  i < 0 ? 0 : min(⌊i / step⌋ + 1, most)
 * ```
 */
export function retirementDate(
  birthMonth: YearMonth,
  category: RetirementCategory,
  rules: RetirementRules,
): RetirementDate {
  const age = rules.ages[category];
  const i = monthIndex(birthMonth) - monthIndex(age.delayedFromBirth);
  const delayMonths = i < 0 ? 0 : Math.min(Math.floor(i / age.birthMonthsPerStep) + 1, age.mostDelayMonths);
  const statutoryAgeMonths = age.originalMonths + delayMonths;
  const statutoryMonth = addMonths(birthMonth, statutoryAgeMonths);
  const earlyMonths = Math.min(delayMonths, rules.flexibleMonths);
  return {
    delayMonths,
    statutoryAgeMonths,
    statutoryMonth,
    minimumContributionMonths: minimumContributionMonths(Number(statutoryMonth.slice(0, 4)), rules),
    earliestMonth: addMonths(statutoryMonth, -earlyMonths),
    latestMonth: delayMonths === 0 ? null : addMonths(statutoryMonth, rules.flexibleMonths),
  };
}

/** 按月领取基本养老金最低缴费年限 of those who retire in that year. */
export function minimumContributionMonths(
  year: number,
  { minimumContribution }: Pick<RetirementRules, 'minimumContribution'>,
): number {
  const { months, untilYear, addedPerYearMonths, mostMonths } = minimumContribution;
  return Math.min(mostMonths, months + Math.max(0, year - untilYear) * addedPerYearMonths);
}

/** By when somebody who goes in that month says so in writing; null at the statutory month, where nothing is to be said. */
export function noticeDate(
  { statutoryMonth, earliestMonth, latestMonth }: RetirementDate,
  wantedMonth: YearMonth,
  { noticeMonths }: Pick<RetirementRules, 'noticeMonths'>,
): Result<YearMonth | null, 'tooEarly' | 'tooLate'> {
  if (wantedMonth < earliestMonth) return err('tooEarly');
  if (wantedMonth > (latestMonth ?? statutoryMonth)) return err('tooLate');
  if (wantedMonth === statutoryMonth) return ok(null);
  return wantedMonth < statutoryMonth
    ? ok(addMonths(wantedMonth, -noticeMonths.early))
    : ok(addMonths(statutoryMonth, -noticeMonths.late));
}

/**
 * The months that somebody who goes in that month needs: those of the year of going for who goes early, those of the
 * statutory year for everybody else (人社部发〔2024〕94号 art. 7).
 */
export const contributionMonthsNeeded = (
  { statutoryMonth }: Pick<RetirementDate, 'statutoryMonth'>,
  wantedMonth: YearMonth,
  rules: Pick<RetirementRules, 'minimumContribution'>,
): number => {
  const reference = wantedMonth < statutoryMonth ? wantedMonth : statutoryMonth;
  return minimumContributionMonths(Number(reference.slice(0, 4)), rules);
};

import type { Fen } from '#shared/money/fen.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import type { ResidentPension } from '../policy-packs/resident-pension.ts';
import { accountPensionFen } from './pension-benefit.ts';

export interface ResidentPensionOf {
  readonly fromMonth: YearMonth;
  /** Months short of the least; while there are any, no pension begins. */
  readonly monthsShort: number;
  readonly basicFen: Fen;
  readonly accountPensionFen: Fen;
  readonly totalFen: Fen;
}

/** 城乡居民养老金 = basic pension + account / 139, from the age of 60 on whoever paid for fifteen years. */
export function residentPension(
  birthMonth: YearMonth,
  contributionMonths: number,
  accountFen: Fen,
  rules: ResidentPension,
): ResidentPensionOf {
  const accountPart = accountPensionFen(accountFen, rules.divisorTenths);
  return {
    fromMonth: addMonths(birthMonth, rules.fromAgeMonths),
    monthsShort: Math.max(0, rules.leastContributionMonths - contributionMonths),
    basicFen: rules.basicPensionFen,
    accountPensionFen: accountPart,
    totalFen: rules.basicPensionFen + accountPart,
  };
}

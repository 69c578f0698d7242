import type { Fen } from '#shared/money/fen.ts';
import type { Contribution } from '#shared/records-api/pension.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import { accountPolicy } from '../policy-packs/account-policy.ts';
import { ACCOUNT_DIVISOR, CALCULATION_BASE } from '../policy-packs/pension-benefit.ts';
import { DEMO_REGION, PolicyGapError, policyOn } from '../policy-packs/policy-pack.ts';
import { accountTable } from '../rules/account-table.ts';
import { accountPensionFen, averageIndex, basicPensionFen } from '../rules/pension-benefit.ts';
import { limitsOf, monthsOf, type SampleContribution } from './payments.ts';

export interface PensionMonth {
  readonly month: YearMonth;
  readonly basicFen: Fen;
  readonly accountFen: Fen;
}

/** Every monthly pension up to the cut-off: the basic part, and the part out of the account until that is used up. */
export function pensionMonths(
  contributions: readonly SampleContribution[],
  ageAtRetirement: number,
  since: YearMonth,
  cutOffMonth: YearMonth,
): PensionMonth[] {
  const startsOn = `${since}-01`;
  const base = policyOn('the calculation base', CALCULATION_BASE, DEMO_REGION, startsOn).values
    .calculationBaseFen;
  const divisors = policyOn('the account divisor', ACCOUNT_DIVISOR, DEMO_REGION, startsOn).values;
  const divisor = divisors.tenthsOfMonthByAge[ageAtRetirement];
  if (divisor === undefined)
    throw new PolicyGapError(`the account divisor at age ${ageAtRetirement}`, DEMO_REGION, startsOn);
  const index = averageIndex(
    contributions.flatMap(({ baseFen, forMonth }) =>
      baseFen === null ? [] : [{ baseFen, averageWageFen: limitsOf(forMonth).averageWageFen }],
    ),
  );
  const basicFen = basicPensionFen(base, index, contributions.length);
  const saved = savedUpTo(contributions, addMonths(since, -1));
  const monthlyFromAccount = accountPensionFen(saved, divisor);
  return monthsOf({ from: since }, cutOffMonth).map((month, paidBefore) => ({
    month,
    basicFen,
    accountFen: Math.max(Math.min(monthlyFromAccount, saved - paidBefore * monthlyFromAccount), 0),
  }));
}

function savedUpTo(contributions: readonly SampleContribution[], month: YearMonth): Fen {
  const rows: Contribution[] = contributions.map(({ employer: _, ...row }) => ({ ...row, employerName: '' }));
  const policy = accountPolicy(DEMO_REGION, 'enterpriseEmployee');
  return accountTable(rows, [], policy, `${month}-28`).at(-1)?.closingFen ?? 0;
}

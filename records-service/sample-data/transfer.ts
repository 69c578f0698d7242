import { divideRoundHalfUp } from '#shared/money/fen.ts';
import type { Contribution } from '#shared/records-api/pension.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import { accountPolicy } from '../policy-packs/account-policy.ts';
import { DEMO_REGION } from '../policy-packs/policy-pack.ts';
import { accountTable } from '../rules/account-table.ts';
import {
  baseAt,
  dayOfCredit,
  employeeMonth,
  monthsOf,
  type SampleContribution,
  type Span,
} from './payments.ts';

/** Share of the average wage that was earned where the person came from, in per cent. */
const WAGE_PERCENT = 95;

/**
 * Months moved in from another province: the list that comes with the money names no bases. The account moves with its
 * interest, so each month's booking is its principal and its share of the interest up to the transfer.
 */
export function transferredMonths(
  there: Span,
  transferMonth: YearMonth,
  cutOffMonth: YearMonth,
): SampleContribution[] {
  if (cutOffMonth < transferMonth) return [];
  const paidThere = monthsOf(there, cutOffMonth).map((month) =>
    employeeMonth(month, 'cloud', baseAt(month, WAGE_PERCENT), 'regular', month),
  );
  const contributions: Contribution[] = paidThere.map(({ employer: _, ...row }) => ({
    ...row,
    employerName: '',
  }));
  // The month of the transfer earns at the new place already.
  const settledUpTo = dayOfCredit(addMonths(transferMonth, -1));
  const policy = accountPolicy(DEMO_REGION, 'enterpriseEmployee');
  const movedFen = accountTable(contributions, [], policy, settledUpTo).at(-1)?.closingFen ?? 0;
  const principalFen = paidThere.reduce((sum, row) => sum + row.toAccountFen, 0);
  let given = 0n;
  let counted = 0n;
  return paidThere.map((row) => {
    // Shares of a running total: the parts add up to the whole to the fen.
    counted += BigInt(row.toAccountFen);
    const upToHere = divideRoundHalfUp(counted * BigInt(movedFen), BigInt(principalFen));
    const toAccountFen = Number(upToHere - given);
    given = upToHere;
    return {
      ...row,
      employer: null,
      kind: 'transferredIn',
      baseFen: null,
      employerFen: 0,
      toAccountFen,
      paidInMonth: transferMonth,
      creditedOn: dayOfCredit(transferMonth),
    };
  });
}

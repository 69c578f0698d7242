import {
  type AccountPayoutLine,
  accountPayoutArray,
  type ContributionEntry,
  contributionArray,
  PERIOD_YEARS,
  type PensionPaymentLine,
  pensionPaymentArray,
  periodOf,
} from '../database/pension-lines.ts';
import { dayOfCredit } from './payments.ts';
import type { PensionMonth } from './pension.ts';

/** Everything of a person that lies in `pension_history`, in any order; lines of one month in that of their numbers. */
interface History<Entry extends ContributionEntry> extends PaidOut {
  readonly contributions: readonly Entry[];
  employerIdOf(entry: Entry): number | null;
}

interface PaidOut {
  readonly payments: readonly PensionPaymentLine[];
  readonly payouts: readonly AccountPayoutLine[];
}

/** One row for each five years in which there is anything. */
export interface HistoryRow {
  readonly personId: number;
  readonly sinceYear: number;
  readonly contributions: string | null;
  readonly pensionPayments: string | null;
  readonly accountPayouts: string | null;
}

export function historyRows<Entry extends ContributionEntry>(
  personId: number,
  { contributions, employerIdOf, payments, payouts }: History<Entry>,
): HistoryRow[] {
  const contributionsOf = byPeriod(
    contributions.toSorted((a, b) => order(a.forMonth, b.forMonth)),
    (line) => line.forMonth,
  );
  const paymentsOf = byPeriod(
    payments.toSorted((a, b) => order(a.month, b.month)),
    (line) => line.month,
  );
  const payoutsOf = byPeriod(
    payouts.toSorted((a, b) => order(a.paidMonth, b.paidMonth) || order(a.reason, b.reason)),
    (line) => line.paidMonth,
  );
  const periods = new Set([...contributionsOf.keys(), ...paymentsOf.keys(), ...payoutsOf.keys()]);
  return [...periods].map((sinceYear) => ({
    personId,
    sinceYear,
    contributions: written(contributionsOf.get(sinceYear), (entries) =>
      contributionArray(entries, employerIdOf),
    ),
    pensionPayments: written(paymentsOf.get(sinceYear), pensionPaymentArray),
    accountPayouts: written(payoutsOf.get(sinceYear), accountPayoutArray),
  }));
}

const written = <Line>(lines: readonly Line[] | undefined, array: (lines: readonly Line[]) => string) =>
  lines === undefined ? null : array(lines);

/** Pensions as they were paid, and what of them came out of the account. */
export function paidOut(pension: readonly PensionMonth[]): PaidOut {
  return {
    payments: pension.map(({ month, basicFen, accountFen }) => ({
      month,
      basicFen,
      accountFen,
      transitionalFen: 0,
      deductionFen: 0,
      netFen: basicFen + accountFen,
      status: 'paid',
      paidOn: dayOfCredit(month),
    })),
    payouts: pension
      .filter((month) => month.accountFen > 0)
      .map(({ month, accountFen }) => ({ paidMonth: month, reason: 'pension', amountFen: accountFen })),
  };
}

/** @param sorted by month, so that a period is a slice */
function byPeriod<Line>(
  sorted: readonly Line[],
  monthOf: (line: Line) => string,
): Map<number, readonly Line[]> {
  const periods = new Map<number, readonly Line[]>();
  for (let start = 0, first = sorted[0]; first !== undefined; first = sorted[start]) {
    const period = periodOf(monthOf(first));
    const nextPeriod = String(period + PERIOD_YEARS);
    let end = start + 1;
    for (let line = sorted[end]; line !== undefined && monthOf(line) < nextPeriod; line = sorted[end])
      end += 1;
    periods.set(period, sorted.slice(start, end));
    start = end;
  }
  return periods;
}

/** By code point, which for months and our own words is the database's order "C". */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

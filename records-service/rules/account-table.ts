import type { Fen } from '#shared/money/fen.ts';
import type { AccountYear, Contribution } from '#shared/records-api/pension.ts';
import { counts, monthStates, spanCovered } from '#shared/rules/month-line.ts';
import type { IsoDate, YearMonth } from '#shared/time/calendar.ts';
import type { AccountPolicy } from '../policy-packs/account-policy.ts';
import { settleYear } from './account-interest.ts';

export interface AccountPayout {
  readonly paidMonth: YearMonth;
  readonly amountFen: Fen;
}

/**
 * The yearly table of a personal account from its first deposit to the cut-off, oldest first.
 * Interest of a year whose rate is not published, or that is not over, is provisional.
 */
export function accountTable(
  contributions: readonly Contribution[],
  payouts: readonly AccountPayout[],
  policy: AccountPolicy,
  dataCutOff: IsoDate,
): AccountYear[] {
  const deposits = new YearlyAmounts();
  for (const row of contributions)
    if (row.creditedOn !== null) deposits.add(row.creditedOn, row.toAccountFen);
  const paidOut = new YearlyAmounts();
  for (const payout of payouts) paidOut.add(payout.paidMonth, payout.amountFen);
  const firstYear = Math.min(deposits.firstYear, paidOut.firstYear);
  const cutOffYear = Number(dataCutOff.slice(0, 4));
  const cutOffMonth = Number(dataCutOff.slice(5, 7));
  const monthsByYear = countedMonthsByYear(contributions, dataCutOff);
  const table: AccountYear[] = [];
  for (let year = firstYear, openingFen = 0; year <= cutOffYear; year += 1) {
    const rate = policy.rateOfYear(year);
    const monthsElapsed = year === cutOffYear ? cutOffMonth : 12;
    const settled = settleYear({
      openingFen,
      depositsFen: deposits.of(year),
      payoutsFen: paidOut.of(year),
      rateBasisPoints: rate.rateBasisPoints,
      monthsElapsed,
      currentYearInterest: policy.currentYearInterest,
    });
    table.push({
      year,
      openingFen,
      ...settled,
      months: monthsByYear.get(year) ?? 0,
      rateBasisPoints: rate.rateBasisPoints,
      provisional: !rate.published || monthsElapsed < 12,
    });
    openingFen = settled.closingFen;
  }
  return table;
}

/** The year in which the first line does not add up, or null: every answer with account figures is checked by it. */
export function brokenYear(table: readonly AccountYear[]): number | null {
  let openingFen = 0;
  for (const line of table) {
    const sum =
      line.openingFen +
      line.interestOnOpeningFen +
      line.principalFen +
      line.interestOnYearFen -
      line.paidOutFen;
    if (line.openingFen !== openingFen || sum !== line.closingFen || line.closingFen < 0) return line.year;
    if (!Number.isSafeInteger(sum)) return line.year;
    openingFen = line.closingFen;
  }
  return null;
}

/** Each month that counts, in the year its money first came in, so that the years add up to the months paid. */
function countedMonthsByYear(
  contributions: readonly Contribution[],
  dataCutOff: IsoDate,
): Map<number, number> {
  const states = monthStates(contributions);
  const lastOfCutOffYear = Number(dataCutOff.slice(0, 4)) * 12 + 11;
  const creditedIn = new Map<number, number>();
  for (const row of contributions) {
    if (row.status !== 'credited' || row.creditedOn === null) continue;
    const year = Number(row.creditedOn.slice(0, 4));
    const { first, months } = spanCovered(row);
    const end = Math.min(first + months, lastOfCutOffYear + 1);
    for (let month = first; month < end; month += 1) {
      const state = states.get(month);
      if (state === undefined || !counts(state)) continue;
      const before = creditedIn.get(month);
      if (before === undefined || year < before) creditedIn.set(month, year);
    }
  }
  const byYear = new Map<number, number>();
  for (const year of creditedIn.values()) byYear.set(year, (byYear.get(year) ?? 0) + 1);
  return byYear;
}

/** Twelve sums for each year. */
class YearlyAmounts {
  readonly #years = new Map<number, Fen[]>();

  get firstYear(): number {
    return Math.min(...this.#years.keys());
  }

  /** @param month or a day of it */
  add(month: YearMonth | IsoDate, fen: Fen): void {
    if (fen === 0) return;
    const year = Number(month.slice(0, 4));
    const index = Number(month.slice(5, 7)) - 1;
    let amounts = this.#years.get(year);
    if (amounts === undefined) {
      amounts = noAmounts();
      this.#years.set(year, amounts);
    }
    amounts[index] = (amounts[index] ?? 0) + fen;
  }

  of(year: number): readonly Fen[] {
    return this.#years.get(year) ?? NO_AMOUNTS;
  }
}

const noAmounts = (): Fen[] => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const NO_AMOUNTS: readonly Fen[] = noAmounts();

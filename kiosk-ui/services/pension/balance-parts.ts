import type { Fen } from '#shared/money/fen.ts';
import type { AccountYear } from '#shared/records-api/pension.ts';

/** A year's closing balance, taken apart. */
export interface BalanceParts {
  readonly year: number;
  readonly closingFen: Fen;
  /** What was put in and is still there. */
  readonly ownFen: Fen;
  /** What interest made of it. */
  readonly interestFen: Fen;
  readonly provisional: boolean;
  readonly paidOutFen: Fen;
}

/**
 * Own money and interest in the balance of each year. A pension paid out of the account takes from both in
 * proportion: the ledger does not say which of the two a coin was.
 * @param years oldest first
 */
export function balanceParts(years: readonly AccountYear[]): BalanceParts[] {
  const first = years[0];
  let ownFen = first?.openingFen ?? 0;
  return years.map(({ year, principalFen, paidOutFen, closingFen, provisional }) => {
    const beforePayout = closingFen + paidOutFen;
    const ownBefore = ownFen + principalFen;
    const share = beforePayout === 0 ? 0 : closingFen / beforePayout;
    // Refunds can make what was put in smaller than nothing, or larger than what is there.
    ownFen = Math.max(0, Math.min(closingFen, Math.round(ownBefore * share)));
    return { year, closingFen, ownFen, interestFen: closingFen - ownFen, provisional, paidOutFen };
  });
}

import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import { assertNever } from '#shared/result.ts';
import type { CurrentYearInterest } from '../policy-packs/account-interest.ts';

const MONTHS_OF_YEAR = 12;
const BASIS_POINTS_OF_WHOLE = 10_000n;

export interface YearOfAccount {
  readonly openingFen: Fen;
  /** Twelve amounts by the month in which they were credited, which is not the month they are for. */
  readonly depositsFen: readonly Fen[];
  /** Twelve amounts by the month in which they were paid out of the account. */
  readonly payoutsFen: readonly Fen[];
  readonly rateBasisPoints: number;
  /** 12 for a closed year, fewer for the running one: interest is counted up to that month. */
  readonly monthsElapsed: number;
  readonly currentYearInterest: CurrentYearInterest;
}

export interface SettledYear {
  readonly interestOnOpeningFen: Fen;
  readonly principalFen: Fen;
  readonly interestOnYearFen: Fen;
  readonly paidOutFen: Fen;
  readonly closingFen: Fen;
}

/**
 * Settles a calendar year of a personal account by the month-product method (月积数法).
 *
 * ```
 *   month        1    2    3   …   n   …  12
 *   p(n) earns  12   11   10   13−n        1   months of interest
 *
 *   closing = B0 + B0·R + P + M·R/12 − paid out      M = Σ p(n)·(13 − n)
 * ```
 * A payout stops earning in its month, and goes against the opening balance: the two interest items are printed
 * apart, and each is rounded half up by itself.
 */
export function settleYear(year: YearOfAccount): SettledYear {
  const principal = sum(year.depositsFen);
  const paidOut = sum(year.payoutsFen);
  const opening = BigInt(year.openingFen);
  const openingProduct =
    opening * BigInt(year.monthsElapsed) - monthProduct(year.payoutsFen, year.monthsElapsed);
  const interestOnOpening = interest(openingProduct, year.rateBasisPoints);
  const interestOnYear = interestOnDeposits(year, principal);
  return {
    interestOnOpeningFen: Number(interestOnOpening),
    principalFen: Number(principal),
    interestOnYearFen: Number(interestOnYear),
    paidOutFen: Number(paidOut),
    closingFen: Number(opening + interestOnOpening + principal + interestOnYear - paidOut),
  };
}

function interestOnDeposits(year: YearOfAccount, principal: bigint): bigint {
  const byMonths = () => interest(monthProduct(year.depositsFen, year.monthsElapsed), year.rateBasisPoints);
  switch (year.currentYearInterest) {
    case 'monthProduct':
      return byMonths();
    case 'annual1083':
      // P × R × 1.083 / 2. The yearly formula says nothing of a year that is not over.
      return year.monthsElapsed === MONTHS_OF_YEAR
        ? divideRoundHalfUp(principal * BigInt(year.rateBasisPoints) * 1083n, BASIS_POINTS_OF_WHOLE * 2000n)
        : byMonths();
    case 'none':
      return 0n;
    default:
      return assertNever(year.currentYearInterest, 'interest method');
  }
}

/** 记账月积数: each amount times the months it lay in the account. Amounts of a year stay far below 2^53. */
function monthProduct(amountsFen: readonly Fen[], monthsElapsed: number): bigint {
  let product = 0;
  for (let month = 0, left = monthsElapsed; left > 0; month += 1, left -= 1)
    product += (amountsFen[month] ?? 0) * left;
  return BigInt(product);
}

const interest = (product: bigint, rateBasisPoints: number): bigint =>
  divideRoundHalfUp(product * BigInt(rateBasisPoints), BASIS_POINTS_OF_WHOLE * BigInt(MONTHS_OF_YEAR));

const sum = (amounts: readonly Fen[]): bigint => BigInt(amounts.reduce((total, fen) => total + fen, 0));

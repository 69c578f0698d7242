import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import type { AccountDivisor } from '../policy-packs/pension-benefit.ts';

/**
 * 基础养老金 = (J + J×Z) / 2 × N × 1 %    国发〔2005〕38号
 * @param indexTenThousandths Z, the average contribution index, 8000 = 0.8
 * @param months N in months: a year of contributions is worth 1 %
 */
export function basicPensionFen(calculationBaseFen: Fen, indexTenThousandths: number, months: number): Fen {
  const numerator = BigInt(calculationBaseFen) * BigInt(10_000 + indexTenThousandths) * BigInt(months);
  return Number(divideRoundHalfUp(numerator, 10_000n * 2n * 12n * 100n));
}

/** 个人账户养老金 = account at retirement / 计发月数. @param divisorTenths 1390 = 139.0 months */
export function accountPensionFen(accountFen: Fen, divisorTenths: number): Fen {
  return Number(divideRoundHalfUp(BigInt(accountFen) * 10n, BigInt(divisorTenths)));
}

/**
 * 计发月数 for an age in months.
 * @returns tenths of a month; null for an age that the table does not hold
 */
export function accountDivisorTenths(ageMonths: number, divisors: AccountDivisor): number | null {
  const age = Math.floor(ageMonths / 12);
  const rest = ageMonths % 12;
  const lower = divisors.tenthsOfMonthByAge[age] ?? null;
  if (lower === null || rest === 0 || divisors.betweenAges === 'wholeAge') return lower;
  const upper = divisors.tenthsOfMonthByAge[age + 1];
  if (upper === undefined) return null;
  return Number(divideRoundHalfUp(BigInt(lower * (12 - rest) + upper * rest), 12n));
}

/**
 * 过渡性养老金 = J × Z × deemed years × k
 * @param rateTenThousandths k of the province, 140 = 1.4 %
 */
export function transitionalPensionFen(
  calculationBaseFen: Fen,
  indexTenThousandths: number,
  deemedMonths: number,
  rateTenThousandths: number,
): Fen {
  const numerator =
    BigInt(calculationBaseFen) *
    BigInt(indexTenThousandths) *
    BigInt(deemedMonths) *
    BigInt(rateTenThousandths);
  return Number(divideRoundHalfUp(numerator, 10_000n * 10_000n * 12n));
}

/** Average of own base over average wage, in ten-thousandths. */
export function averageIndex(months: readonly { baseFen: Fen; averageWageFen: Fen }[]): number {
  if (months.length === 0) return 0;
  const total = months.reduce(
    (sum, month) => sum + (BigInt(month.baseFen) * 100_000_000n) / BigInt(month.averageWageFen),
    0n,
  );
  return Number(divideRoundHalfUp(total, BigInt(months.length) * 10_000n));
}

import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import { assertNever } from '#shared/result.ts';
import type { AccountDivisor, PensionFormula } from '../policy-packs/pension-benefit.ts';

/**
 * 基础养老金 = (J + J×Z) / 2 × N × 1 %    国发〔2005〕38号
 * @param indexTenThousandths Z, the average contribution index, 8000 = 0.8
 * @param months N in months: a year of contributions is worth 1 %
 */
export function basicPensionFen(calculationBaseFen: Fen, indexTenThousandths: number, months: number): Fen {
  const numerator = BigInt(calculationBaseFen) * BigInt(10_000 + indexTenThousandths) * BigInt(months);
  return Number(divideRoundHalfUp(numerator, 10_000n * 2n * 12n * 100n));
}

/** 计发基数 of somebody whose province splits it; where it does not, both are the province's. */
export interface CalculationBases {
  readonly cityFen: Fen;
  readonly provinceFen: Fen;
}

/**
 * 基础养老金 as the province works it out: with one base, or with the city's beside the province's,
 * (J_city + J_province × Z) / 2 × N × 1 %; and with whole months, or with years rounded to two places.
 * @param months N, deemed ones among them
 */
export function provincialBasicPensionFen(
  bases: CalculationBases,
  indexTenThousandths: number,
  months: number,
  { calculationBase, years }: Pick<PensionFormula, 'calculationBase' | 'years'>,
): Fen {
  const plainFen = calculationBase === 'cityAndProvince' ? bases.cityFen : bases.provinceFen;
  const twiceBase = BigInt(plainFen) * 10_000n + BigInt(bases.provinceFen) * BigInt(indexTenThousandths);
  switch (years) {
    case 'exactMonths':
      return Number(divideRoundHalfUp(twiceBase * BigInt(months), 10_000n * 2n * 12n * 100n));
    case 'twoPlaces': {
      const hundredthsOfYear = divideRoundHalfUp(BigInt(months) * 100n, 12n);
      return Number(divideRoundHalfUp(twiceBase * hundredthsOfYear, 10_000n * 2n * 100n * 100n));
    }
    default:
      return assertNever(years, 'way of counting years');
  }
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

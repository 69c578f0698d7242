import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';

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

/** Average of own base over average wage, in ten-thousandths. */
export function averageIndex(months: readonly { baseFen: Fen; averageWageFen: Fen }[]): number {
  if (months.length === 0) return 0;
  const total = months.reduce(
    (sum, month) => sum + (BigInt(month.baseFen) * 100_000_000n) / BigInt(month.averageWageFen),
    0n,
  );
  return Number(divideRoundHalfUp(total, BigInt(months.length) * 10_000n));
}

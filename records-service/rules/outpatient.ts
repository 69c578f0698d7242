import { divideRoundHalfUp, type Fen } from '#shared/money/fen.ts';
import type { ResidentOutpatient } from '../policy-packs/medical.ts';

const BASIS_POINTS_OF_WHOLE = 10_000n;

/**
 * 居民普通门诊: paid(c) = min(c × share, limit of a visit, what is left of the year). The order of the visits matters: the
 * year's limit is used up by whoever comes first.
 * @param costsFen in scope, one for each visit of a year, in the order of the days
 */
export function residentOutpatient(
  costsFen: readonly Fen[],
  mostPerYearFen: Fen,
  { shareBasisPoints, mostPerVisitFen }: Pick<ResidentOutpatient, 'shareBasisPoints' | 'mostPerVisitFen'>,
): { paidFen: Fen[]; remainingFen: Fen } {
  let remainingFen = mostPerYearFen;
  const paidFen = costsFen.map((cost) => {
    const share = Number(divideRoundHalfUp(BigInt(cost) * BigInt(shareBasisPoints), BASIS_POINTS_OF_WHOLE));
    const paid = Math.min(share, mostPerVisitFen, remainingFen);
    remainingFen -= paid;
    return paid;
  });
  return { paidFen, remainingFen };
}

/**
 * 门诊大额: of each visit the part above the year's line.
 * @param visitsFen one for each visit of a year, in the order of the days
 */
export function overOutpatientLine(visitsFen: readonly Fen[], lineFen: Fen): Fen[] {
  let spentFen = 0;
  return visitsFen.map((visit) => {
    const before = Math.max(0, spentFen - lineFen);
    spentFen += visit;
    return Math.max(0, spentFen - lineFen) - before;
  });
}

import type { Fen } from '#shared/money/fen.ts';
import { shareFen } from './share.ts';

/**
 * 居民特殊病门诊: paid = min(Σ in scope × share, limit of the month), month by month; what a month leaves over does not go to
 * the next. Visits of one month in any order pay the same together.
 * @param inScopeFen the costs in scope, one for each visit of a month, in the order of the days
 */
export function specialDiseaseMonth(
  inScopeFen: readonly Fen[],
  shareBasisPoints: number,
  mostPerMonthFen: Fen,
): { readonly paidFen: readonly Fen[]; readonly remainingFen: Fen } {
  let remainingFen = mostPerMonthFen;
  const paidFen = inScopeFen.map((cost) => {
    const paid = Math.min(shareFen(cost, shareBasisPoints), remainingFen);
    remainingFen -= paid;
    return paid;
  });
  return { paidFen, remainingFen };
}

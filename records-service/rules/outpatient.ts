import type { Sex } from '#shared/identity/citizen-number.ts';
import type { Fen } from '#shared/money/fen.ts';
import { addYears, type IsoDate } from '#shared/time/calendar.ts';
import type { ResidentCategory, ResidentOutpatient } from '../policy-packs/medical.ts';
import { shareFen } from './share.ts';

/** A senior from the birthday itself on, by the day of the visit. */
export const residentCategory = (
  birthDate: IsoDate,
  sex: Sex,
  visitOn: IsoDate,
  { seniorFromYears }: Pick<ResidentOutpatient, 'seniorFromYears'>,
): ResidentCategory => (visitOn >= addYears(birthDate, seniorFromYears[sex]) ? 'senior' : 'standard');

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
    const paid = Math.min(shareFen(cost, shareBasisPoints), mostPerVisitFen, remainingFen);
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

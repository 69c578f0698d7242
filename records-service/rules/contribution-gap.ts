import type { Fen } from '#shared/money/fen.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import type { MedicalInterruption } from '../policy-packs/medical-interruption.ts';
import type { OnlinePayment } from '../policy-packs/payments.ts';
import { basicPensionFen } from './pension-benefit.ts';
import { monthsToMakeUp } from './renewal.ts';

/**
 * What months without contribution cost every month of retirement: J × (1 + Z) / 2 × months / 12 × 1 %. The account keeps
 * earning and nothing of it is cleared.
 */
export const pensionLostToGapFen = (
  calculationBaseFen: Fen,
  indexTenThousandths: number,
  gapMonths: number,
): Fen => basicPensionFen(calculationBaseFen, indexTenThousandths, gapMonths);

export interface MedicalGap {
  /** The first month without benefits. */
  readonly benefitsStopIn: YearMonth;
  /** Whether they have stopped in this month. */
  readonly stopped: boolean;
  /** Months to make up here, after which benefits go on; null where the break is too long for that. */
  readonly monthsToMakeUp: number | null;
}

/** What an employee’s or flexible worker’s medical insurance loses when nothing was paid after that month. */
export function medicalGap(
  lastPaid: YearMonth,
  thisMonth: YearMonth,
  interruption: Pick<MedicalInterruption, 'stopsAfterMonths'>,
  payment: Pick<OnlinePayment, 'makeUpMonths'>,
): MedicalGap {
  const benefitsStopIn = addMonths(lastPaid, interruption.stopsAfterMonths);
  return {
    benefitsStopIn,
    stopped: thisMonth >= benefitsStopIn,
    monthsToMakeUp: monthsToMakeUp(lastPaid, thisMonth, payment),
  };
}

/** 居民医保待遇等待期 of somebody who comes back after so many years missed in a row; none for who missed none. */
export function residentWaitingMonths(
  missedYears: number,
  { residentWaitingMonths: fixed, addedPerMissedYearMonths, longBreak }: MedicalInterruption,
): number {
  if (missedYears <= 0) return 0;
  const waiting = fixed + (missedYears - 1) * addedPerMissedYearMonths;
  return missedYears >= longBreak.years ? Math.max(waiting, longBreak.leastWaitingMonths) : waiting;
}

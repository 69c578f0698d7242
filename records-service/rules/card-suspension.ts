import { err, ok, type Result } from '#shared/result.ts';
import { addDays, addMonthsToDate, type IsoDate } from '#shared/time/calendar.ts';
import type { CardSuspension, SuspendedService } from '../policy-packs/prescriptions.ts';

export interface Suspension {
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
}

/** A suspension of so many months from that day. It is refused where the text allows no such length. */
export function suspend(
  firstDay: IsoDate,
  months: number,
  { leastMonths, mostMonths }: Pick<CardSuspension, 'leastMonths' | 'mostMonths'>,
): Result<Suspension, 'tooShort' | 'tooLong'> {
  if (months < leastMonths) return err('tooShort');
  if (months > mostMonths) return err('tooLong');
  return ok({ firstDay, lastDay: addDays(addMonthsToDate(firstDay, months), -1) });
}

/** What a suspended card cannot do on that day: medical settlement only, every query and pension service goes on. */
export function suspendedOn(
  { firstDay, lastDay }: Suspension,
  day: IsoDate,
  { stops, instead }: Pick<CardSuspension, 'stops' | 'instead'>,
): {
  readonly suspended: boolean;
  readonly stops: readonly SuspendedService[];
  readonly instead: CardSuspension['instead'] | null;
} {
  const suspended = firstDay <= day && day <= lastDay;
  return { suspended, stops: suspended ? stops : [], instead: suspended ? instead : null };
}

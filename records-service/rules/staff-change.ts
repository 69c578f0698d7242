import { addMonths, type IsoDate, type YearMonth } from '#shared/time/calendar.ts';
import type {
  DecreaseReason,
  IncreaseReason,
  StaffChanges,
  StaffPaper,
} from '../policy-packs/staff-changes.ts';
import { type CalendarOf, nextWorkingDay } from './working-days.ts';

export interface StaffChangeDates {
  /** The month that the change counts for. */
  readonly countsFrom: YearMonth;
  readonly submitBy: IsoDate;
  /** The deadline if it moves from a free day to the next working one; the same day where it is none. */
  readonly submitByIfMoved: IsoDate;
  readonly payBy: IsoDate;
  readonly payByIfMoved: IsoDate;
}

/** What is submitted after the day counts for the next month. */
export function staffChangeDates(
  submitted: IsoDate,
  { submitByDay, payByDay, movesToWorkingDay }: StaffChanges,
  calendarOf: CalendarOf,
): StaffChangeDates {
  const month = submitted.slice(0, 7);
  const dates = (of: YearMonth) => {
    const submitBy = dayOf(of, submitByDay);
    return { submitBy, submitByIfMoved: nextWorkingDay(submitBy, calendarOf) };
  };
  const now = dates(month);
  const inTime = submitted <= (movesToWorkingDay ? now.submitByIfMoved : now.submitBy);
  const countsFrom = inTime ? month : addMonths(month, 1);
  const payBy = dayOf(addMonths(countsFrom, 1), payByDay);
  return { countsFrom, ...dates(countsFrom), payBy, payByIfMoved: nextWorkingDay(payBy, calendarOf) };
}

const dayOf = (month: YearMonth, day: number): IsoDate => `${month}-${String(day).padStart(2, '0')}`;

export type StaffChange =
  | { readonly change: 'increase'; readonly reason: IncreaseReason }
  | { readonly change: 'decrease'; readonly reason: DecreaseReason };

/** What to bring, and what the change leads to. Papers that are asked for no more stay in the list, marked. */
export const staffChangePapers = (
  { change, reason }: StaffChange,
  rules: StaffChanges,
): { readonly papers: readonly StaffPaper[]; readonly follows: readonly string[] } =>
  change === 'increase'
    ? { papers: rules.increasePapers[reason], follows: [] }
    : { papers: rules.decreasePapers[reason], follows: rules.decreaseFollows[reason] };

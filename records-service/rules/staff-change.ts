import { addDays, addMonths, type IsoDate, type YearMonth } from '#shared/time/calendar.ts';
import type { StaffChanges } from '../policy-packs/staff-changes.ts';
import { type CalendarOf, isWorkingDay } from './working-days.ts';

export interface StaffChangeDates {
  /** The month that the change counts for. */
  readonly countsFrom: YearMonth;
  readonly submitBy: IsoDate;
  /** The deadline if it moves from a free day to the next working one; the same day where it is none. */
  readonly submitByIfMoved: IsoDate;
  readonly payBy: IsoDate;
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
  return { countsFrom, ...dates(countsFrom), payBy: dayOf(addMonths(countsFrom, 1), payByDay) };
}

const dayOf = (month: YearMonth, day: number): IsoDate => `${month}-${String(day).padStart(2, '0')}`;

function nextWorkingDay(date: IsoDate, calendarOf: CalendarOf): IsoDate {
  let day = date;
  while (!isWorkingDay(day, calendarOf)) day = addDays(day, 1);
  return day;
}

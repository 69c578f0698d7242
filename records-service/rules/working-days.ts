import { addDays, dayOfWeek, type IsoDate } from '#shared/time/calendar.ts';
import type { WorkCalendar } from '../policy-packs/work-calendar.ts';

/** The calendar of the year that a day lies in. @throws PolicyGapError for a year that was not published yet */
export type CalendarOf = (date: IsoDate) => WorkCalendar;

const SATURDAY = 6;
const SUNDAY = 0;

export function isWorkingDay(date: IsoDate, calendarOf: CalendarOf): boolean {
  const { holidays, workedWeekendDays } = calendarOf(date);
  if (workedWeekendDays.includes(date)) return true;
  const weekday = dayOfWeek(date);
  if (weekday === SATURDAY || weekday === SUNDAY) return false;
  return !holidays.some(([first, last]) => first <= date && date <= last);
}

/** 工作日: the day itself does not count. @param count above zero */
export function addWorkingDays(date: IsoDate, count: number, calendarOf: CalendarOf): IsoDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendarOf)) left -= 1;
  }
  return day;
}

/** The day itself where it is worked, else the next one that is. */
export function nextWorkingDay(date: IsoDate, calendarOf: CalendarOf): IsoDate {
  let day = date;
  while (!isWorkingDay(day, calendarOf)) day = addDays(day, 1);
  return day;
}

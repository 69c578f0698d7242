/** `2026-11-22` in the calendar of China (UTC+8, no daylight saving). */
export type IsoDate = string;
/** `2026-11` */
export type YearMonth = string;

/** Milliseconds since 1970, injected wherever time matters, so that a test can set it. */
export type Clock = () => number;

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The date on the wall calendar in China at the given moment, whatever the machine's time zone. */
export function chinaDate(epochMs: number): IsoDate {
  return new Date(epochMs + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** `2026-11-22 09:05` on a wall clock in China. */
export function chinaDateTime(epochMs: number): string {
  return new Date(epochMs + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** A day that exists, by arithmetic: it is asked four times while a citizen waits for the card, and `Date` is slow. */
export function isIsoDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return day >= 1 && day <= daysInMonth(year, month);
}

/** 0 for a month that does not exist. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** Months since year 0, so that months can be counted and compared. */
export function monthIndex(month: YearMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** Written once each: a history of forty years asks for every one of its months several times. */
const months = new Map<number, YearMonth>();

export function monthOfIndex(index: number): YearMonth {
  const written = months.get(index);
  if (written !== undefined) return written;
  const month = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  months.set(index, month);
  return month;
}

export function addMonths(month: YearMonth, count: number): YearMonth {
  return monthOfIndex(monthIndex(month) + count);
}

const DAY_MS = 86_400_000;

export const addDays = (date: IsoDate, count: number): IsoDate =>
  new Date(Date.parse(date) + count * DAY_MS).toISOString().slice(0, 10);

/** Whole days from the first to the second; below zero where the second is earlier. */
export const daysBetween = (first: IsoDate, second: IsoDate): number =>
  (Date.parse(second) - Date.parse(first)) / DAY_MS;

/** 0 is Sunday. */
export const dayOfWeek = (date: IsoDate): number => new Date(date).getUTCDay();

/** The same day of another year; 29 February becomes the 28th where there is none. */
export function addYears(date: IsoDate, count: number): IsoDate {
  const year = String(Number(date.slice(0, 4)) + count).padStart(4, '0');
  const wanted = `${year}${date.slice(4)}`;
  return isIsoDate(wanted) ? wanted : `${year}-02-28`;
}

/** The same day of another month; the last of that month where it is shorter. */
export function addMonthsToDate(date: IsoDate, count: number): IsoDate {
  const month = addMonths(date.slice(0, 7), count);
  const last = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
  const day = Math.min(Number(date.slice(8, 10)), last);
  return `${month}-${String(day).padStart(2, '0')}`;
}

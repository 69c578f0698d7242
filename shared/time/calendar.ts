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

export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** Months since year 0, so that months can be counted and compared. */
export function monthIndex(month: YearMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

export function monthOfIndex(index: number): YearMonth {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function addMonths(month: YearMonth, count: number): YearMonth {
  return monthOfIndex(monthIndex(month) + count);
}

import type { IsoDate, YearMonth } from '#shared/time/calendar.ts';
import type { Language } from '../machines/preferences.ts';

/**
 * Own patterns, not Intl: Chromium silently falls back to English for Uyghur, where Node does not, and the words of a
 * kiosk must not change with a browser's update.
 */
interface Patterns {
  readonly month: (year: string, month: number) => string;
  readonly shortMonth: (year: string, month: number) => string;
  readonly date: (year: string, month: number, day: number) => string;
  readonly monthRange: (year: string, first: number, last: number) => string;
}

const ENGLISH_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const english = (month: number): string => ENGLISH_MONTHS[month - 1] ?? '';

const PATTERNS: Record<Language, Patterns> = {
  'zh-Hans': {
    month: (year, month) => `${year} 年 ${month} 月`,
    shortMonth: (year, month) => `${year}-${String(month).padStart(2, '0')}`,
    date: (year, month, day) => `${year} 年 ${month} 月 ${day} 日`,
    monthRange: (year, first, last) => `${year} 年 ${first}–${last} 月`,
  },
  'zh-Hant': {
    month: (year, month) => `${year} 年 ${month} 月`,
    shortMonth: (year, month) => `${year}-${String(month).padStart(2, '0')}`,
    date: (year, month, day) => `${year} 年 ${month} 月 ${day} 日`,
    monthRange: (year, first, last) => `${year} 年 ${first}–${last} 月`,
  },
  // As the calendars of Xinjiang write it, with hyphens that no line breaks at (U+2011). `2026-10` is isolated (U+2066,
  // U+2069): after Arabic letters its two numbers would change places.
  ug: {
    month: (year, month) => `${year}\u2011يىل ${month}\u2011ئاي`,
    shortMonth: (year, month) => `\u2066${year}-${String(month).padStart(2, '0')}\u2069`,
    date: (year, month, day) => `${year}\u2011يىل ${month}\u2011ئاينىڭ ${day}\u2011كۈنى`,
    monthRange: (year, first, last) => `${year}\u2011يىل ${first}\u2011ئايدىن ${last}\u2011ئايغىچە`,
  },
  en: {
    month: (year, month) => `${english(month)} ${year}`,
    shortMonth: (year, month) => `${english(month)} ${year}`,
    date: (year, month, day) => `${day} ${english(month)} ${year}`,
    monthRange: (year, first, last) => `${english(first)}–${english(last)} ${year}`,
  },
};

export const formatMonth = (language: Language, month: YearMonth): string =>
  PATTERNS[language].month(month.slice(0, 4), Number(month.slice(5, 7)));

/** For a column of a table. */
export const formatShortMonth = (language: Language, month: YearMonth): string =>
  PATTERNS[language].shortMonth(month.slice(0, 4), Number(month.slice(5, 7)));

export const formatDate = (language: Language, date: IsoDate): string =>
  PATTERNS[language].date(date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8, 10)));

/** Months of one year, `2024 年 4–5 月`. */
export const formatMonthRange = (language: Language, first: YearMonth, last: YearMonth): string =>
  first === last
    ? formatMonth(language, first)
    : PATTERNS[language].monthRange(first.slice(0, 4), Number(first.slice(5, 7)), Number(last.slice(5, 7)));

/** `262` → `2.62%` */
export const formatBasisPoints = (basisPoints: number): string => `${(basisPoints / 100).toFixed(2)}%`;

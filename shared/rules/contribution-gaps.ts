import { monthIndex, type YearMonth } from '../time/calendar.ts';
import type { MonthOfLine } from './month-line.ts';

/** Months in a row without any contribution. Owed, transferred and in-transit months, and overlaps, are none. */
interface ContributionGap {
  readonly firstMonth: YearMonth;
  readonly lastMonth: YearMonth;
  readonly months: number;
}

export interface ContributionGaps {
  readonly gaps: readonly ContributionGap[];
  readonly gapMonths: number;
  readonly longestMonths: number;
  /** 欠缴: the employer owes them; that is another complaint at another place. */
  readonly owedMonths: number;
}

/** 断缴: the gaps of a month line, oldest first. */
export function contributionGaps(line: readonly MonthOfLine[]): ContributionGaps {
  const gaps: { firstMonth: YearMonth; lastMonth: YearMonth; months: number }[] = [];
  let owedMonths = 0;
  for (const { month, state } of line) {
    if (state === 'owed') owedMonths += 1;
    if (state !== 'gap') continue;
    const open = gaps.at(-1);
    if (open !== undefined && monthIndex(month) === monthIndex(open.lastMonth) + 1) {
      open.lastMonth = month;
      open.months += 1;
    } else gaps.push({ firstMonth: month, lastMonth: month, months: 1 });
  }
  return {
    gaps,
    gapMonths: gaps.reduce((sum, { months }) => sum + months, 0),
    longestMonths: Math.max(0, ...gaps.map(({ months }) => months)),
    owedMonths,
  };
}

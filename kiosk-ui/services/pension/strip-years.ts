import type { ContributionHistory, ParticipationState, PensionSummary } from '#shared/records-api/pension.ts';
import { type MonthOfLine, type MonthState, monthLine } from '#shared/rules/month-line.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import { oncePerRecord } from './once-per-record.ts';

/** One row of the month strip: January to December; null before the first contribution. */
export interface StripYear {
  readonly year: number;
  readonly months: readonly (MonthState | null)[];
}

/** The order of the legend, and of what is said about a year. */
export const MONTH_STATES: readonly MonthState[] = [
  'paid',
  'madeUp',
  'transferredIn',
  'inTransit',
  'owed',
  'gap',
  'notDue',
];

const STILL_DUE: readonly ParticipationState[] = ['contributing', 'contributionPaused'];

/** The month from which nothing is due any more; null while contributions go on. */
function endOfDuty(summary: PensionSummary, history: ContributionHistory): YearMonth | null {
  if (summary.pension !== null) return summary.pension.since;
  if (STILL_DUE.includes(summary.participation)) return null;
  const newest = history.contributions.map((row) => row.forMonth).sort();
  const last = newest.at(-1);
  return last === undefined ? null : addMonths(last, 1);
}

export const lineOf = oncePerRecord((summary, history): readonly MonthOfLine[] =>
  monthLine(history.contributions, history.dataCutOff, endOfDuty(summary, history)),
);

/** All of it as years. */
export const yearsOf = oncePerRecord((summary, history): readonly StripYear[] =>
  stripYears(lineOf(summary, history)),
);

/** Newest year first. Years in which nothing was due and nothing came, after the last payment, are left out. */
export function stripYears(line: readonly MonthOfLine[]): StripYear[] {
  const years = new Map<number, (MonthState | null)[]>();
  for (const { month, state } of line) {
    const year = Number(month.slice(0, 4));
    const months = years.get(year) ?? Array.from({ length: 12 }, () => null);
    months[Number(month.slice(5, 7)) - 1] = state;
    years.set(year, months);
  }
  const newestFirst = [...years].map(([year, months]) => ({ year, months })).reverse();
  const firstWithPayment = newestFirst.findIndex(({ months }) =>
    months.some((state) => state !== null && state !== 'notDue'),
  );
  return newestFirst.slice(Math.max(0, firstWithPayment));
}

/** Which kinds of months there are at all, in the legend's order. */
export function kindsPresent(years: readonly StripYear[]): MonthState[] {
  const present = new Set(years.flatMap(({ months }) => months));
  return MONTH_STATES.filter((state) => present.has(state));
}

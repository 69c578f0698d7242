import type { Contribution } from '../records-api/pension.ts';
import { monthIndex, monthOfIndex, type YearMonth } from '../time/calendar.ts';

/**
 * What one square of the month strip shows.
 * `notDue` = after the data cut-off or still within the posting time, so never called a gap.
 */
export type MonthState = 'paid' | 'madeUp' | 'transferredIn' | 'inTransit' | 'owed' | 'gap' | 'notDue';

export interface MonthOfLine {
  readonly month: YearMonth;
  readonly state: MonthState;
}

/** Posting takes up to two months (domain rule B7): the latest months without a row are not a gap yet. */
const POSTING_MONTHS = 2;

/**
 * Every month from the first contribution to December of the cut-off's year, oldest first.
 * @param contributions in any order
 * @param endedBefore month from which no contribution is due any more (retired, left the scheme); null while active
 */
export function monthLine(
  contributions: readonly Contribution[],
  dataCutOff: string,
  endedBefore: YearMonth | null,
): MonthOfLine[] {
  const states = monthStates(contributions);
  if (states.size === 0) return [];
  const first = Math.min(...states.keys());
  const last = Math.floor(monthIndex(dataCutOff.slice(0, 7)) / 12) * 12 + 11;
  // A resident may pay until December: the running year is not a gap before it is over.
  const newest = contributions.reduce((latest, row) => (row.forMonth > latest.forMonth ? row : latest));
  const paysByYear = newest.kind === 'residentOwn' || newest.kind === 'residentSubsidy';
  const dueUntil = Math.min(
    monthIndex(dataCutOff.slice(0, 7)) - POSTING_MONTHS,
    paysByYear ? last - 12 : Number.POSITIVE_INFINITY,
  );
  const end = endedBefore === null ? Number.POSITIVE_INFINITY : monthIndex(endedBefore);
  const line: MonthOfLine[] = [];
  for (let index = first; index <= last; index += 1) {
    const unrecorded: MonthState = index > dueUntil || index >= end ? 'notDue' : 'gap';
    line.push({ month: monthOfIndex(index), state: states.get(index) ?? unrecorded });
  }
  return line;
}

/** The state of each month that has a row which says one, by `monthIndex`. */
export function monthStates(contributions: readonly Contribution[]): Map<number, MonthState> {
  const states = new Map<number, MonthState>();
  for (const row of contributions) {
    const state = stateOfRow(row);
    if (state === null) continue;
    const { first, months } = spanCovered(row);
    for (let index = first; index < first + months; index += 1) {
      const present = states.get(index);
      if (present === undefined || RANK[state] > RANK[present]) states.set(index, state);
    }
  }
  return states;
}

/** The months a row is for: a resident pays once for the calendar year (国发〔2014〕8号), all others by the month. */
export function spanCovered(row: Pick<Contribution, 'forMonth' | 'kind'>): { first: number; months: number } {
  const index = monthIndex(row.forMonth);
  return row.kind === 'residentOwn'
    ? { first: index - (index % 12), months: 12 }
    : { first: index, months: 1 };
}

/** Of several rows for a month the best one counts. */
const RANK: Record<MonthState, number> = {
  notDue: 0,
  gap: 0,
  owed: 1,
  inTransit: 2,
  transferredIn: 3,
  madeUp: 4,
  paid: 5,
};

function stateOfRow(row: Contribution): MonthState | null {
  switch (row.status) {
    case 'owed':
    case 'partlyCredited':
      return 'owed';
    case 'inTransit':
      return 'inTransit';
    case 'credited':
      break;
  }
  switch (row.kind) {
    case 'refund':
    case 'residentSubsidy':
    case 'baseAdjustment':
      return null;
    case 'madeUpAfterBreak':
    case 'madeUpLumpSum':
      return 'madeUp';
    case 'transferredIn':
      return 'transferredIn';
    case 'regular':
    case 'flexibleWorker':
    case 'residentOwn':
      return 'paid';
  }
}

export const counts = (state: MonthState): boolean =>
  state === 'paid' || state === 'madeUp' || state === 'transferredIn';

import { PAGE_SIZE_DEFAULT } from '#shared/records-api/paging.ts';
import type { ContributionHistory, ContributionsQuery } from '#shared/records-api/pension.ts';
import { addMonths, type YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { periodOf } from '../../database/pension-lines.ts';
import { cutOffOf, type PensionRecord } from './record.ts';
import { contributionsOf } from './stored-contributions.ts';
import { readStoredRecord, WHOLE_HISTORY } from './stored-record.ts';

/** What a page is made of. */
export type PagedRecord = Pick<PensionRecord, 'contributions' | 'dataCutOff'>;

/**
 * The newest years where they fill the page, as they do for whoever pays month by month; everything where they do not.
 * @param today the month from which the newest page goes back
 * @returns null for a person who has no pension record
 */
export async function readForPage(
  database: Database,
  personId: number,
  query: ContributionsQuery,
  today: YearMonth,
): Promise<PagedRecord | null> {
  const months = Number(query.limit ?? PAGE_SIZE_DEFAULT);
  const recent = await readSince(database, personId, periodOf(addMonths(query.before ?? today, -months - 1)));
  return recent === null || contributionPage(recent, query).nextBefore !== null
    ? recent
    : readSince(database, personId, WHOLE_HISTORY);
}

async function readSince(
  database: Database,
  personId: number,
  sinceYear: number,
): Promise<PagedRecord | null> {
  const stored = await readStoredRecord(database, personId, sinceYear);
  return stored && { contributions: contributionsOf(stored), dataCutOff: cutOffOf(stored) };
}

/**
 * Whole months, newest first: a month with several lines is never cut in two. Pages go by the month, so that one that is
 * credited meanwhile neither shifts nor repeats others.
 */
export function contributionPage(
  { contributions, dataCutOff }: PagedRecord,
  { limit = String(PAGE_SIZE_DEFAULT), before }: ContributionsQuery,
): ContributionHistory {
  const older = contributions.filter(({ forMonth }) => before === undefined || forMonth < before);
  const months = [...new Set(older.map(({ forMonth }) => forMonth))];
  const last = months[Number(limit) - 1];
  return {
    contributions: last === undefined ? older : older.filter(({ forMonth }) => forMonth >= last),
    nextBefore: last === undefined || last === months.at(-1) ? null : last,
    dataCutOff,
  };
}

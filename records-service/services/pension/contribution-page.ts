import { PAGE_SIZE_DEFAULT } from '#shared/records-api/paging.ts';
import type { ContributionHistory, ContributionsQuery } from '#shared/records-api/pension.ts';
import type { PensionRecord } from './record.ts';

/**
 * Whole months, newest first: a month with several lines is never cut in two. Pages go by the month, so that one that is
 * credited meanwhile neither shifts nor repeats others.
 */
export function contributionPage(
  { contributions, dataCutOff }: Pick<PensionRecord, 'contributions' | 'dataCutOff'>,
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

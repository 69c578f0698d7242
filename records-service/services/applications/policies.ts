import type { Policy } from '#shared/records-api/policies.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import { OFF_SITE_FILING } from '../../policy-packs/off-site-filing.ts';
import {
  nearestPolicy,
  PolicyGapError,
  type PolicyPack,
  policyOf,
  policyOn,
  type RegionCode,
  WHOLE_COUNTRY,
} from '../../policy-packs/policy-pack.ts';
import { workCalendarOn } from '../../policy-packs/work-calendar.ts';
import type { CalendarOf } from '../../rules/working-days.ts';
import type { FilingRules } from './off-site-filing-case.ts';

/** @throws PolicyGapError for a year that was not published yet */
export const workCalendarOf: CalendarOf = (date) => workCalendarOn(WHOLE_COUNTRY, date).values;

/** @throws PolicyGapError for a region without the pack */
export const filingRulesOf =
  (region: RegionCode) =>
  (today: IsoDate): FilingRules => ({
    filing: policyOn('off-site filing', OFF_SITE_FILING, region, today).values,
    calendarOf: workCalendarOf,
  });

/** Packs that a region may not have. */
export function packOf<Values>(
  packs: readonly PolicyPack<Values>[],
  region: RegionCode,
  today: IsoDate,
): Result<PolicyPack<Values>, 'policyNotFound'> {
  const pack = nearestPolicy(packs, region, today);
  return pack === undefined ? err('policyNotFound') : ok(pack);
}

/** Of packs that were in force on that day; what is there no more is left out. */
export const policiesOn = (
  packs: readonly (readonly PolicyPack<unknown>[])[],
  region: RegionCode,
  date: IsoDate,
): Policy[] =>
  packs.flatMap((list) => {
    const pack = nearestPolicy(list, region, date);
    return pack === undefined ? [] : [policyOf(pack)];
  });

/** A date that only tells something: null while the calendar of its year is not published. Nobody is refused for it. */
export function ifPublished<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyGapError) return null;
    throw error;
  }
}

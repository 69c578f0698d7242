import type { RecordsErrorCode } from '#shared/records-api/common.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import {
  nearestPolicy,
  PolicyGapError,
  type PolicyPack,
  type RegionCode,
} from '../../policy-packs/policy-pack.ts';

/** Why a calculator gives no figures; `detail` names the field. */
export interface CalculatorRefusal {
  readonly code: Extract<RecordsErrorCode, 'policyNotFound' | 'invalidData'>;
  readonly detail: string;
}

export const wrongInput = (detail: string): Result<never, CalculatorRefusal> =>
  err({ code: 'invalidData', detail });

/** The pack of a region that need not have one. @param what ends the sentence `region: no policy sets … there` */
export function packFor<Values>(
  what: string,
  packs: readonly PolicyPack<Values>[],
  region: RegionCode,
  date: IsoDate,
): Result<PolicyPack<Values>, CalculatorRefusal> {
  const pack = nearestPolicy(packs, region, date);
  return pack === undefined
    ? err({ code: 'policyNotFound', detail: `region: no policy sets ${what} there on ${date}` })
    : ok(pack);
}

/** Dates that run into a year whose holidays are not published yet cannot be told. */
export function untilCalendarEnds<T>(calculate: () => T): Result<T, CalculatorRefusal> {
  try {
    return ok(calculate());
  } catch (error) {
    if (error instanceof PolicyGapError) return err({ code: 'policyNotFound', detail: error.message });
    throw error;
  }
}

/** `0.0262` → 262 */
export function tenThousandths(decimal: string): number {
  const [whole = '0', places = ''] = decimal.split('.');
  return Number(whole) * 10_000 + Number(places.padEnd(4, '0'));
}

/** 262 → `0.0262`, 8000 → `0.8` */
export const decimalText = (value: number): string => String(value / 10_000);

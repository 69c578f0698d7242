import { err, ok, type Result } from '#shared/result.ts';
import { monthIndex, type YearMonth } from '#shared/time/calendar.ts';
import type { Office, OnlinePayment, RefusedGroup } from '../policy-packs/payments.ts';

/** 续保: who may renew a resident’s enrolment here, else where they go instead. */
export function mayRenew(
  groups: readonly RefusedGroup[],
  { elsewhere }: Pick<OnlinePayment, 'elsewhere'>,
): Result<null, { readonly group: RefusedGroup; readonly office: Office }> {
  const [group] = groups;
  return group === undefined ? ok(null) : err({ group, office: elsewhere[group] });
}

/**
 * 补扣漏缴: the months that a flexible worker who stopped may make up, oldest first.
 * @returns null where the stop has lasted longer than may be made up here
 */
export function monthsToMakeUp(
  lastPaid: YearMonth,
  thisMonth: YearMonth,
  { makeUpMonths }: Pick<OnlinePayment, 'makeUpMonths'>,
): number | null {
  const gap = monthIndex(thisMonth) - monthIndex(lastPaid);
  if (gap <= 0) return 0;
  return gap <= makeUpMonths ? gap : null;
}

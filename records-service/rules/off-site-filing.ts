import { assertNever, err, ok, type Result } from '#shared/result.ts';
import { addYears, type IsoDate } from '#shared/time/calendar.ts';
import type { OffSiteFiling } from '../policy-packs/off-site-filing.ts';
import { addWorkingDays, type CalendarOf } from './working-days.ts';

/**
 * One filing for treatment elsewhere.
 *
 * ```
 *   submitted ──▶ approved ──▶ changing ──▶ approved        changing: the old place stays valid until the new one is
 *        └──────▶ rejected        │  └────▶ approved (old)
 *                                 └▶ cancelled               at once, nobody confirms
 * ```
 */
export type Filing =
  | { readonly state: 'submitted'; readonly place: string; readonly resultFrom: IsoDate }
  | { readonly state: 'approved'; readonly place: string; readonly approvedOn: IsoDate }
  | {
      readonly state: 'changing';
      readonly place: string;
      readonly approvedOn: IsoDate;
      readonly newPlace: string;
      readonly resultFrom: IsoDate;
    }
  | { readonly state: 'rejected'; readonly place: string; readonly reason: string }
  | { readonly state: 'cancelled'; readonly place: string; readonly cancelledOn: IsoDate };

export type FilingStep =
  | { readonly type: 'approve' }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'change'; readonly newPlace: string }
  | { readonly type: 'cancel' };

/** `tooEarly`: it has not run long enough. `notNow`: a filing in that state cannot take the step. */
export type FilingRefusal =
  | { readonly type: 'tooEarly'; readonly from: IsoDate }
  | { readonly type: 'notNow'; readonly state: Filing['state'] };

export function submitFiling(
  place: string,
  today: IsoDate,
  rules: OffSiteFiling,
  calendarOf: CalendarOf,
): Filing {
  return {
    state: 'submitted',
    place,
    resultFrom: addWorkingDays(today, rules.resultWorkingDays, calendarOf),
  };
}

export function stepFiling(
  filing: Filing,
  step: FilingStep,
  today: IsoDate,
  rules: OffSiteFiling,
  calendarOf: CalendarOf,
): Result<Filing, FilingRefusal> {
  switch (step.type) {
    case 'approve':
      if (filing.state === 'submitted')
        return ok({ state: 'approved', place: filing.place, approvedOn: today });
      if (filing.state === 'changing')
        return ok({ state: 'approved', place: filing.newPlace, approvedOn: today });
      return notNow(filing);
    case 'reject':
      if (filing.state === 'submitted')
        return ok({ state: 'rejected', place: filing.place, reason: step.reason });
      if (filing.state === 'changing')
        return ok({ state: 'approved', place: filing.place, approvedOn: filing.approvedOn });
      return notNow(filing);
    case 'change': {
      const settled = runLongEnough(filing, today, rules);
      if (!settled.ok) return settled;
      const resultFrom = addWorkingDays(today, rules.resultWorkingDays, calendarOf);
      return ok({ ...settled.value, state: 'changing', newPlace: step.newPlace, resultFrom });
    }
    case 'cancel': {
      const settled = runLongEnough(filing, today, rules);
      if (!settled.ok) return settled;
      return ok({ state: 'cancelled', place: filing.place, cancelledOn: today });
    }
    default:
      return assertNever(step, 'step');
  }
}

/** Where somebody is treated as at home on that day; null where nowhere else than there. */
export const validPlace = (filing: Filing): string | null =>
  filing.state === 'approved' || filing.state === 'changing' ? filing.place : null;

function runLongEnough(
  filing: Filing,
  today: IsoDate,
  { changeAfterYears }: OffSiteFiling,
): Result<Extract<Filing, { state: 'approved' }>, FilingRefusal> {
  if (filing.state !== 'approved') return notNow(filing);
  const from = addYears(filing.approvedOn, changeAfterYears);
  return today < from ? err({ type: 'tooEarly', from }) : ok(filing);
}

const notNow = ({ state }: Filing): Result<never, FilingRefusal> => err({ type: 'notNow', state });

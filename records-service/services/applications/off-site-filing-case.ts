import type { OffSiteFilingCategory, OffSiteFilingRequest } from '#shared/records-api/off-site-filings.ts';
import type { OfficeStep } from '#shared/records-api/office.ts';
import { err, ok } from '#shared/result.ts';
import { addMonthsToDate, addYears, type IsoDate } from '#shared/time/calendar.ts';
import type { OffSiteFiling } from '../../policy-packs/off-site-filing.ts';
import { type Filing, type FilingStep, stepFiling, submitFiling } from '../../rules/off-site-filing.ts';
import type { CalendarOf } from '../../rules/working-days.ts';
import { type HeldBy, NOBODY, notNow, OFFICE, type Step } from './machine.ts';

export interface FilingPlace {
  readonly city: string;
  readonly residence: string | null;
}

/**
 * 异地就医备案: a filing of `rules/off-site-filing.ts`, with what was handed in.
 *
 * ```
 *   autoFiled                       an emergency: nobody decides
 *   approved ─▶ lapsed              a temporary one that has run out, when its owner files again
 * ```
 */
export interface OffSiteFilingCase {
  readonly kind: 'offSiteFiling';
  readonly state: Filing['state'] | 'autoFiled' | 'lapsed';
  readonly category: OffSiteFilingCategory;
  readonly group: 'longTerm' | 'temporary';
  readonly proof: OffSiteFilingRequest['proof'];
  readonly place: FilingPlace;
  readonly resultFrom: IsoDate | null;
  readonly approvedOn: IsoDate | null;
  /** While a change waits for its approval. */
  readonly newPlace: FilingPlace | null;
  readonly cancelledOn: IsoDate | null;
  /** Of a temporary one: as the pack in force at its approval has it. */
  readonly leastValidMonths: number | null;
}

/** Packs of the region on the day of the step. */
export interface FilingRules {
  readonly filing: OffSiteFiling;
  readonly calendarOf: CalendarOf;
}

type Submission = Pick<OffSiteFilingCase, 'category' | 'group' | 'proof' | 'place' | 'leastValidMonths'>;

const NOTHING_YET = { approvedOn: null, newPlace: null, cancelledOn: null } as const;

export function submitted(submission: Submission, today: IsoDate, rules: FilingRules): OffSiteFilingCase {
  const filing = submitFiling(submission.place.city, today, rules.filing, rules.calendarOf);
  const resultFrom = filing.state === 'submitted' ? filing.resultFrom : null;
  return { kind: 'offSiteFiling', state: 'submitted', ...submission, resultFrom, ...NOTHING_YET };
}

/** 急诊抢救: 视同已备案 (医保发〔2022〕22号). */
export const autoFiled = (submission: Submission): OffSiteFilingCase => ({
  kind: 'offSiteFiling',
  state: 'autoFiled',
  ...submission,
  resultFrom: null,
  ...NOTHING_YET,
});

export function officeStepOfFiling(
  current: OffSiteFilingCase,
  step: OfficeStep,
  today: IsoDate,
  rules: FilingRules,
): Step<OffSiteFilingCase> {
  switch (step.type) {
    case 'approve':
    case 'reject':
      return take(current, step, today, rules);
    default:
      return notNow();
  }
}

/** @returns `tooEarly` before it has run long enough */
export const changed = (
  current: OffSiteFilingCase,
  place: FilingPlace,
  today: IsoDate,
  rules: FilingRules,
): Step<OffSiteFilingCase> =>
  expired(current, today)
    ? notNow()
    : take(current, { type: 'change', newPlace: place.city }, today, rules, place);

/** At once: nobody confirms. @returns `tooEarly` before it has run long enough */
export const cancelled = (
  current: OffSiteFilingCase,
  today: IsoDate,
  rules: FilingRules,
): Step<OffSiteFilingCase> => take(current, { type: 'cancel' }, today, rules);

export const lapsed = (current: OffSiteFilingCase, today: IsoDate): Step<OffSiteFilingCase> =>
  current.state === 'approved' && expired(current, today) ? ok({ ...current, state: 'lapsed' }) : notNow();

/** Last day of a temporary filing. */
export function validUntil({ approvedOn, leastValidMonths }: OffSiteFilingCase): IsoDate | null {
  return approvedOn === null || leastValidMonths === null
    ? null
    : addMonthsToDate(approvedOn, leastValidMonths);
}

function expired(current: OffSiteFilingCase, today: IsoDate): boolean {
  const last = validUntil(current);
  return last !== null && today > last;
}

/** A temporary one may be changed at any time; the full year is the rule of those who live elsewhere for long. */
export const changeableFrom = (
  { approvedOn, group, state }: OffSiteFilingCase,
  { changeAfterYears }: OffSiteFiling,
): IsoDate | null =>
  approvedOn === null || state === 'cancelled' || state === 'lapsed'
    ? null
    : addYears(approvedOn, group === 'longTerm' ? changeAfterYears : 0);

export const heldOfFiling = ({ state }: OffSiteFilingCase): HeldBy =>
  state === 'submitted' || state === 'changing' ? OFFICE : NOBODY;

/** One at a time; an emergency beside it is one of its own. */
export const takesOfFiling = ({ state }: OffSiteFilingCase): string | null =>
  state === 'submitted' || state === 'approved' || state === 'changing' ? 'filing' : null;

function take(
  current: OffSiteFilingCase,
  step: FilingStep,
  today: IsoDate,
  { filing: rules, calendarOf }: FilingRules,
  newPlace: FilingPlace | null = null,
): Step<OffSiteFilingCase> {
  const before = filingOf(current);
  if (before === null) return notNow();
  const ofGroup = current.group === 'longTerm' ? rules : { ...rules, changeAfterYears: 0 };
  const after = stepFiling(before, step, today, ofGroup, calendarOf);
  if (!after.ok) return after.error.type === 'tooEarly' ? err(after.error) : notNow();
  const { value } = after;
  const moves = step.type === 'approve' && current.newPlace !== null;
  return ok({
    ...current,
    state: value.state,
    place: moves ? known(current.newPlace) : current.place,
    newPlace,
    resultFrom: 'resultFrom' in value ? value.resultFrom : null,
    approvedOn: 'approvedOn' in value ? value.approvedOn : current.approvedOn,
    cancelledOn: value.state === 'cancelled' ? value.cancelledOn : null,
  });
}

function filingOf({ state, place, newPlace, resultFrom, approvedOn }: OffSiteFilingCase): Filing | null {
  switch (state) {
    case 'submitted':
      return { state, place: place.city, resultFrom: known(resultFrom) };
    case 'approved':
      return { state, place: place.city, approvedOn: known(approvedOn) };
    case 'changing':
      return {
        state,
        place: place.city,
        approvedOn: known(approvedOn),
        newPlace: known(newPlace).city,
        resultFrom: known(resultFrom),
      };
    default:
      // The others take no step at all.
      return null;
  }
}

function known<T>(value: T | null): T {
  if (value === null) throw new Error('A filing lacks what its state needs');
  return value;
}

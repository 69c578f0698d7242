import * as v from 'valibot';
import { policies, Region } from './calculator-figures.ts';
import { CalendarDay, YearMonthText } from './common.ts';

/* Until when, from when, and with which papers: typed dates in, nothing is kept. */

const Paper = v.strictObject({
  name: v.string(),
  /** `replaced` and `notRequired` papers are listed so that nobody fetches them in vain. */
  need: v.picklist(['required', 'replaced', 'notRequired']),
  replacedBy: v.nullable(v.string()),
});

export const StaffChangeRequest = v.variant('change', [
  v.strictObject({
    change: v.literal('increase'),
    region: Region,
    reason: v.picklist(['firstEnrolment', 'comesFromElsewhere', 'insuredHereBefore']),
    submittedOn: CalendarDay,
  }),
  v.strictObject({
    change: v.literal('decrease'),
    region: Region,
    reason: v.picklist(['contractEnded', 'retirement', 'death', 'trafficDeath']),
    submittedOn: CalendarDay,
  }),
]);
export type StaffChangeRequest = v.InferOutput<typeof StaffChangeRequest>;
export const StaffChangeAnswer = v.strictObject({
  /** The month that it counts for. */
  countsFrom: YearMonthText,
  submitBy: CalendarDay,
  /** The same deadline where a free day moves it to the next working one; the texts are silent, so that both are told. */
  submitByIfMoved: CalendarDay,
  payBy: CalendarDay,
  payByIfMoved: CalendarDay,
  papers: v.array(Paper),
  /** What the worker gets, and what follows. */
  follows: v.array(v.string()),
  policies,
});

export const OffSiteFilingRequest = v.strictObject({
  region: Region,
  submittedOn: CalendarDay,
  /** Where it is approved already. */
  approvedOn: v.optional(CalendarDay),
});
export type OffSiteFilingRequest = v.InferOutput<typeof OffSiteFilingRequest>;
export const OffSiteFilingAnswer = v.strictObject({
  /** From that day on one looks for the result. */
  resultFrom: CalendarDay,
  /** First day on which it can be changed or cancelled; null until it is approved. */
  changeableFrom: v.nullable(CalendarDay),
  policies,
});

const RefusedGroup = v.picklist([
  'firstEnrolment',
  'elderlyFirstEnrolment',
  'student',
  'lowIncomeOrOrphan',
  'severelyDisabled',
  'householdElsewhere',
]);

export const ResidentRenewalRequest = v.strictObject({
  region: Region,
  /** Those that the person belongs to. */
  groups: v.pipe(v.array(RefusedGroup), v.maxLength(6)),
});
export type ResidentRenewalRequest = v.InferOutput<typeof ResidentRenewalRequest>;
export const ResidentRenewalAnswer = v.strictObject({
  /** May be paid at a terminal. */
  payable: v.boolean(),
  /** Where one goes instead, for each group that may not. */
  elsewhere: v.array(
    v.strictObject({
      group: RefusedGroup,
      office: v.picklist(['community', 'school', 'districtCivilAffairs', 'originalChannel']),
    }),
  ),
  payWithinMinutes: v.number(),
  /** Where the card's financial function is activated first. */
  activateCardAt: v.array(v.string()),
  policies,
});

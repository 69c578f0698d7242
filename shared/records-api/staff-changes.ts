import * as v from 'valibot';
import { applicationEntries, CaseNumber, plainText } from './application-parts.ts';
import { FenAmount, IsoDateText, YearMonthText } from './common.ts';
import { nextAfter } from './paging.ts';
import { Policy } from './policies.ts';

export const IncreaseReason = v.picklist(['firstEnrolment', 'comesFromElsewhere', 'insuredHereBefore']);
export const DecreaseReason = v.picklist(['contractEnded', 'retirement', 'death', 'trafficDeath']);

/** AAB001 */
const UnitNumber = v.pipe(v.string(), v.regex(/^[0-9A-Z]{6,20}$/, '6 to 20 digits and capitals'));

const Entry = {
  unitNumber: UnitNumber,
  worker: v.strictObject({
    name: plainText(50),
    number: v.pipe(v.string(), v.regex(/^\d{17}[\dX]$/, '18 characters')),
  }),
  /** First or last day of work. */
  workedFromOrUntil: IsoDateText,
  /** Papers of the checklist that are there, by their names. */
  papers: v.pipe(v.array(plainText(40)), v.maxLength(20)),
};

/** `POST /v1/staff-changes`: one entry of a unit's list, by its agent. */
export const StaffChangeRequest = v.variant('change', [
  v.strictObject({
    change: v.literal('increase'),
    reason: IncreaseReason,
    ...Entry,
    /** 缴费基数申报: the wage; the base is held between floor and ceiling. */
    monthlyWageFen: v.pipe(FenAmount, v.minValue(1), v.maxValue(10_000_000_000)),
  }),
  v.strictObject({ change: v.literal('decrease'), reason: DecreaseReason, ...Entry }),
]);
export type StaffChangeRequest = v.InferOutput<typeof StaffChangeRequest>;

export const StaffChangeState = v.picklist(['submitted', 'accepted', 'rejected', 'withdrawn']);
export type StaffChangeState = v.InferOutput<typeof StaffChangeState>;

const Dates = {
  /** Reported after the deadline of a month it counts for the next. */
  countsFrom: YearMonthText,
  submitBy: IsoDateText,
  /**
   * The text is silent on free days: the same deadline if it moves to the next working day; null while the calendar of that year
   * is not published.
   */
  submitByIfMoved: v.nullable(IsoDateText),
  payBy: IsoDateText,
  payByIfMoved: v.nullable(IsoDateText),
};

const Reason = v.picklist([...IncreaseReason.options, ...DecreaseReason.options]);

export const StaffChange = v.strictObject({
  kind: v.literal('staffChange'),
  ...applicationEntries(StaffChangeState),
  details: v.strictObject({
    change: v.picklist(['increase', 'decrease']),
    changeReason: Reason,
    unitNumber: v.string(),
    employerName: v.string(),
    maskedWorkerName: v.string(),
    maskedWorkerNumber: v.string(),
    workedFromOrUntil: IsoDateText,
    ...Dates,
    /** Of an increase. */
    contribution: v.nullable(
      v.strictObject({
        baseFen: FenAmount,
        heldAt: v.nullable(v.picklist(['floor', 'ceiling'])),
        personalFen: FenAmount,
        employerFen: FenAmount,
      }),
    ),
    papers: v.array(v.string()),
    /** What comes after it: a sealed account, benefits to be audited. */
    follows: v.array(v.string()),
  }),
});
export type StaffChange = v.InferOutput<typeof StaffChange>;

/** `GET /v1/units`: for whom one may act. */
export const Units = v.strictObject({
  units: v.array(v.strictObject({ unitNumber: v.string(), name: v.string() })),
});

export const StaffChangeRequirementsQuery = v.strictObject({
  region: v.pipe(v.string(), v.regex(/^\d{6}$/, 'six digits (GB/T 2260)')),
  reason: Reason,
});

/** `GET /v1/staff-changes/requirements`: what to bring, and for which month a report of today counts. */
export const StaffChangeRequirements = v.strictObject({
  change: v.picklist(['increase', 'decrease']),
  ...Dates,
  papers: v.array(
    v.strictObject({
      name: v.string(),
      need: v.picklist(['required', 'replaced', 'notRequired']),
      replacedBy: v.nullable(v.string()),
    }),
  ),
  follows: v.array(v.string()),
  policies: v.array(Policy),
});

/** `GET /v1/employer-reports`: 单位是否已为我办理增减员, newest first. */
export const EmployerReports = v.strictObject({
  reports: v.array(
    v.strictObject({
      number: CaseNumber,
      employerName: v.string(),
      change: v.picklist(['increase', 'decrease']),
      changeReason: Reason,
      /** Epoch milliseconds. */
      reportedAt: v.number(),
      workedFromOrUntil: IsoDateText,
      countsFrom: YearMonthText,
      state: StaffChangeState,
    }),
  ),
  nextAfter,
});

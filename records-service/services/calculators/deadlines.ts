import type * as v from 'valibot';
import type {
  OffSiteFilingAnswer,
  OffSiteFilingRequest,
  ResidentRenewalAnswer,
  ResidentRenewalRequest,
  StaffChangeAnswer,
  StaffChangeRequest,
} from '#shared/records-api/deadline-calculators.ts';
import { ok, type Result } from '#shared/result.ts';
import { addYears, type IsoDate } from '#shared/time/calendar.ts';
import { OFF_SITE_FILING } from '../../policy-packs/off-site-filing.ts';
import { ONLINE_PAYMENT } from '../../policy-packs/payments.ts';
import { policyOf } from '../../policy-packs/policy-pack.ts';
import { STAFF_CHANGES } from '../../policy-packs/staff-changes.ts';
import { workCalendarOf } from '../../policy-packs/work-calendar.ts';
import { mayRenew } from '../../rules/renewal.ts';
import { staffChangeDates, staffChangePapers } from '../../rules/staff-change.ts';
import { addWorkingDays } from '../../rules/working-days.ts';
import { type CalculatorRefusal, packFor, untilCalendarEnds, wrongInput } from './figures.ts';

type Outcome<Schema extends v.GenericSchema> = Result<v.InferOutput<Schema>, CalculatorRefusal>;

export function calculateStaffChange(
  request: StaffChangeRequest,
  today: IsoDate,
): Outcome<typeof StaffChangeAnswer> {
  const rules = packFor('staff changes', STAFF_CHANGES, request.region, today);
  if (!rules.ok) return rules;
  const calendar = workCalendarOf(request.region);
  const dates = untilCalendarEnds(() =>
    staffChangeDates(request.submittedOn, rules.value.values, calendar.of),
  );
  if (!dates.ok) return dates;
  const { papers, follows } = staffChangePapers(request, rules.value.values);
  return ok({
    ...dates.value,
    papers: [...papers],
    follows: [...follows],
    policies: [policyOf(rules.value), ...calendar.used().map(policyOf)],
  });
}

export function calculateOffSiteFiling(
  { region, submittedOn, approvedOn }: OffSiteFilingRequest,
  today: IsoDate,
): Outcome<typeof OffSiteFilingAnswer> {
  if (approvedOn !== undefined && approvedOn < submittedOn)
    return wrongInput('approvedOn: before submittedOn');
  const rules = packFor('filing for treatment elsewhere', OFF_SITE_FILING, region, today);
  if (!rules.ok) return rules;
  const { resultWorkingDays, changeAfterYears } = rules.value.values;
  const calendar = workCalendarOf(region);
  const resultFrom = untilCalendarEnds(() => addWorkingDays(submittedOn, resultWorkingDays, calendar.of));
  if (!resultFrom.ok) return resultFrom;
  return ok({
    resultFrom: resultFrom.value,
    changeableFrom: approvedOn === undefined ? null : addYears(approvedOn, changeAfterYears),
    policies: [policyOf(rules.value), ...calendar.used().map(policyOf)],
  });
}

export function calculateResidentRenewal(
  { region, groups }: ResidentRenewalRequest,
  today: IsoDate,
): Outcome<typeof ResidentRenewalAnswer> {
  const rules = packFor('payment at a terminal', ONLINE_PAYMENT, region, today);
  if (!rules.ok) return rules;
  const { payWithinMinutes, activateCardAt } = rules.value.values;
  const elsewhere = [...new Set(groups)].flatMap((group) => {
    const outcome = mayRenew([group], rules.value.values);
    return outcome.ok ? [] : [outcome.error];
  });
  return ok({
    payable: elsewhere.length === 0,
    elsewhere,
    payWithinMinutes,
    activateCardAt: [...activateCardAt],
    policies: [policyOf(rules.value)],
  });
}

import { ENTERPRISE_EMPLOYEE_INTEREST, INTEREST_METHOD, RESIDENT_INTEREST } from './account-interest.ts';
import { BASE_LIMITS, EMPLOYEE_RATES, FLEXIBLE_WORKER_RATES, RESIDENT_TIERS } from './contributions.ts';
import { OUTPATIENT_LINE, RESIDENT_INPATIENT, RESIDENT_OUTPATIENT } from './medical.ts';
import { OFF_SITE_FILING } from './off-site-filing.ts';
import { ONLINE_PAYMENT } from './payments.ts';
import { ACCOUNT_DIVISOR, CALCULATION_BASE } from './pension-benefit.ts';
import { type PolicyPack, type RegionCode, WHOLE_COUNTRY } from './policy-pack.ts';
import { PRESCRIPTION_MONITORING } from './prescriptions.ts';
import { RETIREMENT_RULES } from './retirement-age.ts';
import { STAFF_CHANGES } from './staff-changes.ts';
import { EMPLOYEE_TRANSFER, GOVERNMENT_TRANSFER, OCCUPATIONAL_ANNUITY } from './transfer.ts';
import { WORK_CALENDAR } from './work-calendar.ts';

/** Every pack there is, by what it sets. */
export const POLICY_CATALOGUE = {
  accountDivisor: ACCOUNT_DIVISOR,
  accountInterestEmployees: ENTERPRISE_EMPLOYEE_INTEREST,
  accountInterestMethod: INTEREST_METHOD,
  accountInterestResidents: RESIDENT_INTEREST,
  calculationBase: CALCULATION_BASE,
  contributionBaseLimits: BASE_LIMITS,
  contributionRatesEmployees: EMPLOYEE_RATES,
  contributionRatesFlexibleWorkers: FLEXIBLE_WORKER_RATES,
  contributionTiersResidents: RESIDENT_TIERS,
  employeeTransfer: EMPLOYEE_TRANSFER,
  governmentTransfer: GOVERNMENT_TRANSFER,
  occupationalAnnuity: OCCUPATIONAL_ANNUITY,
  offSiteFiling: OFF_SITE_FILING,
  onlinePayment: ONLINE_PAYMENT,
  outpatientLine: OUTPATIENT_LINE,
  prescriptionMonitoring: PRESCRIPTION_MONITORING,
  residentInpatient: RESIDENT_INPATIENT,
  residentOutpatient: RESIDENT_OUTPATIENT,
  retirementAge: RETIREMENT_RULES,
  staffChanges: STAFF_CHANGES,
  workCalendar: WORK_CALENDAR,
} as const satisfies Record<string, readonly PolicyPack<object>[]>;

type PolicyName = keyof typeof POLICY_CATALOGUE;

export interface NamedPack {
  readonly name: PolicyName;
  readonly pack: PolicyPack<object>;
}

/** What holds for a region on a day: its own packs, and the whole country’s where it has none of its own. */
export function policiesOf(region: RegionCode, date: string): NamedPack[] {
  return (Object.entries(POLICY_CATALOGUE) as [PolicyName, readonly PolicyPack<object>[]][]).flatMap(
    ([name, packs]) => {
      const inForce = packs.filter(
        ({ effectiveFrom, effectiveTo }) =>
          effectiveFrom <= date && (effectiveTo === null || date <= effectiveTo),
      );
      const own = inForce.find((pack) => pack.region === region);
      const pack = own ?? inForce.find((one) => one.region === WHOLE_COUNTRY);
      return pack === undefined ? [] : [{ name, pack }];
    },
  );
}

import { ENTERPRISE_EMPLOYEE_INTEREST, INTEREST_METHOD, RESIDENT_INTEREST } from './account-interest.ts';
import { BASE_DECLARATION } from './base-declaration.ts';
import { CONTACT_CHANGES } from './contact-changes.ts';
import { BASE_LIMITS, EMPLOYEE_RATES, FLEXIBLE_WORKER_RATES, RESIDENT_TIERS } from './contributions.ts';
import { DIRECT_SETTLEMENT } from './direct-settlement.ts';
import { LOCAL_FORMATS } from './local-formats.ts';
import { OUTPATIENT_LINE, RESIDENT_INPATIENT, RESIDENT_OUTPATIENT } from './medical.ts';
import { MEDICAL_CONTRIBUTIONS } from './medical-contributions.ts';
import { MEDICAL_INTERRUPTION } from './medical-interruption.ts';
import { OFF_SITE_FILING } from './off-site-filing.ts';
import { ONLINE_PAYMENT } from './payments.ts';
import { ACCOUNT_DIVISOR, CALCULATION_BASE, PENSION_FORMULA } from './pension-benefit.ts';
import { nearestPolicy, type PolicyPack, type RegionCode } from './policy-pack.ts';
import { CARD_SUSPENSION, PRESCRIPTION_MONITORING } from './prescriptions.ts';
import { PROCESS_TIMES } from './process-times.ts';
import { MATERNITY_GRANT, SPECIAL_DISEASES } from './resident-benefits.ts';
import { RESIDENT_PENSION } from './resident-pension.ts';
import { RETIREMENT_RULES } from './retirement-age.ts';
import { SECOND_FACTOR } from './second-factor.ts';
import { SERVICE_RULES } from './service-rules.ts';
import { STAFF_CHANGES } from './staff-changes.ts';
import {
  EMPLOYEE_TRANSFER,
  GOVERNMENT_TRANSFER,
  OCCUPATIONAL_ANNUITY,
  TRANSFER_PROCESS,
} from './transfer.ts';
import { WORK_CALENDAR } from './work-calendar.ts';

/** Every pack there is, by what it sets. */
export const POLICY_CATALOGUE = {
  accountDivisor: ACCOUNT_DIVISOR,
  accountInterestEmployees: ENTERPRISE_EMPLOYEE_INTEREST,
  accountInterestMethod: INTEREST_METHOD,
  accountInterestResidents: RESIDENT_INTEREST,
  baseDeclaration: BASE_DECLARATION,
  calculationBase: CALCULATION_BASE,
  cardSuspension: CARD_SUSPENSION,
  contactChanges: CONTACT_CHANGES,
  contributionBaseLimits: BASE_LIMITS,
  contributionRatesEmployees: EMPLOYEE_RATES,
  contributionRatesFlexibleWorkers: FLEXIBLE_WORKER_RATES,
  contributionTiersResidents: RESIDENT_TIERS,
  directSettlement: DIRECT_SETTLEMENT,
  employeeTransfer: EMPLOYEE_TRANSFER,
  governmentTransfer: GOVERNMENT_TRANSFER,
  localFormats: LOCAL_FORMATS,
  maternityGrant: MATERNITY_GRANT,
  medicalContributions: MEDICAL_CONTRIBUTIONS,
  medicalInterruption: MEDICAL_INTERRUPTION,
  occupationalAnnuity: OCCUPATIONAL_ANNUITY,
  offSiteFiling: OFF_SITE_FILING,
  onlinePayment: ONLINE_PAYMENT,
  outpatientLine: OUTPATIENT_LINE,
  pensionFormula: PENSION_FORMULA,
  prescriptionMonitoring: PRESCRIPTION_MONITORING,
  processTimes: PROCESS_TIMES,
  residentInpatient: RESIDENT_INPATIENT,
  residentOutpatient: RESIDENT_OUTPATIENT,
  residentPension: RESIDENT_PENSION,
  retirementAge: RETIREMENT_RULES,
  secondFactor: SECOND_FACTOR,
  serviceRules: SERVICE_RULES,
  specialDiseases: SPECIAL_DISEASES,
  staffChanges: STAFF_CHANGES,
  transferProcess: TRANSFER_PROCESS,
  workCalendar: WORK_CALENDAR,
} as const satisfies Record<string, readonly PolicyPack<object>[]>;

export type PolicyName = keyof typeof POLICY_CATALOGUE;

export interface NamedPack {
  readonly name: PolicyName;
  readonly pack: PolicyPack<object>;
}

/** What holds for a region on a day: its own packs, else those of the nearest region around it. */
export function policiesOf(region: RegionCode, date: string): NamedPack[] {
  return (Object.entries(POLICY_CATALOGUE) as [PolicyName, readonly PolicyPack<object>[]][]).flatMap(
    ([name, packs]) => {
      const pack = nearestPolicy(packs, region, date);
      return pack === undefined ? [] : [{ name, pack }];
    },
  );
}

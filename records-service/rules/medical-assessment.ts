import type { Fen } from '#shared/money/fen.ts';
import type { MedicalCategory, MedicalScheme, PaymentKind } from '#shared/records-api/payments.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { addMonths, type IsoDate, monthIndex, type YearMonth } from '#shared/time/calendar.ts';
import type { MedicalContributions } from '../policy-packs/medical-contributions.ts';
import type { MedicalInterruption } from '../policy-packs/medical-interruption.ts';
import type { Office, OnlinePayment, RefusedGroup } from '../policy-packs/payments.ts';
import { residentWaitingMonths } from './contribution-gap.ts';
import { mayRenew, monthsToMakeUp } from './renewal.ts';
import { shareFen } from './share.ts';

/** How somebody is insured, as the register has it; null for who never was. */
export interface MedicalEnrolment {
  readonly scheme: MedicalScheme;
  readonly category: MedicalCategory;
  readonly household: 'local' | 'elsewhere';
}

/** Months in a row for which the contribution came. */
export interface PaidPeriod {
  readonly firstMonth: YearMonth;
  readonly months: number;
}

export interface PaymentPacks {
  readonly payment: OnlinePayment;
  readonly contributions: MedicalContributions;
  readonly interruption: MedicalInterruption;
}

export interface MedicalRecord {
  readonly enrolment: MedicalEnrolment | null;
  readonly paid: readonly PaidPeriod[];
}

/** 核定: what is to be paid. */
export interface Assessment {
  readonly firstMonth: YearMonth;
  readonly months: number;
  readonly amountFen: Fen;
  /** First month with benefits, once it is paid; null while months before it stay unpaid. */
  readonly benefitsFrom: YearMonth | null;
}

export type AssessmentRefusal =
  /** Who may not renew here, and where they go. */
  | { readonly reason: 'renewalNotHere'; readonly group: RefusedGroup; readonly office: Office }
  /** Insured in another way: an employer pays, or the other of the two kinds is theirs. */
  | { readonly reason: 'otherScheme'; readonly scheme: MedicalScheme }
  /** Stopped for longer than can be made up here: to the counter. */
  | { readonly reason: 'gapTooLong'; readonly gapMonths: number; readonly mostMonths: number }
  | { readonly reason: 'fewerMonthsToPay'; readonly mostMonths: number }
  | { readonly reason: 'nothingToPay' };

const SCHEME_OF: Readonly<Record<PaymentKind, MedicalScheme>> = {
  residentRenewal: 'resident',
  flexibleMakeUp: 'flexibleWorker',
};

export interface Wish {
  readonly kind: PaymentKind;
  /** Groups that the citizen said they belong to: the register may lag behind. */
  readonly declaredGroups: readonly RefusedGroup[];
  /** So many of the months to make up, oldest first; null for all. A renewal is a whole year. */
  readonly months: number | null;
}

export function assess(
  { kind, declaredGroups, months }: Wish,
  record: MedicalRecord,
  today: IsoDate,
  packs: PaymentPacks,
): Result<Assessment, AssessmentRefusal> {
  const { enrolment } = record;
  if (enrolment !== null && enrolment.scheme !== SCHEME_OF[kind])
    return err({ reason: 'otherScheme', scheme: enrolment.scheme });
  return kind === 'residentRenewal'
    ? assessRenewal(record, declaredGroups, today, packs)
    : assessMakeUp(record, months, today, packs);
}

/** 续保: a calendar year of 城乡居民医保. */
function assessRenewal(
  { enrolment, paid }: MedicalRecord,
  declared: readonly RefusedGroup[],
  today: IsoDate,
  { payment, contributions: { resident }, interruption }: PaymentPacks,
): Result<Assessment, AssessmentRefusal> {
  const may = mayRenew([...registeredGroups(enrolment, paid), ...declared], payment);
  if (!may.ok) return err({ reason: 'renewalNotHere', ...may.error });
  const year = yearToRenew(today, resident.nextYearFrom);
  const firstMonth = `${year}-01`;
  if (isPaid(paid, firstMonth)) return err({ reason: 'nothingToPay' });
  const isLate = today >= `${firstMonth}-01`;
  const waiting = residentWaitingMonths(missedYears(paid, year) + (isLate ? 1 : 0), interruption);
  const paidFrom = isLate ? addMonths(today.slice(0, 7), 1) : firstMonth;
  return ok({
    firstMonth,
    months: 12,
    amountFen: resident.personalFen,
    benefitsFrom: addMonths(paidFrom, waiting),
  });
}

/** 补扣漏缴: the months since a flexible worker’s last, oldest first. Benefits go on when all of them are paid. */
function assessMakeUp(
  { enrolment, paid }: MedicalRecord,
  wanted: number | null,
  today: IsoDate,
  { payment, contributions: { flexibleWorker } }: PaymentPacks,
): Result<Assessment, AssessmentRefusal> {
  const thisMonth = today.slice(0, 7);
  const lastPaid = lastPaidMonth(paid);
  if (enrolment === null || lastPaid === null)
    return err({
      reason: 'renewalNotHere',
      group: 'firstEnrolment',
      office: payment.elsewhere.firstEnrolment,
    });
  const open = monthsToMakeUp(lastPaid, thisMonth, payment);
  if (open === null)
    return err({
      reason: 'gapTooLong',
      gapMonths: monthIndex(thisMonth) - monthIndex(lastPaid),
      mostMonths: payment.makeUpMonths,
    });
  const months = wanted ?? open;
  if (open === 0) return err({ reason: 'nothingToPay' });
  if (months > open) return err({ reason: 'fewerMonthsToPay', mostMonths: open });
  return ok({
    firstMonth: addMonths(lastPaid, 1),
    months,
    amountFen: shareFen(flexibleWorker.baseFen, flexibleWorker.rateBasisPoints) * months,
    benefitsFrom: months === open ? thisMonth : null,
  });
}

/** The groups that the register knows of. Who never paid comes for the first time, whatever else holds for them. */
function registeredGroups(
  enrolment: MedicalEnrolment | null,
  paid: readonly PaidPeriod[],
): readonly RefusedGroup[] {
  if (enrolment === null) return ['firstEnrolment'];
  const { category, household } = enrolment;
  if (category === 'student') return ['student'];
  if (category === 'lowIncome' || category === 'borderlineIncome' || category === 'orphan')
    return ['lowIncomeOrOrphan'];
  if (category === 'severelyDisabled') return ['severelyDisabled'];
  if (household === 'elsewhere') return ['householdElsewhere'];
  if (paid.length > 0) return [];
  return [category === 'elderlyMovedHere' ? 'elderlyFirstEnrolment' : 'firstEnrolment'];
}

function yearToRenew(today: IsoDate, nextYearFrom: string): number {
  const year = Number(today.slice(0, 4));
  return today.slice(5) >= nextYearFrom ? year + 1 : year;
}

export const isPaid = (paid: readonly PaidPeriod[], month: YearMonth): boolean =>
  paid.some(
    ({ firstMonth, months }) =>
      monthIndex(firstMonth) <= monthIndex(month) && monthIndex(month) < monthIndex(firstMonth) + months,
  );

function lastPaidMonth(paid: readonly PaidPeriod[]): YearMonth | null {
  const ends = paid.map(({ firstMonth, months }) => addMonths(firstMonth, months - 1));
  return ends.toSorted().at(-1) ?? null;
}

/** Whole years without a contribution between the last one and that year. */
function missedYears(paid: readonly PaidPeriod[], year: number): number {
  const lastPaid = lastPaidMonth(paid);
  return lastPaid === null ? 0 : Math.max(year - 1 - Number(lastPaid.slice(0, 4)), 0);
}

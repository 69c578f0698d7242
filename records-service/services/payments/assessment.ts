import { and, asc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import type { PaymentKind } from '#shared/records-api/payments.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { familyBinding, paymentOrder, person } from '../../database/schema.ts';
import { MEDICAL_CONTRIBUTIONS } from '../../policy-packs/medical-contributions.ts';
import { MEDICAL_INTERRUPTION } from '../../policy-packs/medical-interruption.ts';
import { ONLINE_PAYMENT } from '../../policy-packs/payments.ts';
import { nearestPolicy, policyOf } from '../../policy-packs/policy-pack.ts';
import {
  type Assessment,
  type AssessmentRefusal,
  assess,
  type PaymentPacks,
  type Wish,
} from '../../rules/medical-assessment.ts';
import { readMedicalRecord } from './medical-record.ts';

/** Who is paid for: oneself, or an active line of the family list. */
export interface Insured {
  readonly personId: number;
  readonly familyLine: number | null;
  readonly name: string;
}

/** @returns null where the region has no such payment */
export function paymentPacks(region: string, today: IsoDate) {
  const payment = nearestPolicy(ONLINE_PAYMENT, region, today);
  const contributions = nearestPolicy(MEDICAL_CONTRIBUTIONS, region, today);
  const interruption = nearestPolicy(MEDICAL_INTERRUPTION, region, today);
  if (payment === undefined || contributions === undefined || interruption === undefined) return null;
  const values: PaymentPacks = {
    payment: payment.values,
    contributions: contributions.values,
    interruption: interruption.values,
  };
  return { values, policies: [payment, contributions, interruption].map((pack) => policyOf(pack)) };
}

/** Oneself first, then the family in the order in which they were bound. */
export async function everybodyPaidFor(database: Database, personId: number): Promise<Insured[]> {
  const [self] = await database
    .select({ name: person.name })
    .from(person)
    .where(eq(person.personId, personId));
  if (self === undefined) throw new Error('Somebody on file is not on file');
  const family = await database
    .select({
      personId: familyBinding.relativeId,
      familyLine: familyBinding.line,
      name: person.name,
    })
    .from(familyBinding)
    .innerJoin(person, eq(person.personId, familyBinding.relativeId))
    .where(and(eq(familyBinding.personId, personId), isNull(familyBinding.unboundAt)))
    .orderBy(asc(familyBinding.line));
  return [{ personId, familyLine: null, name: self.name }, ...family];
}

export type WishRefusal = AssessmentRefusal | { readonly reason: 'orderOpen' };

/** 核定 for one person. */
export async function assessFor(
  database: Database,
  payerId: number,
  insured: Insured,
  wish: Wish,
  now: number,
  packs: PaymentPacks,
): Promise<Result<Assessment, WishRefusal>> {
  const record = await readMedicalRecord(database, insured.personId);
  const assessed = assess(wish, record, chinaDate(now), packs);
  if (!assessed.ok) return assessed;
  return (await isOrderOpen(database, payerId, insured.personId, now))
    ? err({ reason: 'orderOpen' })
    : ok(assessed.value);
}

/** The kind of payment that is somebody’s, by how they are insured; a resident’s where nobody knows. */
export async function kindFor(database: Database, insuredId: number): Promise<PaymentKind> {
  const { enrolment } = await readMedicalRecord(database, insuredId);
  return enrolment?.scheme === 'flexibleWorker' ? 'flexibleMakeUp' : 'residentRenewal';
}

/** One’s own order that waits, or anybody’s that is being paid: whoever pays second would get the money back. */
export async function isOrderOpen(
  database: Database,
  payerId: number,
  insuredId: number,
  now: number,
  except = '',
): Promise<boolean> {
  const [open] = await database
    .select({ orderNumber: paymentOrder.orderNumber })
    .from(paymentOrder)
    .where(
      and(
        eq(paymentOrder.insuredId, insuredId),
        ne(paymentOrder.orderNumber, except),
        or(
          inArray(paymentOrder.state, ['paying', 'paid']),
          and(
            eq(paymentOrder.state, 'pending'),
            eq(paymentOrder.personId, payerId),
            gt(paymentOrder.expiresAt, new Date(now)),
          ),
        ),
      ),
    )
    .limit(1);
  return open !== undefined;
}

import { and, desc, eq, lt } from 'drizzle-orm';
import type { MedicalContributions } from '#shared/records-api/payments.ts';
import type { YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { dataCutOff, medicalContribution, medicalEnrolment } from '../../database/schema.ts';
import type { MedicalRecord } from '../../rules/medical-assessment.ts';

/** What an assessment rests on: how somebody is insured, and for which months they paid. */
export async function readMedicalRecord(database: Database, personId: number): Promise<MedicalRecord> {
  const [enrolment] = await database
    .select({
      scheme: medicalEnrolment.scheme,
      category: medicalEnrolment.category,
      household: medicalEnrolment.household,
    })
    .from(medicalEnrolment)
    .where(eq(medicalEnrolment.personId, personId));
  const paid = await database
    .select({ firstMonth: medicalContribution.firstMonth, months: medicalContribution.months })
    .from(medicalContribution)
    .where(and(eq(medicalContribution.personId, personId), eq(medicalContribution.status, 'paid')));
  return { enrolment: enrolment ?? null, paid };
}

/** @param before first month of the last line of the page before */
export async function readMedicalContributions(
  database: Database,
  personId: number,
  limit: number,
  before: YearMonth | undefined,
): Promise<MedicalContributions> {
  const { scheme, firstMonth, months, status, amountFen, paidOn, orderNumber } = medicalContribution;
  const rows = await database
    .select({ scheme, firstMonth, months, status, amountFen, paidOn, orderNumber })
    .from(medicalContribution)
    .where(
      and(
        eq(medicalContribution.personId, personId),
        before === undefined ? undefined : lt(firstMonth, before),
      ),
    )
    .orderBy(desc(firstMonth))
    .limit(limit + 1);
  const [cutOff] = await database.select({ day: dataCutOff.cutOff }).from(dataCutOff);
  if (cutOff === undefined) throw new Error('There are contributions, but nobody says up to when');
  const contributions = rows.slice(0, limit);
  return {
    contributions,
    nextAfter: rows.length > limit ? (contributions.at(-1)?.firstMonth ?? null) : null,
    dataCutOff: cutOff.day,
  };
}

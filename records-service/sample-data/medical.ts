import { eq, sql } from 'drizzle-orm';
import type { MedicalScheme } from '#shared/records-api/payments.ts';
import { addDays, addMonths, type IsoDate, type YearMonth } from '#shared/time/calendar.ts';
import type { Database } from '../database/database.ts';
import {
  cardAccount,
  familyAuthorisation,
  familyBinding,
  medicalContribution,
  medicalEnrolment,
  paymentOrder,
  person,
} from '../database/schema.ts';
import { DEMO_REGION, type RegionCode } from '../policy-packs/policy-pack.ts';
import { shareFen } from '../rules/share.ts';
import { paymentPacks } from '../services/payments/assessment.ts';
import { nextOrderNumber } from '../services/payments/order-number.ts';
import { addEvents } from '../services/payments/order-steps.ts';
import { SAMPLE_CITIZENS } from './citizens.ts';
import { MEDICAL_STORIES } from './medical-stories.ts';
import { dayOfCredit } from './payments.ts';
import { SAMPLE_AUTHORISATION, SAMPLE_BINDINGS, SAMPLE_RELATIVES } from './relatives.ts';
import { SAMPLE_SOCIAL_SECURITY_CARDS } from './social-security-cards.ts';

const BANK = '样例银行';
/** Of each citizen the card of this kind pays. */
const PAYING_CARD = '3.0';
const HISTORY_MONTHS = 30;

/**
 * Medical insurance, relatives and a few orders of the invented citizens. What is there stays: somebody may have paid
 * since; only the months that have passed come in.
 */
export async function writeSampleMedical(
  transaction: Database,
  region: RegionCode,
  today: IsoDate,
): Promise<void> {
  await writeRelatives(transaction);
  const ids = await personIds(transaction);
  await writeEnrolments(transaction, ids);
  await writeContributions(transaction, ids, today);
  await writeAccounts(transaction, ids);
  const [family] = await transaction.select({ one: sql`1` }).from(familyBinding).limit(1);
  if (family === undefined) await writeFamily(transaction, ids, today);
  const [order] = await transaction.select({ one: sql`1` }).from(paymentOrder).limit(1);
  if (order === undefined) await writeOrders(transaction, ids, region, today);
}

type Ids = ReadonlyMap<string, number>;

async function writeRelatives(transaction: Database): Promise<void> {
  await transaction
    .insert(person)
    .values(
      SAMPLE_RELATIVES.map(({ number, name, sex, birthDate }) => ({
        citizenNumber: number,
        name,
        sex,
        birthDate,
        sample: true,
      })),
    )
    .onConflictDoNothing();
}

/** By the key of a citizen or relative; who is not on file is not there. */
async function personIds(transaction: Database): Promise<Ids> {
  const rows = await transaction
    .select({ personId: person.personId, number: person.citizenNumber })
    .from(person)
    .where(eq(person.sample, true));
  const byNumber = new Map(rows.map(({ number, personId }) => [number, personId]));
  return new Map(
    [...SAMPLE_CITIZENS, ...SAMPLE_RELATIVES].flatMap(({ key, number }) => {
      const personId = byNumber.get(number);
      return personId === undefined ? [] : [[key, personId] as const];
    }),
  );
}

async function writeEnrolments(transaction: Database, ids: Ids): Promise<void> {
  const rows = [
    ...Object.entries(MEDICAL_STORIES).map(([key, { scheme, category, household }]) => ({
      personId: idOf(ids, key),
      scheme,
      category: category ?? ('ordinary' as const),
      household: household ?? ('local' as const),
    })),
    ...SAMPLE_RELATIVES.map(({ key, category, household }) => ({
      personId: idOf(ids, key),
      scheme: 'resident' as const,
      category,
      household,
    })),
  ];
  await transaction
    .insert(medicalEnrolment)
    .values(rows)
    .onConflictDoUpdate({
      target: medicalEnrolment.personId,
      set: {
        scheme: sql`excluded.scheme`,
        category: sql`excluded.category`,
        household: sql`excluded.household`,
      },
    });
}

async function writeContributions(transaction: Database, ids: Ids, today: IsoDate): Promise<void> {
  const thisMonth = today.slice(0, 7);
  const rows = [
    ...Object.entries(MEDICAL_STORIES).flatMap(([key, { scheme, missing }]) =>
      missing === null ? [] : periodsOf(idOf(ids, key), scheme, missing, thisMonth),
    ),
    ...SAMPLE_RELATIVES.flatMap(({ key, hasPaid }) =>
      hasPaid ? periodsOf(idOf(ids, key), 'resident', 0, thisMonth) : [],
    ),
  ];
  await transaction.insert(medicalContribution).values(rows).onConflictDoNothing();
}

function periodsOf(personId: number, scheme: MedicalScheme, missing: number, thisMonth: YearMonth) {
  const { resident, flexibleWorker } = packsOf(`${thisMonth}-01`).values.contributions;
  const period = (firstMonth: YearMonth, months: number, amountFen: number, paidOn: IsoDate) => ({
    personId,
    scheme,
    firstMonth,
    months,
    status: 'paid' as const,
    amountFen,
    paidOn,
  });
  if (scheme === 'resident') {
    const lastYear = Number(thisMonth.slice(0, 4)) - missing;
    return [lastYear - 2, lastYear - 1, lastYear].map((year) =>
      period(`${year}-01`, 12, resident.personalFen, `${year - 1}-11-20`),
    );
  }
  // The employee’s own part is a quarter of what a flexible worker pays for both.
  const amountFen =
    scheme === 'employee'
      ? Math.round(shareFen(flexibleWorker.baseFen, flexibleWorker.rateBasisPoints) / 4)
      : shareFen(flexibleWorker.baseFen, flexibleWorker.rateBasisPoints);
  return Array.from({ length: HISTORY_MONTHS }, (_, back) =>
    addMonths(thisMonth, -missing - HISTORY_MONTHS + 1 + back),
  ).map((month) => period(month, 1, amountFen, dayOfCredit(month)));
}

async function writeAccounts(transaction: Database, ids: Ids): Promise<void> {
  const accounts = SAMPLE_SOCIAL_SECURITY_CARDS.filter(
    ({ citizenKey, version, name, state }) =>
      ids.has(citizenKey) &&
      version === PAYING_CARD &&
      name === `${citizenKey}-${PAYING_CARD}` &&
      state === 'inUse' &&
      MEDICAL_STORIES[citizenKey]?.cardWithoutAccount !== true,
  ).map(({ cardNumber, citizenKey }) => ({
    cardNumber,
    bankName: BANK,
    accountToken: `sample-account-${citizenKey}`,
    activatedOn: '2024-03-01',
  }));
  await transaction.insert(cardAccount).values(accounts).onConflictDoNothing();
}

async function writeFamily(transaction: Database, ids: Ids, today: IsoDate): Promise<void> {
  const lines = new Map<string, number>();
  const atNoon = (daysAgo: number) => new Date(`${addDays(today, -daysAgo)}T04:00:00Z`);
  await transaction.insert(familyBinding).values(
    SAMPLE_BINDINGS.map(({ citizenKey, relativeKey, boundDaysAgo, unboundDaysAgo }) => {
      const line = (lines.get(citizenKey) ?? 0) + 1;
      lines.set(citizenKey, line);
      return {
        personId: idOf(ids, citizenKey),
        line,
        relativeId: idOf(ids, relativeKey),
        consent: 'cardRead' as const,
        boundAt: atNoon(boundDaysAgo),
        unboundAt: unboundDaysAgo === undefined ? null : atNoon(unboundDaysAgo),
      };
    }),
  );
  const { authorisationNumber, citizenKey, relativeKey } = SAMPLE_AUTHORISATION;
  await transaction.insert(familyAuthorisation).values({
    authorisationNumber,
    personId: idOf(ids, citizenKey),
    relativeId: idOf(ids, relativeKey),
    validUntil: addDays(today, 365),
  });
}

/** One that was posted a month ago, and one of yesterday that nobody paid in time. */
async function writeOrders(
  transaction: Database,
  ids: Ids,
  region: RegionCode,
  today: IsoDate,
): Promise<void> {
  const { values, policies } = packsOf(today);
  const { flexibleWorker, resident, payee } = values.contributions;
  const windowMs = values.payment.payWithinMinutes * 60_000;
  const orderOf = (citizenKey: string, orderNumber: string, assessedAt: Date) => ({
    personId: idOf(ids, citizenKey),
    insuredId: idOf(ids, citizenKey),
    orderNumber,
    payee,
    policies,
    assessedAt,
    expiresAt: new Date(assessedAt.getTime() + windowMs),
    attempts: 0,
  });

  const lastMonth = addMonths(today.slice(0, 7), -1);
  const postedOn = `${lastMonth}-20`;
  const posted = orderOf(
    'flexible-worker',
    await nextOrderNumber(transaction, region, postedOn),
    new Date(`${postedOn}T01:05:00Z`),
  );
  const amountFen = shareFen(flexibleWorker.baseFen, flexibleWorker.rateBasisPoints);
  const bookedAt = new Date(posted.assessedAt.getTime() + 90_000);
  await transaction.insert(paymentOrder).values({
    ...posted,
    kind: 'flexibleMakeUp',
    state: 'posted',
    firstMonth: lastMonth,
    months: 1,
    amountFen,
    benefitsFrom: lastMonth,
    accountToken: 'sample-account-flexible-worker',
    bankName: BANK,
    bookedAt,
    bookedFen: amountFen,
    bankReference: 'SAMPLE-1',
    postedOn,
  });
  const { assessedAt } = posted;
  await addEvents(transaction, posted, ['created', 'assessed', 'pending'], assessedAt.getTime());
  await addEvents(transaction, posted, ['paying', 'paid', 'posted'], bookedAt.getTime());
  await transaction
    .insert(medicalContribution)
    .values({
      personId: posted.personId,
      scheme: 'flexibleWorker',
      firstMonth: lastMonth,
      months: 1,
      status: 'paid',
      amountFen,
      paidOn: postedOn,
      orderNumber: posted.orderNumber,
    })
    .onConflictDoNothing();

  const yesterday = addDays(today, -1);
  const expired = orderOf(
    'resident',
    await nextOrderNumber(transaction, region, yesterday),
    new Date(`${yesterday}T07:30:00Z`),
  );
  await transaction.insert(paymentOrder).values({
    ...expired,
    kind: 'residentRenewal',
    state: 'expired',
    firstMonth: `${Number(today.slice(0, 4)) + 1}-01`,
    months: 12,
    amountFen: resident.personalFen,
    benefitsFrom: `${Number(today.slice(0, 4)) + 1}-01`,
  });
  await addEvents(transaction, expired, ['created', 'assessed', 'pending'], expired.assessedAt.getTime());
  await addEvents(transaction, expired, ['expired'], expired.expiresAt.getTime());
}

function packsOf(day: IsoDate) {
  const packs = paymentPacks(DEMO_REGION, day);
  if (packs === null) throw new Error('The demo region has no payment');
  return packs;
}

function idOf(ids: Ids, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The sample has no ${key}`);
  return id;
}

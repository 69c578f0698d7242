import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { maskName, maskNumber } from '#shared/identity/mask.ts';
import type {
  PaymentOptions,
  PaymentOrder,
  PaymentOrders,
  PaymentOrderWithHistory,
  PaymentReceipt,
} from '#shared/records-api/payments.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { paymentOrder, paymentOrderEvent, person } from '../../database/schema.ts';
import { stepOrder } from '../../rules/payment-order.ts';
import { assessFor, everybodyPaidFor, kindFor, paymentPacks } from './assessment.ts';
import { byKey, type OrderKey, type OrderRow } from './order-steps.ts';
import { accountOf } from './orders.ts';

/** An order as its payer sees it now: one whose time is up is over, whether or not somebody has written it down. */
function orderView(row: OrderRow, insuredName: string, now: number): PaymentOrder {
  const expiresAt = row.expiresAt.getTime();
  const { state } = stepOrder({ state: row.state, expiresAt }, { type: 'timePassed' }, now);
  return {
    number: row.orderNumber,
    kind: row.kind,
    state,
    insured: { familyMember: row.familyLine, maskedName: maskName(insuredName) },
    firstMonth: row.firstMonth,
    months: row.months,
    amountFen: row.amountFen,
    benefitsFrom: row.benefitsFrom,
    payee: row.payee,
    assessedAt: row.assessedAt.getTime(),
    expiresAt,
    remainingMs: state === 'pending' ? expiresAt - now : 0,
    failure: row.failure,
    refundReason: row.refundReason,
  };
}

export async function readOrder(
  database: Database,
  key: OrderKey,
  now: number,
): Promise<PaymentOrderWithHistory | null> {
  const [found] = await database
    .select({ row: paymentOrder, insuredName: person.name })
    .from(paymentOrder)
    .innerJoin(person, eq(person.personId, paymentOrder.insuredId))
    .where(byKey(key));
  if (found === undefined) return null;
  const events = await database
    .select({ state: paymentOrderEvent.state, at: paymentOrderEvent.at })
    .from(paymentOrderEvent)
    .where(
      and(eq(paymentOrderEvent.personId, key.personId), eq(paymentOrderEvent.orderNumber, key.orderNumber)),
    )
    .orderBy(asc(paymentOrderEvent.step));
  return {
    ...orderView(found.row, found.insuredName, now),
    history: events.map(({ state, at }) => ({ state, at: at.getTime() })),
    policies: found.row.policies,
  };
}

/** Newest first. @param before number of the last order of the page before */
export async function listOrders(
  database: Database,
  personId: number,
  limit: number,
  before: string | undefined,
  now: number,
): Promise<PaymentOrders> {
  const rows = await database
    .select({ row: paymentOrder, insuredName: person.name })
    .from(paymentOrder)
    .innerJoin(person, eq(person.personId, paymentOrder.insuredId))
    .where(
      and(
        eq(paymentOrder.personId, personId),
        before === undefined ? undefined : lt(paymentOrder.orderNumber, before),
      ),
    )
    .orderBy(desc(paymentOrder.orderNumber))
    .limit(limit + 1);
  const orders = rows.slice(0, limit).map(({ row, insuredName }) => orderView(row, insuredName, now));
  return { orders, nextAfter: rows.length > limit ? (orders.at(-1)?.number ?? null) : null };
}

/** What could be paid for oneself and each family member. @returns null where the region has no such payment */
export async function paymentOptionsOf(
  database: Database,
  personId: number,
  region: string,
  now: number,
): Promise<PaymentOptions | null> {
  const packs = paymentPacks(region, chinaDate(now));
  if (packs === null) return null;
  const options: PaymentOptions['options'] = [];
  for (const insured of await everybodyPaidFor(database, personId)) {
    const kind = await kindFor(database, insured.personId);
    const wish = { kind, declaredGroups: [], months: null };
    const assessed = await assessFor(database, personId, insured, wish, now, packs.values);
    options.push({
      insured: { familyMember: insured.familyLine, maskedName: maskName(insured.name) },
      kind,
      outcome: assessed.ok
        ? { possible: true, ...assessed.value }
        : { possible: false, refusal: assessed.error },
    });
  }
  const account = await accountOf(database, personId);
  return {
    options,
    card: {
      canPay: account !== null,
      bankName: account?.bankName ?? null,
      activateAt: [...packs.values.payment.activateCardAt],
    },
    policies: packs.policies,
  };
}

/** 缴费凭证 */
export async function readReceipt(
  database: Database,
  key: OrderKey,
  issuer: string,
): Promise<Result<PaymentReceipt, 'orderNotFound' | 'notPosted'>> {
  const payer = alias(person, 'payer');
  const [found] = await database
    .select({ row: paymentOrder, insured: person, payer })
    .from(paymentOrder)
    .innerJoin(person, eq(person.personId, paymentOrder.insuredId))
    .innerJoin(payer, eq(payer.personId, paymentOrder.personId))
    .where(byKey(key));
  if (found === undefined) return err('orderNotFound');
  const { row } = found;
  const { bankName, bankReference, bookedAt, postedOn } = row;
  if (row.state !== 'posted' || bankName === null || bankReference === null) return err('notPosted');
  if (bookedAt === null || postedOn === null) return err('notPosted');
  const who = ({ name, citizenNumber }: typeof found.payer) => ({
    maskedName: maskName(name),
    maskedNumber: maskNumber(citizenNumber),
  });
  return ok({
    number: row.orderNumber,
    kind: row.kind,
    payer: who(found.payer),
    insured: who(found.insured),
    firstMonth: row.firstMonth,
    months: row.months,
    amountFen: row.amountFen,
    benefitsFrom: row.benefitsFrom,
    payee: row.payee,
    bankName,
    bankReference,
    paidAt: bookedAt.getTime(),
    postedOn,
    issuer,
    sample: found.payer.sample || found.insured.sample,
    policies: row.policies,
  });
}

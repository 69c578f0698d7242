import { and, desc, eq } from 'drizzle-orm';
import type { CreatePaymentOrder } from '#shared/records-api/payments.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { addMonths, chinaDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { cardAccount, paymentOrder, socialSecurityCard } from '../../database/schema.ts';
import { isPaid } from '../../rules/medical-assessment.ts';
import { assessOrder, stepOrder } from '../../rules/payment-order.ts';
import { assessFor, everybodyPaidFor, isOrderOpen, paymentPacks, type WishRefusal } from './assessment.ts';
import { readMedicalRecord } from './medical-record.ts';
import { nextOrderNumber } from './order-number.ts';
import { type Actor, addEvents, lockOrder, type OrderKey, type OrderRow, stepLocked } from './order-steps.ts';

export interface Payer extends Actor {
  readonly personId: number;
}

export type CreateRefusal =
  | WishRefusal
  | { readonly reason: 'familyMemberNotFound' }
  /** The region has no such payment. */
  | { readonly reason: 'notOffered' };

/** 核定: works out what is to be paid, and opens an order for it. */
export async function createOrder(
  transaction: Database,
  audit: AuditLog,
  payer: Payer,
  body: CreatePaymentOrder,
  region: string,
  now: number,
): Promise<Result<OrderRow, CreateRefusal>> {
  const today = chinaDate(now);
  const packs = paymentPacks(region, today);
  if (packs === null) return err({ reason: 'notOffered' });
  const everybody = await everybodyPaidFor(transaction, payer.personId);
  const insured = everybody.find(({ familyLine }) => familyLine === body.familyMember);
  if (insured === undefined) return err({ reason: 'familyMemberNotFound' });
  const wish =
    body.kind === 'residentRenewal'
      ? { kind: body.kind, declaredGroups: body.declaredGroups, months: null }
      : { kind: body.kind, declaredGroups: [], months: body.months ?? null };
  const assessed = await assessFor(transaction, payer.personId, insured, wish, now, packs.values);
  if (!assessed.ok) return assessed;
  const { state, expiresAt } = assessOrder(now, packs.values.payment);
  if (state !== 'pending') throw new Error(`A new order is ${state}`);
  const orderNumber = await nextOrderNumber(transaction, region, today);
  const [row] = await transaction
    .insert(paymentOrder)
    .values({
      personId: payer.personId,
      orderNumber,
      insuredId: insured.personId,
      familyLine: insured.familyLine,
      kind: body.kind,
      state,
      ...assessed.value,
      payee: packs.values.contributions.payee,
      policies: packs.policies,
      assessedAt: new Date(now),
      expiresAt: new Date(expiresAt),
      dueAt: new Date(expiresAt),
      attempts: 0,
    })
    .returning();
  if (row === undefined) throw new Error('An insert of an order returned no row');
  await addEvents(transaction, row, ['created', 'assessed', state], now);
  await audit.write(transaction, 'paymentOrderCreated', {
    terminalId: payer.terminalId,
    personId: payer.personId,
    sessionId: payer.sessionId,
    orderNumber,
    kind: body.kind,
    forRelative: insured.familyLine !== null,
  });
  return ok(row);
}

export type BeginRefusal =
  | 'orderNotFound'
  | 'orderOver'
  | 'orderOpen'
  | 'nothingToPay'
  | 'familyMemberNotFound'
  | 'cardFinanceNotActivated';

/**
 * Writes down that the bank is to be asked; it is asked once this is kept. A second tap finds the payment begun and gets
 * the order as it stands.
 */
export async function beginPayment(
  transaction: Database,
  audit: AuditLog,
  payer: Payer,
  orderNumber: string,
  now: number,
): Promise<Result<OrderRow, BeginRefusal>> {
  const row = await lockOrder(transaction, { personId: payer.personId, orderNumber });
  if (row === null) return err('orderNotFound');
  if (row.state === 'failed' || row.state === 'cancelled') return err('orderOver');
  if (row.state !== 'pending' && row.state !== 'expired') return ok(row);
  const begun = stepOrder(
    { state: row.state, expiresAt: row.expiresAt.getTime() },
    { type: 'paymentBegun' },
    now,
  );
  if (begun.state !== 'paying') return err('orderOver');
  const refusal = await whyNotNow(transaction, row, now);
  if (refusal !== null) return err(refusal);
  const account = await accountOf(transaction, payer.personId);
  if (account === null) return err('cardFinanceNotActivated');
  return ok(
    await stepLocked(transaction, audit, row, { type: 'paymentBegun' }, now, now, { account, actor: payer }),
  );
}

/** What changed since the assessment. */
async function whyNotNow(transaction: Database, row: OrderRow, now: number): Promise<BeginRefusal | null> {
  const { personId, insuredId, familyLine, orderNumber } = row;
  const everybody = await everybodyPaidFor(transaction, personId);
  if (!everybody.some((insured) => insured.familyLine === familyLine)) return 'familyMemberNotFound';
  if (await isAnyMonthPaid(transaction, row)) return 'nothingToPay';
  return (await isOrderOpen(transaction, personId, insuredId, now, orderNumber)) ? 'orderOpen' : null;
}

export async function isAnyMonthPaid(
  database: Database,
  { insuredId, firstMonth, months }: OrderRow,
): Promise<boolean> {
  const { paid } = await readMedicalRecord(database, insuredId);
  return Array.from({ length: months }, (_, offset) => addMonths(firstMonth, offset)).some((month) =>
    isPaid(paid, month),
  );
}

/** The bank account of a card in use; of several the one that was activated last. */
export async function accountOf(
  database: Database,
  personId: number,
): Promise<{ readonly accountToken: string; readonly bankName: string } | null> {
  const [account] = await database
    .select({ accountToken: cardAccount.accountToken, bankName: cardAccount.bankName })
    .from(cardAccount)
    .innerJoin(socialSecurityCard, eq(socialSecurityCard.cardNumber, cardAccount.cardNumber))
    .where(and(eq(socialSecurityCard.personId, personId), eq(socialSecurityCard.state, 'inUse')))
    .orderBy(desc(cardAccount.activatedOn), desc(cardAccount.cardNumber))
    .limit(1);
  return account ?? null;
}

/** Gives up an order that nobody has begun to pay. Cancelled once more it stays as it is. */
export async function cancelOrder(
  transaction: Database,
  audit: AuditLog,
  payer: Payer,
  orderNumber: string,
  now: number,
): Promise<Result<OrderRow, 'orderNotFound' | 'underWay'>> {
  const key: OrderKey = { personId: payer.personId, orderNumber };
  const row = await lockOrder(transaction, key);
  if (row === null) return err('orderNotFound');
  const cancelled = await stepLocked(transaction, audit, row, { type: 'cancelled' }, now, now, {
    actor: payer,
  });
  const isOver = ['cancelled', 'expired', 'failed'].includes(cancelled.state);
  return isOver ? ok(cancelled) : err('underWay');
}

import { and, desc, eq } from 'drizzle-orm';
import type { PaymentFailure, PaymentOrderState, RefundReason } from '#shared/records-api/payments.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { paymentOrder, paymentOrderEvent } from '../../database/schema.ts';
import { type PaymentFact, stepOrder } from '../../rules/payment-order.ts';

export type OrderRow = typeof paymentOrder.$inferSelect;
export interface OrderKey {
  readonly personId: number;
  readonly orderNumber: string;
}

/** Who did it, for the audit; without one it was the service. */
export interface Actor {
  readonly terminalId: string;
  readonly sessionId: number;
}

/** What a step knows beside the fact. */
export interface StepDetails {
  readonly booking?: { readonly amountFen: number; readonly bookedAt: number; readonly reference: string };
  readonly account?: { readonly accountToken: string; readonly bankName: string };
  readonly failure?: PaymentFailure;
  readonly refundReason?: RefundReason;
  readonly postedOn?: string;
  readonly actor?: Actor;
}

/** Once it is in one of these, nobody has to look at an order any more. */
const OVER: readonly PaymentOrderState[] = ['posted', 'expired', 'failed', 'cancelled', 'refunded'];

export const byKey = ({ personId, orderNumber }: OrderKey) =>
  and(eq(paymentOrder.personId, personId), eq(paymentOrder.orderNumber, orderNumber));

/** Whoever changes an order has it locked. @returns null where there is none */
export async function lockOrder(transaction: Database, key: OrderKey): Promise<OrderRow | null> {
  const [row] = await transaction.select().from(paymentOrder).where(byKey(key)).for('update');
  return row ?? null;
}

/**
 * Takes a locked order one step further: row, history and audit at once.
 * @param at the moment of the fact, which need not be now · now when it is heard
 * @returns the order as it is then; the same where the fact changes nothing
 */
export async function stepLocked(
  transaction: Database,
  audit: AuditLog,
  row: OrderRow,
  fact: PaymentFact,
  at: number,
  now: number,
  details: StepDetails = {},
): Promise<OrderRow> {
  const { state } = stepOrder({ state: row.state, expiresAt: row.expiresAt.getTime() }, fact, at);
  if (state === row.state) return row;
  if (state === 'created' || state === 'assessed') throw new Error(`No fact leads back to ${state}`);
  const { booking, account, failure, postedOn, actor } = details;
  const refundReason = state === 'refunding' ? (details.refundReason ?? 'late') : undefined;
  const [changed] = await transaction
    .update(paymentOrder)
    .set({
      state,
      attempts: 0,
      dueAt: OVER.includes(state) ? null : new Date(now),
      ...(booking && {
        bookedAt: new Date(booking.bookedAt),
        bookedFen: booking.amountFen,
        bankReference: booking.reference,
      }),
      ...account,
      ...(failure && { failure }),
      ...(refundReason && { refundReason }),
      ...(postedOn && { postedOn }),
    })
    .where(byKey(row))
    .returning();
  if (changed === undefined) throw new Error('An order that was locked is gone');
  await addEvents(transaction, row, [state], now);
  await audit.write(transaction, 'paymentOrderChanged', {
    terminalId: actor?.terminalId ?? null,
    personId: row.personId,
    sessionId: actor?.sessionId ?? null,
    orderNumber: row.orderNumber,
    state,
  });
  return changed;
}

/** Behind the events that are there already. */
export async function addEvents(
  transaction: Database,
  { personId, orderNumber }: OrderKey,
  states: readonly PaymentOrderState[],
  at: number,
): Promise<void> {
  const [last] = await transaction
    .select({ step: paymentOrderEvent.step })
    .from(paymentOrderEvent)
    .where(and(eq(paymentOrderEvent.personId, personId), eq(paymentOrderEvent.orderNumber, orderNumber)))
    .orderBy(desc(paymentOrderEvent.step))
    .limit(1);
  const before = last?.step ?? 0;
  await transaction.insert(paymentOrderEvent).values(
    states.map((state, index) => ({
      personId,
      orderNumber,
      step: before + index + 1,
      state,
      at: new Date(at),
    })),
  );
}

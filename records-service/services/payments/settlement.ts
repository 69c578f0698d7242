import { and, eq, sql } from 'drizzle-orm';
import { addMonths, chinaDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { auditEvent, medicalContribution, paymentOrder, person } from '../../database/schema.ts';
import { lockOrder, type OrderKey, type OrderRow, stepLocked } from './order-steps.ts';
import { isAnyMonthPaid } from './orders.ts';
import type { PaymentOutcome, RefundOutcome } from './payment-provider.ts';

/**
 * After so long past its end nobody at the bank can still be working on a payment of the order: its clock may be behind
 * ours by less.
 */
const CLOCKS_DIFFER_MS = 120_000;

/** What becomes of an order when somebody outside says something; nothing where it changes nothing. */
export class Settlement {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** The order a provider speaks of, which knows no more of it than its number. */
  async find(orderNumber: string): Promise<OrderKey | null> {
    const [found] = await this.database
      .select({ personId: paymentOrder.personId, orderNumber: paymentOrder.orderNumber })
      .from(paymentOrder)
      .where(eq(paymentOrder.orderNumber, orderNumber));
    return found ?? null;
  }

  async timePassed(key: OrderKey, now: number): Promise<void> {
    await this.#step(key, (transaction, row) =>
      stepLocked(transaction, this.audit, row, { type: 'timePassed' }, now, now),
    );
  }

  /** @returns whether it has the order’s last word; a payment in progress and one that may still come have not */
  async paymentHeard(key: OrderKey, outcome: PaymentOutcome, now: number): Promise<boolean> {
    switch (outcome.outcome) {
      case 'booked':
        await this.#step(key, (transaction, row) => this.#booked(transaction, row, outcome, now));
        return true;
      case 'refused':
        await this.#step(key, (transaction, row) =>
          stepLocked(transaction, this.audit, row, { type: 'paymentFailed' }, now, now, {
            failure: outcome.reason,
          }),
        );
        return true;
      case 'unknown': {
        const row = await this.#step(key, async (transaction, locked) =>
          now >= locked.expiresAt.getTime() + CLOCKS_DIFFER_MS
            ? stepLocked(transaction, this.audit, locked, { type: 'nothingBooked' }, now, now)
            : locked,
        );
        return row !== null && row.state !== 'paying';
      }
      case 'inProgress':
        return false;
    }
  }

  async #booked(
    transaction: Database,
    row: OrderRow,
    booking: Extract<PaymentOutcome, { outcome: 'booked' }>,
    now: number,
  ): Promise<OrderRow> {
    const paid = await stepLocked(
      transaction,
      this.audit,
      row,
      { type: 'paymentSucceeded' },
      booking.bookedAt,
      now,
      { booking },
    );
    if (paid.state !== 'paid' || row.state === 'paid' || booking.amountFen === row.amountFen) return paid;
    await this.audit.write(transaction, 'paymentNeedsStaff', {
      personId: row.personId,
      orderNumber: row.orderNumber,
      why: 'otherAmount',
    });
    return stepLocked(transaction, this.audit, paid, { type: 'postingRefused' }, now, now, {
      refundReason: 'otherAmount',
    });
  }

  /** @returns whether the money is back */
  async refundHeard(key: OrderKey, { outcome }: RefundOutcome, now: number): Promise<boolean> {
    if (outcome !== 'refunded') return false;
    await this.#step(key, (transaction, row) =>
      stepLocked(transaction, this.audit, row, { type: 'amountRefunded' }, now, now),
    );
    return true;
  }

  /**
   * 到账: writes the months down as paid. Whoever is insured is locked meanwhile: of two orders for the same months one
   * is posted, and the other’s money goes back.
   */
  async post({ insuredId, ...key }: OrderKey & { readonly insuredId: number }, now: number): Promise<void> {
    await this.database.transaction(async (transaction) => {
      // Before the order, as everything that a citizen does locks them: the other way round two could wait for each other.
      await transaction
        .select({ personId: person.personId })
        .from(person)
        .where(eq(person.personId, insuredId))
        .for('no key update');
      const row = await lockOrder(transaction, key);
      if (row === null || row.state !== 'paid') return;
      if (await isAnyMonthPaid(transaction, row)) {
        await stepLocked(transaction, this.audit, row, { type: 'postingRefused' }, now, now, {
          refundReason: 'paidElsewhere',
        });
        return;
      }
      const postedOn = chinaDate(now);
      await transaction
        .insert(medicalContribution)
        .values(contributionsOf(row, postedOn))
        .onConflictDoUpdate({
          target: [medicalContribution.personId, medicalContribution.firstMonth, medicalContribution.scheme],
          set: {
            status: sql`excluded.status`,
            months: sql`excluded.months`,
            amountFen: sql`excluded.amount_fen`,
            paidOn: sql`excluded.paid_on`,
            orderNumber: sql`excluded.order_number`,
          },
        });
      await stepLocked(transaction, this.audit, row, { type: 'amountPosted' }, now, now, { postedOn });
    });
  }

  /** Once for each order and reason, however often it is tried. */
  async needsStaff({ personId, orderNumber }: OrderKey, why: 'noAnswer' | 'refundRefused'): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const [told] = await transaction
        .select({ id: auditEvent.auditEventId })
        .from(auditEvent)
        .where(
          and(
            eq(auditEvent.personId, personId),
            eq(auditEvent.event, 'paymentNeedsStaff'),
            sql`${auditEvent.details}->>'orderNumber' = ${orderNumber}`,
            sql`${auditEvent.details}->>'why' = ${why}`,
          ),
        )
        .limit(1);
      if (told === undefined)
        await this.audit.write(transaction, 'paymentNeedsStaff', { personId, orderNumber, why });
    });
  }

  async #step(
    key: OrderKey,
    change: (transaction: Database, row: OrderRow) => Promise<OrderRow>,
  ): Promise<OrderRow | null> {
    return this.database.transaction(async (transaction) => {
      const row = await lockOrder(transaction, key);
      return row === null ? null : change(transaction, row);
    });
  }
}

/** A resident’s year is one line, a flexible worker’s months are one each. */
function contributionsOf(row: OrderRow, paidOn: string) {
  const common = { personId: row.insuredId, status: 'paid', paidOn, orderNumber: row.orderNumber } as const;
  if (row.kind === 'residentRenewal')
    return [
      {
        ...common,
        scheme: 'resident' as const,
        firstMonth: row.firstMonth,
        months: row.months,
        amountFen: row.amountFen,
      },
    ];
  return Array.from({ length: row.months }, (_, offset) => ({
    ...common,
    scheme: 'flexibleWorker' as const,
    firstMonth: addMonths(row.firstMonth, offset),
    months: 1,
    // Every month costs the same.
    amountFen: row.amountFen / row.months,
  }));
}

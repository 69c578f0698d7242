import { asc, lte, sql } from 'drizzle-orm';
import { assertNever } from '#shared/result.ts';
import type { Clock } from '#shared/time/calendar.ts';
import { errorFields, type Logger } from '../../audit/logger.ts';
import type { Database } from '../../database/database.ts';
import { paymentOrder } from '../../database/schema.ts';
import { PROVIDER_DEADLINE_MS } from './http-payment-provider.ts';
import { byKey, type OrderRow } from './order-steps.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { Settlement } from './settlement.ts';

const LOOKS_EVERY_MS = 1_000;
const AT_ONCE_MOST = 20;
/** A process that died in the middle of an order leaves it to the others after this: longer than it may take to ask. */
const LEASE_MS = PROVIDER_DEADLINE_MS + 5_000;
/** The pause doubles with each try, from one second. */
const PAUSE_MOST_MS = 5 * 60_000;
/** About half an hour without an outcome. */
const TRIES_BEFORE_STAFF = 12;
const TRIES_COUNTED_MOST = 10_000;

/**
 * Brings every order to its end: asks the bank what nobody knows, posts what is paid, pays back what came too late, ends
 * what nobody paid. What is to be done stands in the order itself, so that a process that dies loses nothing: whoever
 * finds the order due goes on, and of several processes one takes it.
 *
 * The bank is asked between transactions, never inside one.
 */
export class PaymentReconciler {
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  readonly #working = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly provider: PaymentProvider,
    private readonly settlement: Settlement,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.wake();
  }

  /** Something is due now. */
  wake(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look().finally(() => {
      this.#looking = null;
      if (this.#stopped) return;
      if (this.#lookAgain) {
        this.#lookAgain = false;
        this.wake();
        return;
      }
      this.#timer = setTimeout(() => this.wake(), LOOKS_EVERY_MS);
      this.#timer.unref();
    });
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#working);
  }

  async #look(): Promise<void> {
    try {
      for (const row of await this.#take(AT_ONCE_MOST - this.#working.size)) {
        const work: Promise<void> = this.#work(row).finally(() => this.#working.delete(work));
        this.#working.add(work);
      }
    } catch (error) {
      // The database may be away for a while: the next look finds everything as it was.
      this.logger.warn('payment orders cannot be looked through', errorFields(error));
    }
  }

  /** Due orders that no other process has taken, leased for the time that one of them may need. */
  async #take(most: number): Promise<OrderRow[]> {
    if (most <= 0) return [];
    const now = this.clock();
    return this.database.transaction(async (transaction) => {
      const due = await transaction
        .select()
        .from(paymentOrder)
        .where(lte(paymentOrder.dueAt, new Date(now)))
        .orderBy(asc(paymentOrder.dueAt))
        .limit(most)
        .for('update', { skipLocked: true });
      for (const row of due)
        await transaction
          .update(paymentOrder)
          .set({
            dueAt: new Date(now + LEASE_MS),
            attempts: sql`least(${paymentOrder.attempts} + 1, ${TRIES_COUNTED_MOST})`,
          })
          .where(byKey(row));
      return due;
    });
  }

  async #work(row: OrderRow): Promise<void> {
    try {
      if (await this.#isSettled(row)) this.wake();
      else await this.#tryLater(row);
    } catch (error) {
      // It is still leased, and comes up again.
      this.logger.error('payment order cannot be settled', {
        orderNumber: row.orderNumber,
        state: row.state,
        ...errorFields(error),
      });
    }
  }

  /** @returns false where it has to be asked again */
  async #isSettled(row: OrderRow): Promise<boolean> {
    switch (row.state) {
      case 'pending':
        await this.settlement.timePassed(row, this.clock());
        return true;
      case 'paying':
        return this.#askForPayment(row);
      case 'paid':
        await this.settlement.post(row, this.clock());
        return true;
      case 'refunding':
        return this.#askForRefund(row);
      case 'posted':
      case 'expired':
      case 'failed':
      case 'cancelled':
      case 'refunded':
        throw new Error(`An order that is ${row.state} is due`);
      default:
        return assertNever(row.state, 'state');
    }
  }

  async #askForPayment(row: OrderRow): Promise<boolean> {
    const { orderNumber, amountFen, accountToken, attempts, expiresAt } = row;
    if (accountToken === null) throw new Error('An order that is being paid has no account');
    const isOver = this.clock() >= expiresAt.getTime();
    const pay = () =>
      this.provider.pay({ orderNumber, amountFen, accountToken, bookBefore: expiresAt.getTime() });
    // Only the first try is new to the bank for sure.
    const isNew = attempts === 0 && !isOver;
    let answer = isNew ? await pay() : await this.provider.paymentOf(orderNumber);
    const neverArrived = !isNew && answer.ok && answer.value.outcome === 'unknown';
    if (neverArrived && !isOver) answer = await pay();
    if (!answer.ok) return false;
    return this.settlement.paymentHeard(row, answer.value, this.clock());
  }

  async #askForRefund(row: OrderRow): Promise<boolean> {
    const { orderNumber, bookedFen, attempts } = row;
    if (bookedFen === null) throw new Error('Money that was never booked is to go back');
    const refund = () => this.provider.refund(orderNumber, bookedFen);
    let answer = attempts === 0 ? await refund() : await this.provider.refundOf(orderNumber);
    if (attempts > 0 && answer.ok && answer.value.outcome === 'unknown') answer = await refund();
    if (!answer.ok) return false;
    if (answer.value.outcome === 'refused') await this.settlement.needsStaff(row, 'refundRefused');
    return this.settlement.refundHeard(row, answer.value, this.clock());
  }

  async #tryLater(row: OrderRow): Promise<void> {
    const tries = Math.min(row.attempts + 1, TRIES_COUNTED_MOST);
    if (tries >= TRIES_BEFORE_STAFF) await this.settlement.needsStaff(row, 'noAnswer');
    const pauseMs = Math.min(1_000 * 2 ** Math.min(row.attempts, 20), PAUSE_MOST_MS);
    await this.database
      .update(paymentOrder)
      .set({ dueAt: new Date(this.clock() + pauseMs) })
      // What a notification settled meanwhile is not due any more.
      .where(
        sql`${byKey(row)} and ${paymentOrder.state} = ${row.state} and ${paymentOrder.attempts} = ${tries}`,
      );
  }
}

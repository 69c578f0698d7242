import { randomUUID } from 'node:crypto';
import type { Faults } from './faults.ts';

interface Payment {
  readonly orderNumber: string;
  readonly amountFen: number;
  state: 'working' | 'booked' | 'refused';
  reason: NonNullable<Faults['refuse']> | null;
  bookedAt: number;
  readonly reference: string;
  refunded: boolean;
}

export type Outcome =
  | { outcome: 'booked'; amountFen: number; bookedAt: number; reference: string }
  | { outcome: 'refused'; reason: NonNullable<Faults['refuse']> }
  | { outcome: 'inProgress' | 'unknown' };

/** The accounts of the bank: each order is booked once, whoever asks how often. */
export class Ledger {
  readonly #payments = new Map<string, Payment>();
  /** How often each order was asked to be paid. */
  readonly payRequests = new Map<string, number>();
  readonly refundRequests = new Map<string, number>();

  /** @param now milliseconds of the bank's own clock · booked hears of each booking */
  constructor(
    private readonly now: () => number,
    private readonly booked: (orderNumber: string, outcome: Outcome) => void,
  ) {}

  pay(orderNumber: string, amountFen: number, bookBefore: number, faults: Faults): Outcome {
    this.payRequests.set(orderNumber, (this.payRequests.get(orderNumber) ?? 0) + 1);
    const before = this.#payments.get(orderNumber);
    if (before !== undefined) return this.outcomeOf(orderNumber);
    // As agreed: an order whose time is up is never taken, so that "unknown" is the last word on it.
    if (this.now() >= bookBefore && !faults.bookWhenOver) return { outcome: 'unknown' };
    const payment: Payment = {
      orderNumber,
      amountFen: faults.otherAmount ? amountFen + 1 : amountFen,
      state: faults.refuse === null ? 'working' : 'refused',
      reason: faults.refuse,
      bookedAt: 0,
      reference: `B${randomUUID()}`,
      refunded: false,
    };
    this.#payments.set(orderNumber, payment);
    if (payment.state === 'working') {
      if (faults.bookAfterMs === 0) this.#book(payment);
      else setTimeout(() => this.#book(payment), faults.bookAfterMs);
    }
    return this.outcomeOf(orderNumber);
  }

  #book(payment: Payment): void {
    payment.state = 'booked';
    payment.bookedAt = this.now();
    this.booked(payment.orderNumber, this.outcomeOf(payment.orderNumber));
  }

  outcomeOf(orderNumber: string): Outcome {
    const payment = this.#payments.get(orderNumber);
    if (payment === undefined) return { outcome: 'unknown' };
    const { state, reason, amountFen, bookedAt, reference } = payment;
    if (state === 'working') return { outcome: 'inProgress' };
    if (state === 'refused') return { outcome: 'refused', reason: reason ?? 'refusedByBank' };
    return { outcome: 'booked', amountFen, bookedAt, reference };
  }

  refund(orderNumber: string, amountFen: number, faults: Faults): { outcome: string } {
    this.refundRequests.set(orderNumber, (this.refundRequests.get(orderNumber) ?? 0) + 1);
    const payment = this.#payments.get(orderNumber);
    if (payment?.state !== 'booked' || amountFen !== payment.amountFen || faults.refuseRefunds)
      return { outcome: 'refused' };
    payment.refunded = true;
    return { outcome: 'refunded' };
  }

  refundOf(orderNumber: string): { outcome: string } {
    return { outcome: this.#payments.get(orderNumber)?.refunded ? 'refunded' : 'unknown' };
  }

  /** What is on the account statements. */
  entries() {
    return [...this.#payments.values()].map(({ orderNumber, amountFen, state, refunded }) => ({
      orderNumber,
      amountFen,
      state,
      refunded,
      payRequests: this.payRequests.get(orderNumber) ?? 0,
      refundRequests: this.refundRequests.get(orderNumber) ?? 0,
    }));
  }
}

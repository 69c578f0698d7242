import type { PaymentOrderState } from '#shared/records-api/payments.ts';
import { assertNever } from '#shared/result.ts';
import type { OnlinePayment } from '../policy-packs/payments.ts';

/**
 * An order that was assessed and is to be paid. Times are epoch milliseconds of the service's clock.
 *
 * ```
 *   pending ──▶ paying ──▶ paid ──▶ posted
 *      │ │        │ │        └───▶ refunding    what was paid for is paid for by now
 *      │ │        │ └──▶ failed                 the bank said no
 *      │ └─▶ cancelled
 *      └──────────┴──▶ expired ──▶ refunding ──▶ refunded      money that came too late is never posted
 * ```
 * Whether a payment is in time is told by the moment in which the bank booked it. So an order that the bank was asked
 * about does not expire by the clock: it expires when the bank says that it booked nothing and will not any more.
 */
export type PaymentOrder = {
  readonly expiresAt: number;
  readonly state: PaymentOrderState;
};

/** What the citizen, the bank, the collecting office or the clock say; each may come twice, late, or in another order. */
export type PaymentFact =
  | { readonly type: 'paymentBegun' }
  | { readonly type: 'cancelled' }
  /** Heard with the moment of the booking. */
  | { readonly type: 'paymentSucceeded' }
  | { readonly type: 'paymentFailed' }
  /** The bank has no such payment; once the order is over it takes none any more. */
  | { readonly type: 'nothingBooked' }
  | { readonly type: 'amountPosted' }
  /** What it was for has been paid in another way meanwhile, or another amount was booked. */
  | { readonly type: 'postingRefused' }
  | { readonly type: 'amountRefunded' }
  | { readonly type: 'timePassed' };

const MINUTE_MS = 60_000;

export const assessOrder = (now: number, { payWithinMinutes }: OnlinePayment): PaymentOrder => ({
  expiresAt: now + payWithinMinutes * MINUTE_MS,
  state: 'pending',
});

/** The order after a fact of the moment `at`; at the very minute of its end it is over. */
export function stepOrder(order: PaymentOrder, fact: PaymentFact, at: number): PaymentOrder {
  const isOver = at >= order.expiresAt;
  const current: PaymentOrder = order.state === 'pending' && isOver ? { ...order, state: 'expired' } : order;
  const { state } = current;
  const isOpen = state === 'pending' || state === 'paying';
  switch (fact.type) {
    case 'timePassed':
      return current;
    case 'paymentBegun':
      return state === 'pending' ? { ...current, state: 'paying' } : current;
    case 'cancelled':
      return state === 'pending' ? { ...current, state: 'cancelled' } : current;
    case 'paymentSucceeded':
      if (isOpen) return { ...current, state: isOver ? 'refunding' : 'paid' };
      // A bank that failed and then took the money after all is late, too.
      if (state === 'expired' || state === 'failed' || state === 'cancelled')
        return { ...current, state: 'refunding' };
      return current;
    case 'paymentFailed':
      return isOpen ? { ...current, state: 'failed' } : current;
    case 'nothingBooked':
      return state === 'paying' && isOver ? { ...current, state: 'expired' } : current;
    case 'amountPosted':
      return state === 'paid' ? { ...current, state: 'posted' } : current;
    case 'postingRefused':
      return state === 'paid' ? { ...current, state: 'refunding' } : current;
    case 'amountRefunded':
      return state === 'refunding' ? { ...current, state: 'refunded' } : current;
    default:
      return assertNever(fact, 'fact');
  }
}

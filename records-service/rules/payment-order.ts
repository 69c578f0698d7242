import { assertNever } from '#shared/result.ts';
import type { OnlinePayment } from '../policy-packs/payments.ts';

/**
 * An order that was assessed and is to be paid. Times are epoch milliseconds of the service's clock.
 *
 * ```
 *   pending ──▶ paid ──▶ posted
 *      │  └───▶ failed
 *      └──▶ expired ──▶ refunding ──▶ refunded      money that came too late is never posted
 * ```
 */
export type PaymentOrder = {
  readonly assessedAt: number;
  readonly expiresAt: number;
  readonly state: 'pending' | 'paid' | 'posted' | 'failed' | 'expired' | 'refunding' | 'refunded';
};

/** What the bank, the collecting office or the clock say; each may come twice, late, or in another order. */
export type PaymentFact =
  | { readonly type: 'paymentSucceeded' }
  | { readonly type: 'paymentFailed' }
  | { readonly type: 'amountPosted' }
  | { readonly type: 'amountRefunded' }
  | { readonly type: 'timePassed' };

const MINUTE_MS = 60_000;

export const assessOrder = (now: number, { payWithinMinutes }: OnlinePayment): PaymentOrder => ({
  assessedAt: now,
  expiresAt: now + payWithinMinutes * MINUTE_MS,
  state: 'pending',
});

/** The order after a fact that was heard at `now`; at the very minute of its end it is over. */
export function stepOrder(order: PaymentOrder, fact: PaymentFact, now: number): PaymentOrder {
  const current: PaymentOrder =
    order.state === 'pending' && now >= order.expiresAt ? { ...order, state: 'expired' } : order;
  switch (fact.type) {
    case 'timePassed':
      return current;
    case 'paymentSucceeded':
      if (current.state === 'pending') return { ...current, state: 'paid' };
      // A bank that failed and then took the money after all is late, too.
      if (current.state === 'expired' || current.state === 'failed')
        return { ...current, state: 'refunding' };
      return current;
    case 'paymentFailed':
      return current.state === 'pending' ? { ...current, state: 'failed' } : current;
    case 'amountPosted':
      return current.state === 'paid' ? { ...current, state: 'posted' } : current;
    case 'amountRefunded':
      return current.state === 'refunding' ? { ...current, state: 'refunded' } : current;
    default:
      return assertNever(fact, 'fact');
  }
}

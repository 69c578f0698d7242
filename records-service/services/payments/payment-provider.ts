import type { Fen } from '#shared/money/fen.ts';
import type { PaymentFailure } from '#shared/records-api/payments.ts';
import { err, type Result } from '#shared/result.ts';

export interface PaymentRequest {
  /** Also the key of the order with the provider: asked twice, it books once. */
  readonly orderNumber: string;
  readonly amountFen: Fen;
  /** What the provider knows the bank account of the card by. */
  readonly accountToken: string;
  /** Epoch milliseconds. From this moment on the provider takes no payment of this order any more. */
  readonly bookBefore: number;
}

/** `unknown`: the provider never had such an order; once `bookBefore` is past, it stays so. */
export type PaymentOutcome =
  | {
      readonly outcome: 'booked';
      readonly amountFen: Fen;
      /** Epoch milliseconds of the provider’s clock. */
      readonly bookedAt: number;
      /** The provider’s number of the booking. */
      readonly reference: string;
    }
  | { readonly outcome: 'refused'; readonly reason: PaymentFailure }
  | { readonly outcome: 'inProgress' }
  | { readonly outcome: 'unknown' };

export type RefundOutcome = { readonly outcome: 'refunded' | 'refused' | 'inProgress' | 'unknown' };

/** What a provider tells of its own accord. */
export interface ProviderNotification {
  readonly orderNumber: string;
  readonly outcome:
    | Extract<PaymentOutcome, { outcome: 'booked' | 'refused' }>
    | { readonly outcome: 'refunded' };
}

/** No answer says nothing about what was done: it is asked again. */
export type NoAnswer = 'noAnswer';

/** The bank behind the cards’ accounts. Each order has at most one payment and one refund there, known by its number. */
export interface PaymentProvider {
  pay(request: PaymentRequest): Promise<Result<PaymentOutcome, NoAnswer>>;
  paymentOf(orderNumber: string): Promise<Result<PaymentOutcome, NoAnswer>>;
  refund(orderNumber: string, amountFen: Fen): Promise<Result<RefundOutcome, NoAnswer>>;
  refundOf(orderNumber: string): Promise<Result<RefundOutcome, NoAnswer>>;
  /** Reads what came in as a notification. `notGenuine`: not signed by the provider, or not of the agreed form. */
  readNotification(message: string): Promise<Result<ProviderNotification, 'notGenuine'>>;
}

const noAnswer = async () => err('noAnswer' as const);

/** Where none is configured, nothing can be paid. */
export const NO_PAYMENT_PROVIDER: PaymentProvider = {
  pay: noAnswer,
  paymentOf: noAnswer,
  refund: noAnswer,
  refundOf: noAnswer,
  readNotification: async () => err('notGenuine'),
};

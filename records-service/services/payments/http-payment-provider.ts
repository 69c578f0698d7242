import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Fen } from '#shared/money/fen.ts';
import { PaymentFailure, PaymentOrderNumber } from '#shared/records-api/payments.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { Logger } from '../../audit/logger.ts';
import type { PaymentsConfiguration } from '../../config/schema.ts';
import { askOnce, type Trouble } from '../../outbound/ask-once.ts';
import type {
  NoAnswer,
  PaymentOutcome,
  PaymentProvider,
  PaymentRequest,
  ProviderNotification,
  RefundOutcome,
} from './payment-provider.ts';
import { openMessage, signMessage } from './signed-messages.ts';

/** Nobody stands and waits for it: the citizen sees "the bank is working" meanwhile. */
export const PROVIDER_DEADLINE_MS = 10_000;
/** A signed answer is some 500 bytes. */
const ANSWER_MAX_BYTES = 8 * 1024;

const REQUEST_TYPE = 'payment-request+jwt';
const ANSWER_TYPE = 'payment-answer+jwt';
const NOTIFICATION_TYPE = 'payment-notification+jwt';

const Amount = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const booked = v.object({
  outcome: v.literal('booked'),
  amountFen: Amount,
  bookedAt: Moment,
  reference: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
});
const refused = v.object({ outcome: v.literal('refused'), reason: PaymentFailure });

/**
 * A bank has a grammar of its own; a gateway beside it turns it into this (docs/payments.md has it field by field):
 *
 * ```
 *   POST {url}/payments          { "message": JWS of ours }   →  { "message": JWS of the provider }
 *   POST {url}/payment-queries
 *   POST {url}/refunds
 *   POST {url}/refund-queries
 * ```
 * Every other answer counts as none.
 */
const Answered = v.object({ message: v.pipe(v.string(), v.maxLength(ANSWER_MAX_BYTES)) });
const envelope = { inReplyTo: v.string(), orderNumber: PaymentOrderNumber };
const PaymentAnswer = v.object({
  ...envelope,
  result: v.variant('outcome', [
    booked,
    refused,
    v.object({ outcome: v.picklist(['inProgress', 'unknown']) }),
  ]),
});
const RefundAnswer = v.object({
  ...envelope,
  result: v.object({ outcome: v.picklist(['refunded', 'refused', 'inProgress', 'unknown']) }),
});
const Notification = v.object({
  merchant: v.string(),
  orderNumber: PaymentOrderNumber,
  result: v.variant('outcome', [booked, refused, v.object({ outcome: v.literal('refunded') })]),
});

/** Asks a payment provider over HTTP. Requests and answers are signed; an answer names the request it belongs to. */
export class HttpPaymentProvider implements PaymentProvider {
  constructor(
    private readonly configuration: PaymentsConfiguration,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  async pay(request: PaymentRequest): Promise<Result<PaymentOutcome, NoAnswer>> {
    const { orderNumber, amountFen, accountToken, bookBefore } = request;
    return this.#ask(PaymentAnswer, 'payments', orderNumber, { amountFen, accountToken, bookBefore });
  }

  async paymentOf(orderNumber: string): Promise<Result<PaymentOutcome, NoAnswer>> {
    return this.#ask(PaymentAnswer, 'payment-queries', orderNumber, {});
  }

  async refund(orderNumber: string, amountFen: Fen): Promise<Result<RefundOutcome, NoAnswer>> {
    return this.#ask(RefundAnswer, 'refunds', orderNumber, { amountFen });
  }

  async refundOf(orderNumber: string): Promise<Result<RefundOutcome, NoAnswer>> {
    return this.#ask(RefundAnswer, 'refund-queries', orderNumber, {});
  }

  async readNotification(message: string): Promise<Result<ProviderNotification, 'notGenuine'>> {
    const { providerKey, merchant } = this.configuration;
    const told = v.safeParse(Notification, await openMessage(message, NOTIFICATION_TYPE, providerKey));
    if (!told.success || told.output.merchant !== merchant) return err('notGenuine');
    return ok({ orderNumber: told.output.orderNumber, outcome: told.output.result });
  }

  async #ask<Outcome>(
    schema: v.GenericSchema<unknown, { inReplyTo: string; orderNumber: string; result: Outcome }>,
    operation: string,
    orderNumber: string,
    content: object,
  ): Promise<Result<Outcome, NoAnswer>> {
    const messageId = randomUUID();
    const answer = await this.#exchange(operation, { messageId, orderNumber, ...content });
    if (answer.ok) {
      const read = v.safeParse(schema, answer.value);
      if (read.success && read.output.inReplyTo === messageId && read.output.orderNumber === orderNumber)
        return ok(read.output.result);
    }
    const trouble: Trouble = answer.ok ? { why: 'notOfTheSchema' } : answer.error;
    this.logger.warn('no answer of the payment provider', { operation, orderNumber, ...trouble });
    return err('noAnswer');
  }

  async #exchange(operation: string, content: object): Promise<Result<unknown, Trouble>> {
    const { url, merchant, privateKey, providerKey } = this.configuration;
    const message = await signMessage(
      { merchant, operation, sentAt: this.clock(), ...content },
      REQUEST_TYPE,
      merchant,
      privateKey,
    );
    const answered = await askOnce({
      url: new URL(operation, url.replace(/\/*$/, '/')),
      body: JSON.stringify({ message }),
      deadlineMs: PROVIDER_DEADLINE_MS,
      answerMaxBytes: ANSWER_MAX_BYTES,
    });
    if (!answered.ok) return answered;
    const answer = v.safeParse(Answered, answered.value);
    return answer.success
      ? ok(await openMessage(answer.output.message, ANSWER_TYPE, providerKey))
      : err({ why: 'notOfTheSchema' });
  }
}

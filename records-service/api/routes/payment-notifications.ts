import { PaymentNotification } from '#shared/records-api/payments.ts';
import { Refusal } from '../errors.ts';
import { publicRoute } from '../route.ts';

/** Public, because a bank has no session: the signature says who speaks. What it says twice is done once. */
export const paymentNotification = publicRoute({
  method: 'POST',
  path: '/v1/payment-notifications',
  summary: 'The payment provider tells what became of an order; signed by it',
  body: PaymentNotification,
  success: { status: 204, description: 'It was taken' },
  errors: ['notificationInvalid', 'paymentOrderNotFound'],
  async answer({ parts, body, reply }) {
    const { audit, clock, database, payments } = parts;
    const told = await payments.provider.readNotification(body.message);
    if (!told.ok) {
      await audit.write(database.queries, 'paymentNotificationRefused', { code: 'notificationInvalid' });
      throw new Refusal('notificationInvalid', 'message: not signed by the provider, or not of its form', {
        onRecord: true,
      });
    }
    const { orderNumber, outcome } = told.value;
    const key = await payments.settlement.find(orderNumber);
    if (key === null) {
      await audit.write(database.queries, 'paymentNotificationRefused', { code: 'paymentOrderNotFound' });
      throw new Refusal('paymentOrderNotFound', 'orderNumber: there is no such order', { onRecord: true });
    }
    await audit.write(database.queries, 'paymentNotified', { ...key, outcome: outcome.outcome });
    if (outcome.outcome === 'refunded') await payments.settlement.refundHeard(key, outcome, clock());
    else await payments.settlement.paymentHeard(key, outcome, clock());
    payments.reconciler.wake();
    reply.status(204);
  },
});

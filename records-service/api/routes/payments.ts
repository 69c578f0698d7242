import {
  CreatePaymentOrder,
  MedicalContributions,
  MedicalContributionsQuery,
  PaymentOptions,
  PaymentOrderPath,
  PaymentOrders,
  PaymentOrdersQuery,
  PaymentOrderWithHistory,
  PaymentReceipt,
} from '#shared/records-api/payments.ts';
import { assertNever } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import { readMedicalContributions } from '../../services/payments/medical-record.ts';
import { listOrders, paymentOptionsOf, readOrder, readReceipt } from '../../services/payments/order-views.ts';
import {
  type BeginRefusal,
  beginPayment,
  type CreateRefusal,
  cancelOrder,
  createOrder,
} from '../../services/payments/orders.ts';
import { type PersonOnFile, personIds } from '../access.ts';
import { Refusal } from '../errors.ts';
import { personRoute, type Route, writeRoute } from '../route.ts';

export const paymentOptions = personRoute({
  method: 'GET',
  path: '/v1/payment-options',
  summary: 'What could be paid, for oneself and each family member, and whether the card can pay',
  success: { status: 200, description: 'The options', schema: PaymentOptions },
  errors: ['policyNotFound'],
  async answer({ person, parts: { audit, database, issuer, clock } }) {
    const options = await paymentOptionsOf(database.queries, person.personId, issuer.region, clock());
    if (options === null) throw new Refusal('policyNotFound', `region ${issuer.region}`);
    await audit.write(database.queries, 'familySeen', personIds(person));
    return options;
  },
});

export const paymentOrders = personRoute({
  method: 'GET',
  path: '/v1/payment-orders',
  summary: 'The orders that the citizen made, newest first',
  query: PaymentOrdersQuery,
  success: { status: 200, description: 'A page of them', schema: PaymentOrders },
  async answer({ person, parts: { audit, database, clock }, query }) {
    const { after, limit } = query;
    const orders = await listOrders(database.queries, person.personId, Number(limit), after, clock());
    await audit.write(database.queries, 'recordRead', { ...personIds(person), what: 'paymentOrders' });
    return orders;
  },
});

export const paymentOrder = personRoute({
  method: 'GET',
  path: '/v1/payment-orders/:number',
  summary: 'An order with its history; asked again while the bank works',
  params: PaymentOrderPath,
  success: { status: 200, description: 'The order', schema: PaymentOrderWithHistory },
  errors: ['paymentOrderNotFound'],
  answer: ({ person, parts, params }) =>
    orderOf(parts.database.queries, person, params.number, parts.clock()),
});

export const createPaymentOrder = writeRoute({
  method: 'POST',
  path: '/v1/payment-orders',
  summary: 'Assess a payment (核定) and open an order for it',
  service: 'payment',
  body: CreatePaymentOrder,
  success: { status: 201, description: 'The order, to be paid in time', schema: PaymentOrderWithHistory },
  errors: [
    'renewalNotHere',
    'paidElsewhere',
    'gapTooLong',
    'nothingToPay',
    'paymentOrderOpen',
    'familyMemberNotFound',
    'policyNotFound',
  ],
  async answer({ person, transaction, parts: { audit, issuer, clock }, body }) {
    const now = clock();
    const created = await createOrder(transaction, audit, person, body, issuer.region, now);
    if (!created.ok) throw createRefusal(created.error);
    return orderOf(transaction, person, created.value.orderNumber, now);
  },
});

const begin = writeRoute({
  method: 'POST',
  path: '/v1/payment-orders/:number/payment',
  summary: 'Pay an order from the bank account of the social-security card; twice is once',
  service: 'payment',
  params: PaymentOrderPath,
  success: { status: 200, description: 'The order; the bank works', schema: PaymentOrderWithHistory },
  errors: [
    'paymentsUnavailable',
    'paymentOrderNotFound',
    'paymentOrderOver',
    'paymentOrderOpen',
    'nothingToPay',
    'familyMemberNotFound',
    'cardFinanceNotActivated',
  ],
  async answer({ person, transaction, parts: { audit, clock, payments }, params }) {
    if (!payments.isOffered) throw new Refusal('paymentsUnavailable', 'no payment provider is configured');
    const now = clock();
    const begun = await beginPayment(transaction, audit, person, params.number, now);
    if (!begun.ok) throw new Refusal(BEGIN_CODES[begun.error], BEGIN_DETAILS[begun.error]);
    return orderOf(transaction, person, params.number, now);
  },
});

/** The bank is asked when the intent is kept, not before. */
export const payPaymentOrder: Route = {
  ...begin,
  answer: async (request, reply, parts) => {
    const answer = await begin.answer(request, reply, parts);
    parts.payments.reconciler.wake();
    return answer;
  },
};

export const cancelPaymentOrder = writeRoute({
  method: 'DELETE',
  path: '/v1/payment-orders/:number',
  summary: 'Give up an order that is not being paid',
  service: 'payment',
  params: PaymentOrderPath,
  success: { status: 200, description: 'The order', schema: PaymentOrderWithHistory },
  errors: ['paymentOrderNotFound', 'paymentUnderWay'],
  async answer({ person, transaction, parts: { audit, clock }, params }) {
    const now = clock();
    const cancelled = await cancelOrder(transaction, audit, person, params.number, now);
    if (!cancelled.ok)
      throw cancelled.error === 'orderNotFound'
        ? orderNotFound()
        : new Refusal('paymentUnderWay', 'number: the order is being paid, or is paid');
    return orderOf(transaction, person, params.number, now);
  },
});

export const paymentReceipt = personRoute({
  method: 'GET',
  path: '/v1/payment-orders/:number/receipt',
  summary: 'What stands on the receipt (缴费凭证) of a posted payment',
  params: PaymentOrderPath,
  success: { status: 200, description: 'The receipt', schema: PaymentReceipt },
  errors: ['paymentOrderNotFound', 'receiptNotReady'],
  async answer({ person, parts: { audit, database, issuer }, params }) {
    const key = { personId: person.personId, orderNumber: params.number };
    const receipt = await readReceipt(database.queries, key, issuer.name);
    if (!receipt.ok)
      throw receipt.error === 'orderNotFound'
        ? orderNotFound()
        : new Refusal('receiptNotReady', 'number: the payment is not posted');
    await audit.write(database.queries, 'recordRead', { ...personIds(person), what: 'paymentReceipt' });
    return receipt.value;
  },
});

export const medicalContributions = personRoute({
  method: 'GET',
  path: '/v1/medical-contributions',
  summary: 'Months of medical insurance, paid and owed, newest first',
  query: MedicalContributionsQuery,
  success: { status: 200, description: 'A page of them', schema: MedicalContributions },
  async answer({ person, parts: { audit, database }, query }) {
    const { after, limit } = query;
    const page = await readMedicalContributions(database.queries, person.personId, Number(limit), after);
    await audit.write(database.queries, 'recordRead', {
      ...personIds(person),
      what: 'medicalContributions',
    });
    return page;
  },
});

async function orderOf(database: Database, { personId }: PersonOnFile, orderNumber: string, now: number) {
  const order = await readOrder(database, { personId, orderNumber }, now);
  if (order === null) throw orderNotFound();
  return order;
}

/** The same for an order of somebody else. */
const orderNotFound = () => new Refusal('paymentOrderNotFound', 'number: no order of this person');

function createRefusal(refusal: CreateRefusal): Refusal {
  switch (refusal.reason) {
    case 'renewalNotHere': {
      const { group, office } = refusal;
      return new Refusal('renewalNotHere', `${group}: ${office}`, {
        details: { elsewhere: { group, office } },
      });
    }
    case 'otherScheme':
      return new Refusal('paidElsewhere', `kind: insured as ${refusal.scheme}`);
    case 'gapTooLong':
      return new Refusal(
        'gapTooLong',
        `${refusal.gapMonths} months are missing; at most ${refusal.mostMonths} are made up here`,
      );
    case 'fewerMonthsToPay':
      return new Refusal('nothingToPay', `months: ${refusal.mostMonths} are missing`);
    case 'nothingToPay':
      return new Refusal('nothingToPay', 'kind: all of it is paid');
    case 'orderOpen':
      return new Refusal('paymentOrderOpen', BEGIN_DETAILS.orderOpen);
    case 'familyMemberNotFound':
      return new Refusal('familyMemberNotFound', BEGIN_DETAILS.familyMemberNotFound);
    case 'notOffered':
      return new Refusal('policyNotFound', 'the region sets no such payment');
    default:
      return assertNever(refusal, 'refusal');
  }
}

const BEGIN_CODES = {
  orderNotFound: 'paymentOrderNotFound',
  orderOver: 'paymentOrderOver',
  orderOpen: 'paymentOrderOpen',
  nothingToPay: 'nothingToPay',
  familyMemberNotFound: 'familyMemberNotFound',
  cardFinanceNotActivated: 'cardFinanceNotActivated',
} as const satisfies Readonly<Record<BeginRefusal, string>>;

const BEGIN_DETAILS: Readonly<Record<BeginRefusal, string>> = {
  orderNotFound: 'number: no order of this person',
  orderOver: 'number: its time is up, the bank refused, or it was cancelled',
  orderOpen: 'another order for the same person is open',
  nothingToPay: 'number: its months were paid meanwhile',
  familyMemberNotFound: 'familyMember: nobody is bound on that line',
  cardFinanceNotActivated: 'no card in use has its financial function activated',
};

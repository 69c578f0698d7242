import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ONLINE_PAYMENT } from '../policy-packs/payments.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { assessOrder, type PaymentFact, type PaymentOrder, stepOrder } from './payment-order.ts';

const rules = policyOn('payment', ONLINE_PAYMENT, '210100', '2026-01-01').values;
const BEGUN = 1_795_000_000_000;
const at = (minutes: number, seconds: number) => BEGUN + (minutes * 60 + seconds) * 1000;
const paying = (): PaymentOrder => stepOrder(assessOrder(BEGUN, rules), { type: 'paymentBegun' }, at(1, 0));

test('59:59 pays, 60:00 is too late and the money goes back', () => {
  const order = assessOrder(BEGUN, rules);
  expect(stepOrder(order, { type: 'paymentBegun' }, at(59, 59)).state).toBe('paying');
  expect(stepOrder(order, { type: 'paymentBegun' }, at(60, 0)).state).toBe('expired');
  expect(stepOrder(paying(), { type: 'paymentSucceeded' }, at(59, 59)).state).toBe('paid');
  const late = stepOrder(paying(), { type: 'paymentSucceeded' }, at(60, 0));
  expect(late.state).toBe('refunding');
  expect(stepOrder(late, { type: 'amountRefunded' }, at(61, 0)).state).toBe('refunded');
  expect(stepOrder(order, { type: 'timePassed' }, at(60, 0)).state).toBe('expired');
});

test('an order that the bank was asked about is over when the bank says so, not when the clock does', () => {
  expect(stepOrder(paying(), { type: 'timePassed' }, at(61, 0)).state).toBe('paying');
  expect(stepOrder(paying(), { type: 'nothingBooked' }, at(59, 59)).state).toBe('paying');
  expect(stepOrder(paying(), { type: 'nothingBooked' }, at(60, 0)).state).toBe('expired');
});

test('what the bank refused, or a citizen gave up, is paid back when it was booked after all', () => {
  for (const ended of [
    stepOrder(paying(), { type: 'paymentFailed' }, at(2, 0)),
    stepOrder(assessOrder(BEGUN, rules), { type: 'cancelled' }, at(2, 0)),
  ])
    expect(stepOrder(ended, { type: 'paymentSucceeded' }, at(3, 0)).state).toBe('refunding');
});

test('money that cannot be posted any more goes back', () => {
  const paid = stepOrder(paying(), { type: 'paymentSucceeded' }, at(2, 0));
  expect(stepOrder(paid, { type: 'postingRefused' }, at(3, 0)).state).toBe('refunding');
});

const facts = fc.array(
  fc.tuple(
    fc.constantFrom<PaymentFact['type']>(
      'paymentBegun',
      'cancelled',
      'paymentSucceeded',
      'paymentFailed',
      'nothingBooked',
      'amountPosted',
      'postingRefused',
      'amountRefunded',
      'timePassed',
    ),
    fc.integer({ min: 0, max: 60 }),
  ),
  { maxLength: 20 },
);

test('whatever is heard how often: nothing late is posted, and posted money is never refunded', () => {
  fc.assert(
    fc.property(facts, (heard) => {
      let order = assessOrder(BEGUN, rules);
      let now = BEGUN;
      let paidInTime = false;
      let endedBefore = false;
      const states: string[] = [];
      for (const [type, minutes] of heard) {
        now += minutes * 60_000;
        if (type === 'paymentSucceeded' && now < order.expiresAt && !endedBefore) paidInTime = true;
        order = stepOrder(order, { type }, now);
        if (['failed', 'cancelled', 'expired'].includes(order.state)) endedBefore = true;
        states.push(order.state);
      }
      if (states.includes('posted')) expect(paidInTime).toBe(true);
      expect(states.includes('posted') && states.includes('refunding')).toBe(false);
    }),
  );
});

test('a fact that is heard twice changes nothing the second time', () => {
  fc.assert(
    fc.property(facts, (heard) => {
      let order = assessOrder(BEGUN, rules);
      let now = BEGUN;
      for (const [type, minutes] of heard) {
        now += minutes * 60_000;
        order = stepOrder(order, { type }, now);
        expect(stepOrder(order, { type }, now)).toEqual(order);
      }
    }),
  );
});

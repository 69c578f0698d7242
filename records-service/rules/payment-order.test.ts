import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ONLINE_PAYMENT } from '../policy-packs/payments.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { assessOrder, type PaymentFact, stepOrder } from './payment-order.ts';

const rules = policyOn('payment', ONLINE_PAYMENT, '210100', '2026-01-01').values;
const BEGUN = 1_795_000_000_000;
const at = (minutes: number, seconds: number) => BEGUN + (minutes * 60 + seconds) * 1000;

test('59:59 pays, 60:00 is too late and the money goes back', () => {
  const order = assessOrder(BEGUN, rules);
  expect(stepOrder(order, { type: 'paymentSucceeded' }, at(59, 59)).state).toBe('paid');
  const late = stepOrder(order, { type: 'paymentSucceeded' }, at(60, 0));
  expect(late.state).toBe('refunding');
  expect(stepOrder(late, { type: 'amountRefunded' }, at(61, 0)).state).toBe('refunded');
  expect(stepOrder(order, { type: 'timePassed' }, at(60, 0)).state).toBe('expired');
});

const facts = fc.array(
  fc.tuple(
    fc.constantFrom<PaymentFact['type']>(
      'paymentSucceeded',
      'paymentFailed',
      'amountPosted',
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
      let failedBefore = false;
      const states: string[] = [];
      for (const [type, minutes] of heard) {
        now += minutes * 60_000;
        if (type === 'paymentFailed' && order.state === 'pending') failedBefore = true;
        if (type === 'paymentSucceeded' && now < order.expiresAt && !failedBefore) paidInTime = true;
        order = stepOrder(order, { type }, now);
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

import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentOrderWithHistory } from '#shared/records-api/payments.ts';
import type { Bank, BankFaults } from './bank.ts';
import { Cashier, orderIn, statesOf } from './cashier.ts';
import { DATABASES, type Hall, sampleCitizen } from './hall.ts';
import { PaymentHall } from './payment-hall.ts';

describe.each(DATABASES)('payments that go wrong on %s', (kind) => {
  let counter: PaymentHall;
  let bank: Bank;
  let hall: Hall;
  beforeAll(async () => {
    counter = await PaymentHall.open(kind);
    ({ bank, hall } = counter);
  });
  afterEach(() => counter.forget());
  afterAll(() => counter.close());

  test('booked when the time was up: the money goes back, the months are not posted', async () => {
    const { order } = await counter.orderOf('resident');
    hall.now = order.expiresAt - 1_000;
    const cashier = await Cashier.open(hall, 'resident');
    await bank.setFaults({ bookWhenOver: true });
    await bank.setClock(order.expiresAt);
    await cashier.pay(order.number);
    const refunded = await cashier.becomes(order.number, 'refunded');
    expect(refunded.refundReason).toBe('late');
    expect(statesOf(refunded).slice(-3)).toEqual(['paying', 'refunding', 'refunded']);
    expect(await bank.entry(order.number)).toMatchObject({ state: 'booked', refunded: true });
    await bank.setClock(hall.now);
    expect((await cashier.renew()).status).toBe(201);
  });

  test.each<[string, BankFaults]>([
    ['loses the answer after it booked', { loseAnswers: true, notifications: 0 }],
    ['loses the request', { loseRequests: true }],
    ['is down', { down: true }],
    ['answers garbage', { garbage: true, notifications: 0 }],
    ['is somebody else, by its signature', { forged: true, notifications: 0 }],
    ['works for a while', { bookAfterMs: 1_500, notifications: 0 }],
  ])('when the bank %s, the truth is found: paid once, posted once', async (_name, faults) => {
    await bank.setFaults(faults);
    await bank.setClock(hall.now);
    const { cashier, order } = await counter.orderOf('resident');
    await cashier.pay(order.number);
    await counter.hasTried(order.number);
    await bank.setFaults({ notifications: 0 });
    const posted = await cashier.becomes(order.number, 'posted', 1_000);
    expect(statesOf(posted).slice(-3)).toEqual(['paying', 'paid', 'posted']);
    expect(await bank.entry(order.number)).toMatchObject({ state: 'booked', refunded: false });
    const lines = await hall.rows('select 1 from medical_contribution where order_number = $1', [
      order.number,
    ]);
    expect(lines).toHaveLength(1);
  });

  test('a bank that never answers tells of it, twice: posted once', async () => {
    await bank.setFaults({ neverAnswer: true, notifications: 2 });
    const { cashier, order } = await counter.orderOf('resident');
    await cashier.pay(order.number);
    const posted = await cashier.becomes(order.number, 'posted');
    await bank.tellAgain(order.number);
    expect(await cashier.order(order.number)).toEqual(posted);
    expect(statesOf(posted)).toEqual(['created', 'assessed', 'pending', 'paying', 'paid', 'posted']);
  });

  test('a bank that never heard of it: the order ends when no payment can come any more', async () => {
    await bank.setFaults({ loseRequests: true });
    const { order, cashier } = await counter.orderOf('resident');
    await cashier.pay(order.number);
    await counter.hasTried(order.number);
    hall.now = order.expiresAt + 119_000;
    await bank.setClock(hall.now);
    await bank.setFaults({});
    const later = await Cashier.open(hall, 'resident');
    expect((await later.order(order.number)).state).toBe('paying');
    await later.becomes(order.number, 'expired', 1_000);
    expect(await bank.entry(order.number)).toBe(undefined);
  });

  test('what was paid in another way meanwhile is not posted twice: the money goes back', async () => {
    await bank.setFaults({ loseAnswers: true, notifications: 0 });
    const { cashier, order } = await counter.orderOf('resident');
    await cashier.pay(order.number);
    await expect.poll(async () => (await bank.entry(order.number))?.state).toBe('booked');
    await hall.rows(
      `insert into medical_contribution select person_id, 202701, 'resident', 12, 'paid', 40000, '2026-11-22', null
       from payment_order where order_number = $1`,
      [order.number],
    );
    await bank.setFaults({});
    const refunded = await cashier.becomes(order.number, 'refunded', 1_000);
    expect(refunded.refundReason).toBe('paidElsewhere');
    expect(statesOf(refunded)).toContain('paid');
    await hall.rows('delete from medical_contribution where first_month = 202701');
  });

  test('paid and not posted, because the service went away in between: posted by whoever finds it', async () => {
    await bank.setFaults({ loseAnswers: true, notifications: 0 });
    const { cashier, order } = await counter.orderOf('resident');
    await cashier.pay(order.number);
    await expect.poll(async () => (await bank.entry(order.number))?.state).toBe('booked');
    await hall.rows(
      `update payment_order set state = 'paid', booked_at = assessed_at, booked_fen = amount_fen, bank_reference = 'X-3',
         attempts = 0, due_at = assessed_at where order_number = $1`,
      [order.number],
    );
    await cashier.becomes(order.number, 'posted');
  });

  test('two people pay for the same relative at once: one payment is posted, no money is lost', async () => {
    const [second, first] = await hall.rows(
      'select person_id::int as id from person where citizen_number in ($1, $2) order by birth_date desc',
      [sampleCitizen('several-employers').number, sampleCitizen('resident').number],
    );
    await hall.rows(
      `insert into family_binding select $1, 1, relative_id, consent, authorisation_number, bound_at, null
       from family_binding where person_id = $2 and line = 1`,
      [second?.['id'], first?.['id']],
    );
    const payers = [await Cashier.open(hall, 'resident'), await Cashier.open(hall, 'several-employers')];
    const orders: PaymentOrderWithHistory[] = [];
    for (const payer of payers) orders.push(orderIn(await payer.renew(1)));
    await Promise.all(payers.map((payer, index) => payer.pay(orders[index]!.number)));
    await expect
      .poll(
        async () =>
          (await bank.ledger())
            .filter(({ orderNumber }) => orders.some(({ number }) => number === orderNumber))
            .filter(({ refunded }) => !refunded).length,
        { timeout: 15_000 },
      )
      .toBe(1);
    await expect
      .poll(
        async () => {
          const states = await Promise.all(
            payers.map(async (payer, index) => (await payer.order(orders[index]!.number)).state),
          );
          return states.toSorted();
        },
        { timeout: 15_000 },
      )
      .toEqual(
        expect.toSatisfy(
          (states: string[]) =>
            states.includes('posted') && (states.includes('pending') || states.includes('refunded')),
        ),
      );
  });

  test('another amount than was ordered goes back, and staff is told', async () => {
    await bank.setFaults({ otherAmount: true });
    const { cashier, order } = await counter.orderOf('resident');
    const audit = await hall.auditOf(async () => {
      await cashier.pay(order.number);
      expect(await cashier.becomes(order.number, 'refunded')).toMatchObject({ refundReason: 'otherAmount' });
    });
    expect(audit.filter(({ event }) => event === 'paymentNeedsStaff')).toMatchObject([
      { details: { why: 'otherAmount' } },
    ]);
  });

  test('a refund that the bank refuses stays open, and staff is told', async () => {
    await bank.setFaults({ otherAmount: true, refuseRefunds: true });
    const { cashier, order } = await counter.orderOf('resident');
    await cashier.pay(order.number);
    await expect
      .poll(
        () =>
          hall.rows(
            "select details->>'why' as why from audit_event where event = 'paymentNeedsStaff' and details->>'orderNumber' = $1 order by 1",
            [order.number],
          ),
        { timeout: 10_000 },
      )
      .toEqual([{ why: 'otherAmount' }, { why: 'refundRefused' }]);
    expect((await cashier.order(order.number)).state).toBe('refunding');
    await bank.setFaults({});
    await cashier.becomes(order.number, 'refunded', 5_000);
  });

  test('money for an order that nobody paid for goes back', async () => {
    const [expired] = await hall.rows(
      "select order_number as number, amount_fen::int as fen from payment_order where state = 'expired' limit 1",
    );
    const message = await bank.sign({
      orderNumber: expired?.['number'],
      result: { outcome: 'booked', amountFen: expired?.['fen'], bookedAt: hall.now, reference: 'X-1' },
    });
    expect(await hall.call('POST', '/v1/payment-notifications', { body: { message } })).toMatchObject({
      status: 204,
    });
    expect(
      await hall.rows('select state, refund_reason from payment_order where order_number = $1', [
        expired?.['number'],
      ]),
    ).toEqual([{ state: 'refunding', refund_reason: 'late' }]);
  });

  test('a notification that the bank did not sign changes nothing and is on record', async () => {
    const { order, cashier } = await counter.orderOf('resident');
    const content = {
      orderNumber: order.number,
      result: { outcome: 'booked', amountFen: 40_000, bookedAt: hall.now, reference: 'X-2' },
    };
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const audit = await hall.auditOf(async () => {
      for (const message of [
        await bank.sign(content, 'payment-notification+jwt', stranger),
        await bank.sign(content, 'payment-answer+jwt'),
        await bank.sign({ ...content, merchant: 'another' }),
        'no JWS',
      ])
        expect(await hall.call('POST', '/v1/payment-notifications', { body: { message } })).toMatchObject({
          status: 403,
          body: { code: 'notificationInvalid' },
        });
    });
    expect(audit.map(({ event }) => event)).toEqual(Array(4).fill('paymentNotificationRefused'));
    expect((await cashier.order(order.number)).state).toBe('pending');
    const message = await bank.sign({ ...content, orderNumber: '9'.repeat(24) });
    expect(await hall.call('POST', '/v1/payment-notifications', { body: { message } })).toMatchObject({
      status: 404,
      body: { code: 'paymentOrderNotFound' },
    });
  });

  test('nothing of a person is in the log', () => {
    const log = hall.logLines.join('\n');
    expect(log).not.toMatch(/郑|何例|sample-account|internalError|cannot be settled/);
  });
});

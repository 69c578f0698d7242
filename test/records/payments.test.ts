import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  MedicalContributions,
  PaymentOptions,
  PaymentOrders,
  PaymentReceipt,
} from '#shared/records-api/payments.ts';
import type { Bank } from './bank.ts';
import { Cashier, orderIn, statesOf } from './cashier.ts';
import { DATABASES, Hall, sampleCitizen } from './hall.ts';
import { PaymentHall } from './payment-hall.ts';

const MINUTE_MS = 60_000;

describe.each(DATABASES)('payments on %s', (kind) => {
  let counter: PaymentHall;
  let bank: Bank;
  let hall: Hall;
  beforeAll(async () => {
    counter = await PaymentHall.open(kind);
    ({ bank, hall } = counter);
  });
  afterEach(() => counter.forget());
  afterAll(() => counter.close());

  test('a resident renews: assessed, paid from the card, posted, with a receipt', async () => {
    const cashier = await Cashier.open(hall, 'resident');
    const { options, card } = await hall.ask(PaymentOptions, '/v1/payment-options', cashier.token);
    expect(card).toEqual({ canPay: true, bankName: '样例银行', activateAt: ['任一合作银行网点'] });
    expect(options.map(({ insured, outcome }) => [insured, outcome.possible])).toEqual([
      [{ familyMember: null, maskedName: '郑＊田' }, true],
      [{ familyMember: 1, maskedName: '何＊兰' }, true],
      [{ familyMember: 3, maskedName: '郑＊乐' }, false],
      [{ familyMember: 4, maskedName: '郑＊婆' }, false],
    ]);
    let number = '';
    const audit = await hall.auditOf(async () => {
      const order = orderIn(await cashier.renew());
      expect(order).toMatchObject({
        state: 'pending',
        firstMonth: '2027-01',
        months: 12,
        amountFen: 40_000,
        benefitsFrom: '2027-01',
        payee: '样例省示范市医疗保障基金',
        remainingMs: 60 * MINUTE_MS,
        expiresAt: hall.now + 60 * MINUTE_MS,
      });
      expect(order.policies.length).toBe(3);
      number = order.number;
      const paying = await cashier.pay(number);
      expect(paying).toMatchObject({ status: 200, body: { state: 'paying', remainingMs: 0 } });
      const posted = await cashier.becomes(number, 'posted');
      expect(statesOf(posted)).toEqual(['created', 'assessed', 'pending', 'paying', 'paid', 'posted']);
    });
    expect(
      audit
        .filter(({ event }) => event === 'paymentOrderChanged')
        .map(({ details }) => (details as { state: string }).state),
    ).toEqual(['paying', 'paid', 'posted']);
    expect(JSON.stringify(audit)).not.toMatch(/郑|40000|sample-account/);
    const receipt = await hall.ask(PaymentReceipt, `/v1/payment-orders/${number}/receipt`, cashier.token);
    expect(receipt).toMatchObject({
      payer: { maskedName: '郑＊田' },
      amountFen: 40_000,
      postedOn: '2026-11-22',
      sample: true,
      bankReference: expect.stringMatching(/^B/),
    });
    const months = await hall.ask(MedicalContributions, '/v1/medical-contributions?limit=1', cashier.token);
    expect(months).toMatchObject({
      contributions: [{ firstMonth: '2027-01', months: 12, status: 'paid', orderNumber: number }],
      nextAfter: '2027-01',
    });
    expect(await bank.entry(number)).toMatchObject({ state: 'booked', payRequests: 1, amountFen: 40_000 });
    expect(await cashier.renew()).toMatchObject({ status: 409, body: { code: 'nothingToPay' } });
  });

  test('a flexible worker makes up two months, each a line of the record', async () => {
    const cashier = await Cashier.open(hall, 'made-up');
    const order = orderIn(await cashier.makeUp());
    expect(order).toMatchObject({ firstMonth: '2026-10', months: 2, benefitsFrom: '2026-11' });
    await cashier.pay(order.number);
    await cashier.becomes(order.number, 'posted');
    const { contributions } = await hall.ask(
      MedicalContributions,
      '/v1/medical-contributions?limit=3',
      cashier.token,
    );
    expect(contributions.map(({ firstMonth, orderNumber }) => [firstMonth, orderNumber])).toEqual([
      ['2026-11', order.number],
      ['2026-10', order.number],
      ['2026-09', null],
    ]);
  });

  test('for a family member: the months are theirs', async () => {
    const cashier = await Cashier.open(hall, 'resident');
    const order = orderIn(await cashier.renew(1));
    expect(order.insured).toEqual({ familyMember: 1, maskedName: '何＊兰' });
    await cashier.pay(order.number);
    await cashier.becomes(order.number, 'posted');
    expect(
      await hall.rows(
        'select p.name from medical_contribution join person p using (person_id) where order_number = $1',
        [order.number],
      ),
    ).toEqual([{ name: '何例兰' }]);
  });

  test('taps from two screens at once are one payment', async () => {
    const { cashier, order } = await counter.orderOf('resident');
    const other = await Cashier.open(hall, 'resident');
    const answers = await Promise.all(
      [cashier, other, cashier, other, cashier].map((one) => one.pay(order.number)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const posted = await cashier.becomes(order.number, 'posted');
    expect(statesOf(posted).filter((state) => state === 'paying')).toHaveLength(1);
    expect(await bank.entry(order.number)).toMatchObject({ state: 'booked', payRequests: 1 });
    expect(await cashier.pay(order.number)).toMatchObject({ status: 200, body: { state: 'posted' } });
  });

  test('insufficient funds: nothing is posted, and a new order is one touch away', async () => {
    await bank.setFaults({ refuse: 'insufficientFunds' });
    const { cashier, order } = await counter.orderOf('resident');
    await cashier.pay(order.number);
    expect(await cashier.becomes(order.number, 'failed')).toMatchObject({ failure: 'insufficientFunds' });
    expect(await cashier.pay(order.number)).toMatchObject({
      status: 409,
      body: { code: 'paymentOrderOver' },
    });
    expect(await cashier.get(`/v1/payment-orders/${order.number}/receipt`)).toMatchObject({
      status: 409,
      body: { code: 'receiptNotReady' },
    });
    expect(orderIn(await cashier.renew()).number).not.toBe(order.number);
  });

  test('59:59 pays', async () => {
    const { cashier, order } = await counter.orderOf('resident');
    hall.now = order.expiresAt - 1_000;
    await bank.setClock(hall.now - 500);
    // The visit has ended meanwhile; the order has not.
    const later = await Cashier.open(hall, 'resident');
    expect((await later.order(order.number)).remainingMs).toBe(1_000);
    expect(await later.pay(order.number)).toMatchObject({ status: 200 });
    await later.becomes(order.number, 'posted');
    expect(cashier.token).not.toBe(later.token);
  });

  test('60:00 does not: the order is over, and says so before anybody writes it down', async () => {
    const { order } = await counter.orderOf('resident');
    hall.now = order.expiresAt;
    const cashier = await Cashier.open(hall, 'resident');
    expect(await cashier.order(order.number)).toMatchObject({ state: 'expired', remainingMs: 0 });
    expect(await cashier.pay(order.number)).toMatchObject({
      status: 409,
      body: { code: 'paymentOrderOver' },
    });
    await expect
      .poll(async () => statesOf(await cashier.order(order.number)).at(-1), { timeout: 10_000 })
      .toBe('expired');
    expect(await bank.entry(order.number)).toBe(undefined);
  });

  test.each([
    ['gaps', 'flexibleMakeUp', 'gapTooLong'],
    ['just-started', 'residentRenewal', 'renewalNotHere', 'student', 'school'],
    ['arrears', 'residentRenewal', 'renewalNotHere', 'lowIncomeOrOrphan', 'districtCivilAffairs'],
    ['rare-characters', 'residentRenewal', 'renewalNotHere', 'severelyDisabled', 'community'],
    ['transferred-in', 'residentRenewal', 'renewalNotHere', 'householdElsewhere', 'originalChannel'],
    ['rarest-characters', 'residentRenewal', 'renewalNotHere', 'firstEnrolment', 'community'],
    ['in-work', 'residentRenewal', 'paidElsewhere'],
    ['resident', 'flexibleMakeUp', 'paidElsewhere'],
  ] as const)('%s cannot pay %s: %s', async (citizen, what, code, group?: string, office?: string) => {
    const cashier = await Cashier.open(hall, citizen);
    const answer = what === 'flexibleMakeUp' ? await cashier.makeUp() : await cashier.renew();
    expect(answer).toMatchObject({ status: 409, body: { code } });
    if (group !== undefined) expect(answer.body).toMatchObject({ elsewhere: { group, office } });
    expect(await hall.ask(PaymentOrders, '/v1/payment-orders', cashier.token)).toMatchObject({
      orders: citizen === 'resident' ? expect.any(Array) : [],
    });
  });

  test('relatives who enrol elsewhere are told so, and so is whoever says that they are in school', async () => {
    const cashier = await Cashier.open(hall, 'resident');
    for (const [line, group] of [
      [3, 'student'],
      [4, 'elderlyFirstEnrolment'],
    ] as const)
      expect(await cashier.renew(line)).toMatchObject({ body: { elsewhere: { group } } });
    expect(await cashier.renew(null, ['student'])).toMatchObject({
      body: { elsewhere: { group: 'student', office: 'school' } },
    });
    for (const line of [2, 5, 99])
      expect(await cashier.renew(line)).toMatchObject({
        status: 404,
        body: { code: 'familyMemberNotFound' },
      });
  });

  test('a card without its financial function pays nothing', async () => {
    const cashier = await Cashier.open(hall, 'long-name');
    const order = orderIn(await cashier.makeUp());
    expect(await cashier.pay(order.number)).toMatchObject({
      status: 409,
      body: { code: 'cardFinanceNotActivated' },
    });
    expect((await cashier.order(order.number)).state).toBe('pending');
    expect(await cashier.get('/v1/payment-options')).toMatchObject({ body: { card: { canPay: false } } });
  });

  test('an order is cancelled before it is paid, not after; meanwhile there is no second one', async () => {
    const { cashier, order } = await counter.orderOf('resident');
    expect(await cashier.renew()).toMatchObject({ status: 409, body: { code: 'paymentOrderOpen' } });
    const path = `/v1/payment-orders/${order.number}`;
    expect(await cashier.write('DELETE', path)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(await cashier.write('DELETE', path)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(await cashier.pay(order.number)).toMatchObject({ body: { code: 'paymentOrderOver' } });
    const next = orderIn(await cashier.renew());
    await cashier.pay(next.number);
    await cashier.becomes(next.number, 'posted');
    expect(await cashier.write('DELETE', `/v1/payment-orders/${next.number}`)).toMatchObject({
      status: 409,
      body: { code: 'paymentUnderWay' },
    });
  });

  test('a repeat of the call with its key makes no second order', async () => {
    const cashier = await Cashier.open(hall, 'resident');
    const body = { kind: 'residentRenewal', familyMember: null, declaredGroups: [] };
    const key = '7b9a8f62-3a0e-4d75-9c02-51d0a5b0c111';
    const answers = await Promise.all(
      [1, 2, 3].map(() => cashier.write('POST', '/v1/payment-orders', body, key)),
    );
    expect(new Set(answers.map(({ body: answer }) => (answer as { number: string }).number)).size).toBe(1);
  });

  test('another person’s order is not there', async () => {
    const { order } = await counter.orderOf('resident');
    const stranger = await Cashier.open(hall, 'in-work');
    const path = `/v1/payment-orders/${order.number}`;
    for (const answer of [
      await stranger.get(path),
      await stranger.get(`${path}/receipt`),
      await stranger.pay(order.number),
      await stranger.write('DELETE', path),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'paymentOrderNotFound' } });
    expect(await stranger.get("/v1/payment-orders/1'%20or%201=1")).toMatchObject({ status: 400 });
  });

  test('without the query password nothing is ordered', async () => {
    const { token } = await hall.visit(sampleCitizen('forty-years'));
    const answer = await hall.call('POST', '/v1/payment-orders', {
      token,
      body: { kind: 'residentRenewal', familyMember: null, declaredGroups: [] },
      headers: { 'idempotency-key': '7b9a8f62-3a0e-4d75-9c02-51d0a5b0c222' },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'secondFactorRequired' } });
  });

  test('the list comes in pages, newest first, each order once', async () => {
    const cashier = await Cashier.open(hall, 'resident');
    const whole = await hall.ask(PaymentOrders, '/v1/payment-orders?limit=100', cashier.token);
    const numbers: string[] = [];
    let after: string | null = null;
    do {
      const page: PaymentOrders = await hall.ask(
        PaymentOrders,
        `/v1/payment-orders?limit=3${after === null ? '' : `&after=${after}`}`,
        cashier.token,
      );
      numbers.push(...page.orders.map(({ number }) => number));
      after = page.nextAfter;
    } while (after !== null);
    expect(numbers).toEqual(whole.orders.map(({ number }) => number));
    expect(numbers).toEqual(numbers.toSorted().reverse());
    expect(numbers.length).toBeGreaterThan(3);
  });

  test('the history is only ever added to', async () => {
    for (const sql of [
      "update payment_order_event set state = 'posted'",
      'delete from payment_order_event',
      'truncate payment_order_event',
    ])
      await expect(hall.rows(sql)).rejects.toThrow(/only ever added to/);
  });

  test('nothing of a person is in the log', () => {
    const log = hall.logLines.join('\n');
    expect(log).not.toMatch(/郑|何例|sample-account|internalError|cannot be settled/);
  });
});

test('without a payment provider orders are made and nothing is paid', async () => {
  const hall = await Hall.open('embedded');
  const cashier = await Cashier.open(hall, 'resident');
  const order = orderIn(await cashier.renew());
  expect(await cashier.pay(order.number)).toMatchObject({
    status: 503,
    body: { code: 'paymentsUnavailable' },
  });
  await hall.close();
});

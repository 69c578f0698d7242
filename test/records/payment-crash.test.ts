import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PaymentOrderWithHistory } from '#shared/records-api/payments.ts';
import { OpenSessionResponse } from '#shared/records-api/sessions.ts';
import { Bank } from './bank.ts';
import { createDatabase } from './databases.ts';
import { sampleCitizen } from './hall.ts';
import { configurationOf, EMBEDDED, onServer, type Run, readyPort, Workplace } from './service-process.ts';

/** The real program, ended by SIGKILL: power loss after the bank has booked. */

const PASSWORD = '802514';
const SETTLED_WITHIN_MS = 50_000;

let bank: Bank;
let workplace: Workplace;
beforeEach(async () => {
  bank = await Bank.start();
  workplace = await Workplace.open();
});
afterEach(async () => {
  await workplace.close();
  await bank.stop();
});

/** A citizen at one of the services. */
class Visit {
  private constructor(
    private readonly port: number,
    private readonly token: string,
  ) {}

  static async at(run: Run, citizenKey: string): Promise<Visit> {
    const port = await readyPort(run);
    const evidence = await workplace.evidence(sampleCitizen(citizenKey));
    const opened = await ask(port, 'POST', '/v1/sessions', { evidence });
    const { token } = v.parse(OpenSessionResponse, opened.body);
    const visit = new Visit(port, token);
    await visit.call('PUT', '/v1/query-password', { newPassword: PASSWORD });
    expect(await visit.call('POST', '/v1/query-password/verification', { password: PASSWORD })).toMatchObject(
      { status: 200 },
    );
    return visit;
  }

  call(method: string, path: string, body?: unknown): ReturnType<typeof ask> {
    return ask(this.port, method, path, body, this.token);
  }

  async order(): Promise<string> {
    const created = await this.call('POST', '/v1/payment-orders', {
      kind: 'residentRenewal',
      familyMember: null,
      declaredGroups: [],
    });
    expect(created.status).toBe(201);
    return (created.body as PaymentOrderWithHistory).number;
  }

  async states(number: string): Promise<string[]> {
    const { body } = await this.call('GET', `/v1/payment-orders/${number}`);
    return (body as PaymentOrderWithHistory).history.map(({ state }) => state);
  }

  async settles(number: string): Promise<string[]> {
    return vi.waitFor(
      async () => {
        const states = await this.states(number);
        expect(states.at(-1)).toBe('posted');
        return states;
      },
      { timeout: SETTLED_WITHIN_MS, interval: 200 },
    );
  }
}

async function ask(
  port: number,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      'idempotency-key': randomUUID(),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

test.each([
  ['embedded', async (): Promise<string> => EMBEDDED],
  ['postgresql', async (): Promise<string> => onServer(await createDatabase())],
] as const)(
  'on %s: the bank has booked, the service dies before it writes it down, and finds it again',
  async (_kind, database) => {
    const configuration = configurationOf(await database()) + bank.toml;
    const first = await workplace.start(configuration);
    await bank.setFaults({ neverAnswer: true, notifications: 0 });
    const visit = await Visit.at(first, 'resident');
    const number = await visit.order();
    expect(await visit.call('POST', `/v1/payment-orders/${number}/payment`)).toMatchObject({ status: 200 });
    await expect.poll(async () => (await bank.entry(number))?.state, { timeout: 20_000 }).toBe('booked');
    expect((await visit.states(number)).at(-1)).toBe('paying');
    first.child.kill('SIGKILL');
    await first.exit;
    await bank.setFaults({ notifications: 0 });

    const second = await workplace.start(configuration);
    const again = await Visit.at(second, 'resident');
    expect(await again.settles(number)).toEqual([
      'created',
      'assessed',
      'pending',
      'paying',
      'paid',
      'posted',
    ]);
    expect(await bank.entry(number)).toMatchObject({ state: 'booked', refunded: false, payRequests: 1 });
    const months = await again.call('GET', '/v1/medical-contributions?limit=100');
    const lines = (months.body as { contributions: { orderNumber: string | null }[] }).contributions;
    expect(lines.filter(({ orderNumber }) => orderNumber === number)).toHaveLength(1);
  },
  120_000,
);

test('two services on one database: each order is paid once, and one goes on where the other died', async () => {
  const configuration = configurationOf(onServer(await createDatabase())) + bank.toml;
  const [first, second] = [await workplace.start(configuration), await workplace.start(configuration)];
  const here = await Visit.at(first, 'resident');
  const there = await Visit.at(second, 'forty-years');
  await bank.setFaults({ notifications: 0 });
  const [mine, theirs] = [await here.order(), await there.order()];
  await Promise.all([
    here.call('POST', `/v1/payment-orders/${mine}/payment`),
    there.call('POST', `/v1/payment-orders/${theirs}/payment`),
  ]);
  for (const [visit, number] of [
    [here, mine],
    [there, theirs],
  ] as const) {
    const states = await visit.settles(number);
    expect(states.filter((state) => state === 'paid')).toHaveLength(1);
    expect(await bank.entry(number)).toMatchObject({ state: 'booked', payRequests: 1, refunded: false });
  }

  await bank.setFaults({ neverAnswer: true, notifications: 0 });
  const third = await Visit.at(first, 'flexible-worker');
  const created = await third.call('POST', '/v1/payment-orders', {
    kind: 'flexibleMakeUp',
    familyMember: null,
  });
  const number = (created.body as PaymentOrderWithHistory).number;
  await third.call('POST', `/v1/payment-orders/${number}/payment`);
  await expect.poll(async () => (await bank.entry(number))?.state, { timeout: 20_000 }).toBe('booked');
  // Whichever of them asked the bank: its lease runs out, and the other one asks.
  first.child.kill('SIGKILL');
  await first.exit;
  await bank.setFaults({ notifications: 0 });
  const survivor = await Visit.at(second, 'flexible-worker');
  await survivor.settles(number);
  expect((await bank.entry(number))?.refunded).toBe(false);
}, 180_000);

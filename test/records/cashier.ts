import { randomUUID } from 'node:crypto';
import { parse } from 'valibot';
import { expect, vi } from 'vitest';
import { type PaymentOrderState, PaymentOrderWithHistory } from '#shared/records-api/payments.ts';
import { type Answer, type Hall, sampleCitizen } from './hall.ts';

const PASSWORD = '802514';

/** A citizen at the kiosk who pays. */
export class Cashier {
  private constructor(
    private readonly hall: Hall,
    readonly token: string,
  ) {}

  /** With the query password entered, set where there was none. */
  static async open(hall: Hall, citizenKey: string): Promise<Cashier> {
    const { token } = await hall.visit(sampleCitizen(citizenKey));
    const set = await hall.call('PUT', '/v1/query-password', { token, body: { newPassword: PASSWORD } });
    expect([200, 409]).toContain(set.status);
    const verified = await hall.call('POST', '/v1/query-password/verification', {
      token,
      body: { password: PASSWORD },
    });
    expect(verified).toMatchObject({ status: 200, body: { verified: true } });
    return new Cashier(hall, token);
  }

  write(
    method: 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    key: string = randomUUID(),
  ): Promise<Answer> {
    return this.hall.call(method, path, {
      token: this.token,
      ...(body === undefined ? {} : { body }),
      headers: { 'idempotency-key': key },
    });
  }

  get(path: string): Promise<Answer> {
    return this.hall.call('GET', path, { token: this.token });
  }

  renew(familyMember: number | null = null, declaredGroups: readonly string[] = []): Promise<Answer> {
    return this.write('POST', '/v1/payment-orders', {
      kind: 'residentRenewal',
      familyMember,
      declaredGroups,
    });
  }

  makeUp(months?: number): Promise<Answer> {
    return this.write('POST', '/v1/payment-orders', {
      kind: 'flexibleMakeUp',
      familyMember: null,
      ...(months === undefined ? {} : { months }),
    });
  }

  pay(number: string): Promise<Answer> {
    return this.write('POST', `/v1/payment-orders/${number}/payment`);
  }

  async order(number: string): Promise<PaymentOrderWithHistory> {
    const answer = await this.get(`/v1/payment-orders/${number}`);
    expect(answer).toMatchObject({ status: 200 });
    return parse(PaymentOrderWithHistory, answer.body);
  }

  /** Waits until the order is in that state; with `stepMs` the clock goes on meanwhile. */
  async becomes(number: string, state: PaymentOrderState, stepMs = 0): Promise<PaymentOrderWithHistory> {
    return vi.waitFor(
      async () => {
        this.hall.now += stepMs;
        const order = await this.order(number);
        expect(order.state).toBe(state);
        return order;
      },
      { timeout: 30_000, interval: 100 },
    );
  }
}

export const statesOf = ({ history }: PaymentOrderWithHistory): PaymentOrderState[] =>
  history.map(({ state }) => state);

export function orderIn(answer: Answer): PaymentOrderWithHistory {
  expect(answer).toMatchObject({ status: 201 });
  return parse(PaymentOrderWithHistory, answer.body);
}

import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { Route } from '#records-service/api/route.ts';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { Bank } from '../bank.ts';
import { type Answer, type DatabaseKind, Hall, sampleCitizen } from '../hall.ts';

/** Six digits that no rule against simple ones objects to. */
export const QUERY_PASSWORD = '274916';
export const CHANGED_QUERY_PASSWORD = '360815';

/** What one call brings. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whose session; nobody's without it. */
  readonly token?: string;
}

/** How to make a call that succeeds. The calls of a registry are made in its order, and may use the answers of those before. */
export type Example = (stage: Stage) => Call | Promise<Call>;

/** A whole service with people at its terminals, and what it answered so far. */
export class Stage {
  readonly answers = new Map<string, unknown>();
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #usedKeys = new Map<string, string>();
  readonly #people = new Map<string, string>();

  private constructor(
    readonly hall: Hall,
    readonly bank: Bank,
  ) {}

  static async open(kind: DatabaseKind): Promise<Stage> {
    const bank = await Bank.start();
    const hall = await Hall.open(kind, undefined, { payments: bank.configuration });
    await bank.tell(hall.url);
    await bank.setClock(hall.now);
    return new Stage(hall, bank);
  }

  async close(): Promise<void> {
    await this.hall.close();
    await this.bank.stop();
  }

  /** A session of theirs that has entered the query password. */
  token(key: string): Promise<string> {
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const opened = this.#open(key);
    this.#tokens.set(key, opened);
    return opened;
  }

  async #open(key: string): Promise<string> {
    const { token } = await this.hall.visit(sampleCitizen(key));
    this.#people.set(token, key);
    const set = await this.hall.call('PUT', '/v1/query-password', {
      token,
      body: { newPassword: QUERY_PASSWORD },
    });
    if (set.status !== 200)
      for (const password of [QUERY_PASSWORD, CHANGED_QUERY_PASSWORD])
        await this.hall.call('POST', '/v1/query-password/verification', { token, body: { password } });
    return token;
  }

  /** A session of somebody who is not on file. */
  async strangersToken(): Promise<string> {
    const [citizen] = SAMPLE_CITIZENS;
    if (citizen === undefined) throw new Error('there is no sample citizen');
    const number = '999999199001011234';
    const { token } = await this.hall.visit({ ...citizen, number, name: '无名氏' });
    return token;
  }

  /** A field of what an operation before answered. */
  answered(operationId: string, field: string): string {
    const answer = this.answers.get(operationId);
    if (typeof answer !== 'object' || answer === null || !(field in answer))
      throw new Error(`${operationId} has not answered with ${field} yet`);
    return String(Reflect.get(answer, field));
  }

  /** A key that came with another call of the same person before. */
  async usedKey(token: string): Promise<string> {
    const person = this.#people.get(token) ?? '';
    const known = this.#usedKeys.get(person);
    if (known !== undefined) return known;
    const key = randomUUID();
    const { status } = await this.hall.call('POST', '/v1/contact-changes', {
      token,
      body: { field: 'address', value: '虚构区无名路9号' },
      headers: { 'idempotency-key': key },
    });
    expect(status).toBe(201);
    this.#usedKeys.set(person, key);
    return key;
  }

  /** From now on it is ten in the morning of that day. */
  on(day: string): void {
    this.hall.now = Date.parse(`${day}T10:00:00+08:00`);
    this.#tokens.clear();
  }

  /** An order that nobody has paid yet. */
  async openOrder(key: string): Promise<string> {
    const answer = await this.hall.call('POST', '/v1/payment-orders', {
      token: await this.token(key),
      body: { kind: 'flexibleMakeUp', familyMember: null },
      headers: { 'idempotency-key': randomUUID() },
    });
    return String(Reflect.get(Object(answer.body), 'number'));
  }

  async untilPosted(key: string, number: string): Promise<void> {
    const token = await this.token(key);
    await vi.waitFor(
      async () => {
        const { body } = await this.hall.call('GET', `/v1/payment-orders/${number}`, { token });
        expect(body).toMatchObject({ state: 'posted' });
      },
      { timeout: 30_000, interval: 100 },
    );
  }

  /** Number of one of their applications that is in that state. */
  async ownCase(key: string, path: string, state: string): Promise<string> {
    const { body } = await this.hall.call('GET', path, { token: await this.token(key) });
    const lists = Object.values(Object(body)).filter((value) => Array.isArray(value));
    const found = lists.flat().find((one: { state: string }) => one.state === state);
    if (found === undefined) throw new Error(`${key} has nothing ${state} under ${path}`);
    return found.number;
  }

  async make(route: Route, { params = {}, query = {}, body, headers, token }: Call): Promise<Answer> {
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const search = new URLSearchParams(query).toString();
    return this.hall.call(route.method, search === '' ? path : `${path}?${search}`, {
      ...(token === undefined ? {} : { token }),
      ...(body === undefined
        ? {}
        : {
            body:
              route.isPage === true ? new URLSearchParams(body as Record<string, string>).toString() : body,
          }),
      headers: {
        ...(route.isPage === true && body !== undefined
          ? { 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
        ...headers,
      },
    });
  }
}

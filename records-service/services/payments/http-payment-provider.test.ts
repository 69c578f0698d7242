import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { CompactSign, compactVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../audit/logger.ts';
import { HttpPaymentProvider } from './http-payment-provider.ts';
import { signMessage } from './signed-messages.ts';

const NUMBER = '999999202611220000000425';
const NOW = Date.parse('2026-11-22T02:30:00Z');
const REQUEST = { orderNumber: NUMBER, amountFen: 40_000, accountToken: 'secret-account', bookBefore: NOW };
const own = generateKeyPairSync('ed25519');
const providers = generateKeyPairSync('ed25519');
const BOOKED = { outcome: 'booked', amountFen: 40_000, bookedAt: NOW, reference: 'B-1' };

type Answering = (message: Record<string, unknown>, response: ServerResponse) => void;

/** A provider of bytes: answers what the test says. */
let server: Server;
let answering: Answering;
let asked: { url: string | undefined; message: Record<string, unknown>; typ: unknown }[];
let log: string[];
beforeEach(async () => {
  asked = [];
  log = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { message } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { message: string };
    const { payload, protectedHeader } = await compactVerify(message, own.publicKey);
    const content = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    asked.push({ url: request.url, message: content, typ: protectedHeader.typ });
    answering(content, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const provider = () =>
  new HttpPaymentProvider(
    {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway`,
      merchant: 'hall',
      privateKey: own.privateKey,
      providerKey: {
        kty: 'OKP',
        crv: 'Ed25519',
        x: providers.publicKey.export({ format: 'jwk' }).x ?? '',
      },
    },
    createLogger('debug', { write: (line) => void log.push(line) }),
    () => NOW,
  );

const sign = (payload: object, typ = 'payment-answer+jwt', key = providers.privateKey) =>
  signMessage(payload, typ, 'bank', key);
const answer =
  (result: object, changes: object = {}, typ?: string, key?: typeof own.privateKey): Answering =>
  async ({ messageId, orderNumber }, response) =>
    void response.end(
      JSON.stringify({
        message: await sign({ inReplyTo: messageId, orderNumber, result, ...changes }, typ, key),
      }),
    );

describe('a provider that answers', () => {
  test('is asked to pay, signed, with the number of the order and the last moment', async () => {
    answering = answer(BOOKED);
    expect(await provider().pay(REQUEST)).toEqual({ ok: true, value: BOOKED });
    expect(asked).toEqual([
      {
        url: '/gateway/payments',
        typ: 'payment-request+jwt',
        message: {
          merchant: 'hall',
          operation: 'payments',
          messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          sentAt: NOW,
          orderNumber: NUMBER,
          amountFen: 40_000,
          accountToken: 'secret-account',
          bookBefore: NOW,
        },
      },
    ]);
    expect(log).toEqual([]);
  });

  test.each([
    ['payment-queries', () => provider().paymentOf(NUMBER), { outcome: 'unknown' }],
    ['payments', () => provider().pay(REQUEST), { outcome: 'refused', reason: 'insufficientFunds' }],
    ['payments', () => provider().pay(REQUEST), { outcome: 'inProgress' }],
    ['refunds', () => provider().refund(NUMBER, 40_000), { outcome: 'refunded' }],
    ['refund-queries', () => provider().refundOf(NUMBER), { outcome: 'unknown' }],
  ])('%s', async (operation, ask, result) => {
    answering = answer(result);
    expect(await ask()).toEqual({ ok: true, value: result });
    expect(asked[0]).toMatchObject({ url: `/gateway/${operation}`, message: { operation } });
  });
});

describe('an answer that cannot be relied on is none, and the log tells why, without the account', () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  test.each<[string, Answering, object]>([
    ['an answer to another question', answer(BOOKED, { inReplyTo: 'x' }), { why: 'notOfTheSchema' }],
    ['of another order', answer(BOOKED, { orderNumber: '9'.repeat(24) }), { why: 'notOfTheSchema' }],
    ['with another key', answer(BOOKED, {}, undefined, stranger), { why: 'notOfTheSchema' }],
    ['of another kind', answer(BOOKED, {}, 'payment-notification+jwt'), { why: 'notOfTheSchema' }],
    ['without a time', answer({ ...BOOKED, bookedAt: undefined }), { why: 'notOfTheSchema' }],
    ['with half a fen', answer({ ...BOOKED, amountFen: 0.5 }), { why: 'notOfTheSchema' }],
    ['with an outcome nobody knows', answer({ outcome: 'maybe' }), { why: 'notOfTheSchema' }],
    ['a page', (_message, response) => void response.end('<html></html>'), { why: 'notOfTheSchema' }],
    ['an error', (_message, response) => void response.writeHead(500).end(), { why: 'status', status: 500 }],
    [
      'no answer',
      (_message, response) => void response.destroy(),
      { why: 'noConnection', code: 'ECONNRESET' },
    ],
    ['far too much', (_message, response) => void response.end('x'.repeat(100_000)), { why: 'tooLong' }],
  ])('%s', async (_name, answers, why) => {
    answering = answers;
    expect(await provider().pay(REQUEST)).toEqual({ ok: false, error: 'noAnswer' });
    expect(asked).toHaveLength(1);
    expect(log.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ operation: 'payments', orderNumber: NUMBER, ...why }),
    ]);
    expect(log.join()).not.toContain('secret-account');
  });

  test('any result at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        answering = answer({}, { result: JSON.parse(json) as unknown });
        expect(await provider().refundOf(NUMBER)).toEqual({ ok: false, error: 'noAnswer' });
      }),
      { numRuns: 30 },
    );
  });
});

describe('a notification', () => {
  const content = { merchant: 'hall', orderNumber: NUMBER, result: BOOKED };
  const TYPE = 'payment-notification+jwt';

  test('of the provider is read', async () => {
    expect(await provider().readNotification(await sign(content, TYPE))).toEqual({
      ok: true,
      value: { orderNumber: NUMBER, outcome: BOOKED },
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['of somebody else', () => sign(content, TYPE, own.privateKey)],
    ['that is an answer', () => sign(content)],
    ['for another merchant', () => sign({ ...content, merchant: 'x' }, TYPE)],
    ['that nothing is known', () => sign({ ...content, result: { outcome: 'unknown' } }, TYPE)],
    [
      'without content',
      () =>
        new CompactSign(new Uint8Array())
          .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
          .sign(providers.privateKey),
    ],
    ['that is no JWS', async () => 'a.b.c'],
  ])('%s is not genuine', async (_name, message) => {
    expect(await provider().readNotification(await message())).toEqual({ ok: false, error: 'notGenuine' });
  });

  test('any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{0,40}\.[\w-]{0,40}\.[\w-]{0,40}$/)),
        async (text) => {
          expect(await provider().readNotification(text)).toEqual({ ok: false, error: 'notGenuine' });
        },
      ),
      { numRuns: 50 },
    );
  });
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../audit/logger.ts';
import { HttpElectronicCardPlatform } from './http-electronic-card-platform.ts';

const CODE = 'kq0Y-3_xT9vVb2LmQpZa7wRt5uYi8oPx1cNd4eFg';
const HOLDER = { number: '999999198405120117', name: '张示丰' };
const NEVER = new AbortController().signal;

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A platform of bytes: answers what the test says. */
let server: Server;
let answering: Answering;
let asked: { method?: string; url?: string; connection?: string; body: string }[];
let log: string[];
beforeEach(async () => {
  asked = [];
  log = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({
        ...(method && { method }),
        ...(url && { url }),
        ...(headers.connection && { connection: headers.connection }),
        body,
      });
      answering(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const address = (path = '') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
const platform = (url = address()) =>
  new HttpElectronicCardPlatform(
    { url, channel: 'hall' },
    createLogger('debug', { write: (line) => void log.push(line) }),
  );
const json =
  (value: unknown, status = 200): Answering =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

describe('a platform that answers', () => {
  test('is asked once, with the code and the channel, on a connection of its own', async () => {
    answering = json({ outcome: 'holder', ...HOLDER });
    expect(await platform().resolve(CODE, NEVER)).toEqual({ ok: true, value: HOLDER });
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/check',
        connection: 'close',
        body: JSON.stringify({ code: CODE, channel: 'hall' }),
      },
    ]);
    expect(log).toEqual([]);
  });

  test.each(['/gateway', '/gateway/', '/a/b'])('below %s', async (path) => {
    answering = json({ outcome: 'refused' });
    await platform(address(path)).resolve(CODE, NEVER);
    expect(asked[0]?.url).toBe(`${path.replace(/\/$/, '')}/check`);
  });

  test('names a holder with more fields than we know, padded and with a small x', async () => {
    answering = json({ outcome: 'holder', number: '99999919840512011x', name: ' 张示丰 ', phone: '1' });
    expect(await platform().resolve(CODE, NEVER)).toEqual({
      ok: true,
      value: { number: '99999919840512011x', name: '张示丰' },
    });
  });

  test('refuses a code', async () => {
    answering = json({ outcome: 'refused' });
    expect(await platform().resolve(CODE, NEVER)).toEqual({ ok: false, error: 'codeRefused' });
  });
});

describe('a platform that gives no answer to rely on is unavailable, is not asked again, and the log says why', () => {
  const cases: [name: string, answering: Answering, why: object][] = [
    ['an error status', json({ outcome: 'holder', ...HOLDER }, 500), { why: 'status', status: 500 }],
    ['"created"', json({ outcome: 'holder', ...HOLDER }, 201), { why: 'status', status: 201 }],
    [
      'another address',
      (_request, response) => void response.writeHead(307, { location: '/check' }).end(),
      { why: 'status', status: 307 },
    ],
    ['a page', (_request, response) => void response.end('<html></html>'), { why: 'notOfTheSchema' }],
    ['nothing', (_request, response) => void response.end(), { why: 'notOfTheSchema' }],
    ['another outcome', json({ outcome: 'maybe' }), { why: 'notOfTheSchema' }],
    ['no name', json({ outcome: 'holder', number: HOLDER.number, name: ' ' }), { why: 'notOfTheSchema' }],
    ['half a number', json({ outcome: 'holder', ...HOLDER, number: '9999' }), { why: 'notOfTheSchema' }],
    ['a list', json([{ outcome: 'refused' }]), { why: 'notOfTheSchema' }],
    ['far too much', json({ outcome: 'refused', filler: 'x'.repeat(100_000) }), { why: 'tooLong' }],
    [
      'a connection that ends',
      (request) => void request.socket.destroy(),
      { why: 'noConnection', code: 'ECONNRESET' },
    ],
    [
      'half an answer',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"outcome":');
        setImmediate(() => response.destroy());
      },
      { why: 'noConnection', code: 'ECONNRESET' },
    ],
    [
      'bytes that are not HTTP',
      (request) => void request.socket.end('hello\r\n\r\n'),
      { why: 'noConnection', code: 'HPE_INVALID_CONSTANT' },
    ],
  ];
  test.each(cases)('%s', async (_name, answers, why) => {
    answering = answers;
    expect(await platform().resolve(CODE, NEVER)).toEqual({ ok: false, error: 'platformUnavailable' });
    expect(asked).toHaveLength(1);
    expect(log.map((line) => JSON.parse(line))).toEqual([expect.objectContaining(why)]);
    expect(log.join()).not.toMatch(new RegExp(`${CODE}|张|9999`));
  });

  test('nobody listens', async () => {
    const url = address();
    await new Promise((resolve) => server.close(resolve));
    expect(await platform(url).resolve(CODE, NEVER)).toEqual({ ok: false, error: 'platformUnavailable' });
    expect(log.join()).toContain('ECONNREFUSED');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  test.each(['while it thinks', 'before it was asked'])('the caller leaves %s', async (when) => {
    const gone = new AbortController();
    answering = () => gone.abort();
    if (when === 'before it was asked') gone.abort();
    expect(await platform().resolve(CODE, gone.signal)).toEqual({ ok: false, error: 'platformUnavailable' });
    expect(log.map((line) => JSON.parse(line))).toMatchObject([{ why: 'callerGone' }]);
  });

  test('any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json()), async (bytes) => {
        answering = (_request, response) => void response.end(bytes);
        expect(await platform().resolve(CODE, NEVER)).toEqual({ ok: false, error: 'platformUnavailable' });
      }),
      { numRuns: 50 },
    );
  });
});

import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ATTEMPTS_MAX } from '#device-daemon/server/admission.ts';
import { useStack } from './kiosk-stack.ts';
import { pageToken } from './transcript.ts';

const stack = useStack(18360);

/** The HTTP status of an upgrade that is refused, or 101. */
function upgrade(headers: Record<string, string>, protocols: string[]): Promise<number> {
  const socket = new WebSocket(`${stack().kioskUrl.replace('http', 'ws')}socket`, protocols, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

const ownOrigin = () => ({ origin: stack().kioskUrl.replace(/\/$/, '') });
const own = async () => ['kiosk.v1', `token.${await pageToken(stack().kioskUrl)}`];

describe('a socket is refused before it exists', () => {
  test('to a page of another origin: 403', async () => {
    expect(await upgrade({ origin: 'https://example.org' }, await own())).toBe(403);
  });
  test('to a program that names no origin: 403', async () => {
    expect(await upgrade({}, await own())).toBe(403);
  });
  test('to a name that was made to point here: 403', async () => {
    expect(await upgrade({ ...ownOrigin(), host: 'kiosk.example:18360' }, await own())).toBe(403);
  });
  test('without a token, or with one of another start: 403', async () => {
    expect(await upgrade(ownOrigin(), ['kiosk.v1'])).toBe(403);
    expect(await upgrade(ownOrigin(), ['kiosk.v1', 'token.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])).toBe(403);
  });
  test('to a client of another version: 400', async () => {
    expect(await upgrade(ownOrigin(), ['kiosk.v2'])).toBe(400);
  });
  test('to a second client with the same token, and to an older page: 409', async () => {
    const older = await own();
    const newer = await own();
    const socket = new WebSocket(`${stack().kioskUrl.replace('http', 'ws')}socket`, newer, ownOrigin());
    await new Promise((resolve) => socket.once('open', resolve));
    expect(await upgrade(ownOrigin(), newer)).toBe(409);
    expect(await upgrade(ownOrigin(), older)).toBe(409);
    socket.terminate();
  });
});

describe('what is on the loopback origin', () => {
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
      request(new URL(path, stack().kioskUrl), { headers, method }, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
      })
        .on('error', reject)
        .end();
    });

  test('is answered by its own name only', async () => {
    expect((await get('/', { host: 'evil.example' })).status).toBe(403);
    expect((await get('/metrics', { host: 'evil.example' })).status).toBe(403);
  });
  test('runs nothing it did not bring along', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['cache-control']).toBe('no-store');
  });
  test('gives no record to whoever does not hold the socket: 401', async () => {
    expect((await get('/records/pension/summary')).status).toBe(401);
    expect(
      (await get('/records/pension/summary', { 'x-kiosk-token': await pageToken(stack().kioskUrl) })).status,
    ).toBe(401);
  });
  test('has no other doors', async () => {
    expect((await get('/socket')).status).toBe(404);
    expect((await get('/assets/../main.js')).status).toBe(404);
    expect((await get('/assets/%2e%2e/%2e%2e/device-daemon/main.js')).status).toBe(404);
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });
  test('tells health and metrics without a person in them', async () => {
    const health = await (await fetch(new URL('/health', stack().kioskUrl))).json();
    expect(health).toMatchObject({
      status: 'ok',
      availability: 'available',
      devices: { printer: { paper: 'full' } },
    });
    const metrics = await (await fetch(new URL('/metrics', stack().kioskUrl))).text();
    expect(metrics).toContain('kiosk_device_online{device="identityCardReader"} 1');
  });
});

test('a program that asks the records service itself gets 401, and leaves an audit line', async () => {
  const answer = await fetch(new URL('/v1/pension/summary', stack().recordsUrl), {
    headers: { authorization: `Bearer ${'A'.repeat(43)}` },
  });
  expect(answer.status).toBe(401);
  const { readFile } = await import('node:fs/promises');
  const log = await readFile(stack().processes.records.logFile, 'utf8');
  expect(log).toContain('"audit"');
  expect(log).toMatch(/notAuthorised|requestRefused|refused/i);
});

test('whoever tries too often is told to wait: 429', async () => {
  let last = 0;
  for (let attempt = 0; attempt <= ATTEMPTS_MAX; attempt += 1)
    last = await upgrade({ origin: 'https://example.org' }, ['kiosk.v1']);
  expect(last).toBe(429);
});

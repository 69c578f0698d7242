import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { err, ok } from '#shared/result.ts';
import { FakeAuthority } from '#test/fakes/authority/authority-server.ts';
import type { AuthorityRequest } from './authority.ts';
import { AuthorityClient } from './authority-client.ts';

/** The values of the synthetic vector; the external half is asked for with the same ones. */
const REQUEST: AuthorityRequest = {
  region: '990100',
  atrHistoricalBytes: '00814243448650990100000001',
  algorithm: '3DES',
  cardIdentificationCode: '990100D15600000500000001AABBCCDD',
  internal: { factor: '0102030405060708', information: '1112131415161718' },
  external: null,
};
const never = new AbortController().signal;
const SHORT_DEADLINE_MS = 60;

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serving(listener: RequestListener | Server): Promise<string> {
  server = typeof listener === 'function' ? createServer(listener) : listener;
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the authority', () => {
  it('answers what the keys of the region give', async () => {
    const client = new AuthorityClient(await serving(new FakeAuthority().server));
    expect(await client.authenticate(REQUEST, never)).toEqual(
      ok({ internalAuthentication: '953F515DD821CFB5', externalAuthentication: null }),
    );
    expect(await client.authenticate({ ...REQUEST, algorithm: 'SM4' }, never)).toEqual(
      ok({ internalAuthentication: '935DF3DA06EB4777', externalAuthentication: null }),
    );
    const both = await client.authenticate({ ...REQUEST, external: REQUEST.internal }, never);
    expect(both.ok && both.value.externalAuthentication).toMatch(/^[0-9A-F]{16}$/);
  });

  it('refuses regions it has no keys of', async () => {
    const client = new AuthorityClient(await serving(new FakeAuthority().server));
    expect(await client.authenticate({ ...REQUEST, region: '110000' }, never)).toEqual(err('refused'));
  });

  it('may stand behind a path', async () => {
    const paths: string[] = [];
    const url = await serving((request, response) => {
      paths.push(`${request.method} ${request.url}`);
      response.writeHead(403).end();
    });
    await new AuthorityClient(`${url}/hsm`).authenticate(REQUEST, never);
    await new AuthorityClient(`${url}/hsm/`).authenticate(REQUEST, never);
    expect(paths).toEqual(['POST /hsm/authenticate', 'POST /hsm/authenticate']);
  });

  it.each<[string, RequestListener]>([
    ['fails', (_, response) => response.writeHead(500).end()],
    ['answers no JSON', (_, response) => response.writeHead(200).end('<html>')],
    [
      'answers something else',
      (_, response) => response.writeHead(200).end('{"internalAuthentication":"00"}'),
    ],
    ['answers without end', (_, response) => response.writeHead(200).end('x'.repeat(100_000))],
    ['cuts the answer', (_, response) => response.writeHead(200, { 'content-length': 90 }).write('{')],
    ['hangs up', (request) => request.socket.destroy()],
    ['says nothing', () => undefined],
    [
      'drips',
      (_, response) => {
        const timer = setInterval(() => response.write(' '), 10);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('that %s is unavailable', async (_, listener) => {
    const client = new AuthorityClient(await serving(listener), SHORT_DEADLINE_MS);
    expect(await client.authenticate(REQUEST, never)).toEqual(err('unavailable'));
  });

  it('that is not there is unavailable, and so is any after the signal', async () => {
    const url = await serving(new FakeAuthority().server);
    expect(await new AuthorityClient(url).authenticate(REQUEST, AbortSignal.abort())).toEqual(
      err('unavailable'),
    );
    await new Promise((resolve) => server?.close(resolve));
    expect(await new AuthorityClient(url).authenticate(REQUEST, never)).toEqual(err('unavailable'));
  });
});

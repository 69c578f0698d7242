import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { DatabaseRefused } from '#records-service/database/requirements.ts';
import { openPostgresql, rowsIn, startOwnServer } from './databases.ts';
import type { Server } from './postgresql-cluster.ts';

const PASSWORD = 'p@ss:w/rd';

let server: Server;
let port: number;
let certificate: string;
beforeAll(async () => {
  server = await startOwnServer();
  await server.rows(`create role clerk login password '${PASSWORD}'`);
  await server.rows('create database records owner clerk');
  await server.halt('fast');
  certificate = join(server.folder, 'server.crt');
  await server.run(
    ...[
      'openssl',
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-noenc',
      '-days',
      '2',
    ],
    ...['-subj', '/CN=records', '-addext', 'subjectAltName=IP:127.0.0.1'],
    ...['-keyout', join(server.folder, 'server.key'), '-out', certificate],
  );
  await writeFile(join(server.data, 'pg_hba.conf'), 'hostssl all all samehost scram-sha-256\n');
  port = await freePort();
  await server.start(
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'ssl=on'],
    ...[`ssl_cert_file=${certificate}`, `ssl_key_file=${join(server.folder, 'server.key')}`],
  );
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => server.stop());

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const url = (rest: string, { password = encodeURIComponent(PASSWORD), host = '127.0.0.1' } = {}) =>
  `postgres://clerk${password === '' ? '' : `:${password}`}@${host}:${port}/records${rest}`;
const verified = () => `?sslmode=verify-full&sslrootcert=${certificate}`;

async function encryption(address: string): Promise<unknown> {
  const database = await openPostgresql(address);
  try {
    return await rowsIn(
      database.queries,
      sql`select ssl, version from pg_stat_ssl where pid = pg_backend_pid()`,
    );
  } finally {
    await database.close();
  }
}
const refusal = (address: string) =>
  openPostgresql(address).then(
    () => 'let in',
    (error: unknown) => {
      expect(error).toBeInstanceOf(DatabaseRefused);
      return String(error);
    },
  );

test('a server whose certificate is verified is talked to over TLS', async () => {
  expect(await encryption(url(verified()))).toEqual([{ ssl: true, version: 'TLSv1.3' }]);
});

test('one that nobody known has signed for is not', async () => {
  expect(await refusal(url('?sslmode=require'))).toContain('its certificate cannot be verified');
});

test('one that is signed for under another name is not, unless the authority is one’s own and says enough', async () => {
  const elsewhere = { host: 'localhost' };
  expect(await refusal(url(verified(), elsewhere))).toContain('its certificate cannot be verified');
  expect(await encryption(url(`?sslmode=verify-ca&sslrootcert=${certificate}`, elsewhere))).toEqual([
    { ssl: true, version: 'TLSv1.3' },
  ]);
});

test('a wrong or a missing password is told, with where it belongs, and never shown', async () => {
  for (const password of ['wrong-one', '']) {
    const told = await refusal(url(verified(), { password }));
    expect(told).toMatch(/password is wrong or missing: PGPASSWORD, the file that PGPASSFILE names/);
    expect(told).not.toContain('wrong-one');
  }
});

test('the password may stand in PGPASSWORD, or in the file that PGPASSFILE names', async () => {
  const without = url(verified(), { password: '' });
  vi.stubEnv('PGPASSWORD', PASSWORD);
  expect(await encryption(without)).toMatchObject([{ ssl: true }]);
  vi.unstubAllEnvs();
  const file = join(server.folder, 'passwords');
  await writeFile(file, `127.0.0.1:${port}:records:clerk:${PASSWORD.replace(':', '\\:')}\n`);
  await chmod(file, 0o600);
  vi.stubEnv('PGPASSFILE', file);
  expect(await encryption(without)).toMatchObject([{ ssl: true }]);
});

test('a server without TLS is not talked to where TLS is asked for', async () => {
  await server.halt('fast');
  await server.start('ssl=off');
  expect(await refusal(url(verified()))).toContain(
    'it has no TLS, and the address does not say sslmode=disable',
  );
});

test('a server that starts up, a database that is not there, a host that nobody knows', async () => {
  await server.halt('fast');
  expect(await refusal(url('?sslmode=disable'))).toContain('nobody listens there');
  await writeFile(join(server.data, 'pg_hba.conf'), 'host all all samehost trust\n');
  await server.start();
  expect(await refusal(url('?sslmode=disable').replace('/records?', '/nothing?'))).toContain(
    'it has no database of that name',
  );
  expect(await refusal(url('?sslmode=disable', { host: 'no-such-host.invalid' }))).toContain(
    'the name of the host is not known',
  );
});

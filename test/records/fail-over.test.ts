import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isDatabaseUnavailable } from '#records-service/database/unavailable.ts';
import { openPostgresql, rowsIn, startOwnServer } from './databases.ts';
import { Hall, sampleCitizen } from './hall.ts';
import type { Server } from './postgresql-cluster.ts';

/** From the promotion of the standby to the first paper: a search every 200 ms, a connection, a session, a paper. */
const BACK_WITHIN_MS = 3_000;

let old: Server;
let standby: Server;
let url: string;
let name: string;
let halls: Hall[];
beforeAll(async () => {
  old = await startOwnServer();
  name = new URL(await old.createDatabase()).pathname.slice(1);
  standby = await old.addStandby();
  // Only so is a paper that was handed out also in the standby. The standby itself has nobody to wait for.
  await old.rows(`alter system set synchronous_standby_names = '*'`);
  await old.rows('select pg_reload_conf()');
  url = `postgresql://postgres@localhost/${name}?host=${old.folder},${standby.folder}`;
  halls = [await Hall.open({ url, replicas: [standby.urlOf(name)] })];
  halls.push(await Hall.open({ url, replicas: [standby.urlOf(name)] }));
  // A kiosk may ask either of them: the terminals are those that the second one registered.
  for (const [id, key] of halls[1]?.keys ?? []) halls[0]?.keys.set(id, key);
});
afterAll(async () => {
  for (const hall of halls) await hall.close();
  await standby.stop();
  await old.stop();
});

const CITIZENS = ['in-work', 'gaps', 'retired', 'arrears'];

test('the standby takes over under load: each paper once, no other answer than it or 503', async () => {
  const printed = new Map<string, string>();
  const statuses = new Map<number, number>();
  const stamps: number[] = [];
  let stopped = false;
  const kiosks = CITIZENS.map(async (key, index) => {
    const citizen = sampleCitizen(key);
    for (let visit = 0; !stopped; visit += 1) {
      const hall = halls[(index + visit) % 2] as Hall;
      const opened = await hall.openWith(await hall.evidence(citizen));
      statuses.set(opened.status, (statuses.get(opened.status) ?? 0) + 1);
      if (opened.status !== 201) continue;
      const { token } = opened.body as { token: string };
      const jobId = randomUUID();
      // As the print journal does: the same job until there is an answer, from whichever service.
      for (let attempt = 0; !printed.has(jobId) && attempt < 50; attempt += 1) {
        const answer = await (halls[(index + attempt) % 2] as Hall).call('POST', '/v1/statements', {
          token,
          body: { jobId, kind: 'pensionAccount', parameters: { hideNumber: false } },
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status === 503) continue;
        expect(answer).toMatchObject({ status: 200 });
        stamps.push(performance.now());
        printed.set(jobId, (answer.body as { number: string }).number);
      }
    }
  });
  await vi.waitFor(() => expect(printed.size).toBeGreaterThan(10), { timeout: 10_000 });
  await old.halt();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await standby.promote();
  const promotedAt = performance.now();
  const before = printed.size;
  await vi.waitFor(() => expect(printed.size).toBeGreaterThan(before + 10), { timeout: 10_000 });
  stopped = true;
  await Promise.all(kiosks);
  const firstAfterMs = (stamps.find((at) => at > promotedAt) ?? Number.POSITIVE_INFINITY) - promotedAt;

  expect([...statuses.keys()].filter((status) => ![200, 201, 503].includes(status))).toEqual([]);
  const stored = await standby.rows(
    'select job_id, statement_number, person_id::int, printing from statement',
    name,
  );
  expect(new Map(stored.map((row) => [row['job_id'], row['statement_number']]))).toEqual(printed);
  expect(new Set(printed.values()).size).toBe(printed.size);
  const [audited] = await standby.rows(
    "select count(*)::int as issued from audit_event where event = 'statementIssued'",
    name,
  );
  expect(audited?.['issued']).toBe(printed.size);
  for (const person of new Set(stored.map((row) => row['person_id']))) {
    const printings = stored
      .filter((row) => row['person_id'] === person)
      .map((row) => Number(row['printing']));
    expect(printings.toSorted((a, b) => a - b)).toEqual(printings.map((_, index) => index + 1));
  }
  expect(firstAfterMs).toBeLessThan(BACK_WITHIN_MS);
});

test('the old primary, come back without a fence, is not written to any more', async () => {
  await old.start();
  await old.rows(`alter system reset synchronous_standby_names`);
  await old.rows('select pg_reload_conf()');
  const fresh = await openPostgresql(url);
  expect(await rowsIn(fresh.queries, sql`show unix_socket_directories`)).toEqual([
    { unix_socket_directories: standby.folder },
  ]);
  await fresh.close();

  const hall = halls[0] as Hall;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await hall.visit(sampleCitizen('in-work'));
  expect(await hall.rows('show unix_socket_directories')).toEqual([
    { unix_socket_directories: standby.folder },
  ]);
  // The new one goes away too. Better nothing than the old one's records.
  await standby.halt();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const refused = await hall.openWith(await hall.evidence(sampleCitizen('in-work')));
  expect(refused).toMatchObject({ status: 503, body: { code: 'recordsUnavailable' } });
  await standby.start();
  await vi.waitFor(() => hall.visit(sampleCitizen('in-work')), { timeout: 10_000 });
});

test('a server that takes no writes any more is left, and taken again when it does', async () => {
  const own = await openPostgresql(standby.urlOf(name));
  const readOnly = async (value: 'on' | 'off') => {
    await standby.rows(
      `set default_transaction_read_only = off; alter database ${name} set default_transaction_read_only = ${value}`,
    );
    await standby.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    );
  };
  await readOnly('on');
  const write = () => own.queries.execute(sql`create table if not exists written (id integer)`);
  await expect(write()).rejects.toSatisfy(isDatabaseUnavailable);
  await readOnly('off');
  await vi.waitFor(write, { timeout: 5_000 });
  await own.close();
});

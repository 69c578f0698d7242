import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLogger } from '#records-service/audit/logger.ts';
import type { Database, OpenDatabase } from '#records-service/database/database.ts';
import { isDatabaseUnavailable } from '#records-service/database/unavailable.ts';
import { openPostgresql, rowsIn, startOwnServer } from './databases.ts';
import type { Server } from './postgresql-cluster.ts';

let server: Server;
let database: OpenDatabase;
let url: string;
const logLines: string[] = [];
beforeAll(async () => {
  server = await startOwnServer();
  url = await server.createDatabase();
  database = await openPostgresql(url, {
    logger: createLogger('info', { write: (line) => void logLines.push(line) }),
  });
  await database.inScript((script) => script.run('create table note (text text primary key)'));
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

const one = async (queries: Database) =>
  (await rowsIn<{ one: number }>(queries, sql`select 1 as one`))[0]?.one;
const insert = (text: string) => sql`insert into note values (${text})`;
const notesLike = async (text: string) =>
  (await server.rows(`select text from note where text like '${text}%'`, databaseName())).length;
const databaseName = () => new URL(url).pathname.slice(1);
const mine = "application_name = 'records-service' and pid <> pg_backend_pid()";
/** Fills the pool with connections that nobody uses. */
const openConnections = () =>
  Promise.all(Array.from({ length: 8 }, () => database.queries.execute(sql`select pg_sleep(0.05)`)));

test('connections that broke while nobody used them cost nobody anything', async () => {
  for (const next of [
    () => database.read('latest', one),
    () => database.queries.transaction((transaction) => one(transaction)),
    () => one(database.queries),
  ]) {
    await openConnections();
    await server.rows(`select pg_terminate_backend(pid) from pg_stat_activity where ${mine}`);
    await next();
  }
  // A single statement that writes may have been carried out; so it is not sent again, and there is no need to, a moment later.
  await openConnections();
  await server.rows(`select pg_terminate_backend(pid) from pg_stat_activity where ${mine}`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await database.queries.execute(insert('after'));
});

test('a query whose server process is killed is asked again', async () => {
  const asked = vi.fn();
  const answer = database.read('latest', async (queries) => {
    asked();
    await queries.execute(sql`select pg_sleep(0.5)`);
    return one(queries);
  });
  await new Promise((resolve) => setTimeout(resolve, 150));
  const [busy] = await server.rows(
    `select pid from pg_stat_activity where query like '%pg_sleep(0.5)%' and ${mine}`,
  );
  // The server takes this for a crash: it ends all processes and recovers.
  process.kill(Number(busy?.['pid']), 'SIGKILL');
  expect(await answer).toBe(1);
  expect(asked).toHaveBeenCalledTimes(2);
});

test('a transaction that is cut off in the middle is refused and leaves nothing', async () => {
  await vi.waitFor(() => one(database.queries));
  const cut = database.queries.transaction(async (transaction) => {
    await transaction.execute(insert('half 1'));
    await server.rows(`select pg_terminate_backend(pid) from pg_stat_activity where ${mine}`);
    await transaction.execute(insert('half 2'));
  });
  await expect(cut).rejects.toSatisfy(isDatabaseUnavailable);
  expect(await notesLike('half')).toBe(0);
});

test('a transaction with a failed statement cannot be taken for done', async () => {
  const swallowed = database.queries.transaction(async (transaction) => {
    await transaction.execute(insert('twice'));
    await transaction.execute(insert('twice')).catch(() => undefined);
  });
  await expect(swallowed).rejects.toMatchObject({
    cause: { message: 'A transaction was committed after one of its statements had failed' },
  });
  expect(await notesLike('twice')).toBe(0);
});

test('more callers than connections wait for their turn; where none comes, it is no lost server', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => one(database.queries)));
  expect(new Set(answers)).toEqual(new Set([1]));
  const busy = Promise.all(
    Array.from({ length: 10 }, () => database.queries.execute(sql`select pg_sleep(4)`)),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect(one(database.queries)).rejects.toSatisfy(isDatabaseUnavailable);
  expect(database.state().isWritable).toBe(true);
  expect(await database.isAlive()).toBe(true);
  await busy;
});

test('a server that freezes is noticed within three seconds, and one that thaws is used again', async () => {
  const postmaster = Number(readFileSync(join(server.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const processes = (await server.rows('select pid from pg_stat_activity')).map((row) => Number(row['pid']));
  const all = [postmaster, ...processes.filter((pid) => isThere(pid))];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  const frozenAt = performance.now();
  try {
    await vi.waitFor(() => expect(database.state().isWritable).toBe(false), { timeout: 5_000 });
    expect(performance.now() - frozenAt).toBeLessThan(3_000);
    const askedAt = performance.now();
    await expect(one(database.queries)).rejects.toSatisfy(isDatabaseUnavailable);
    expect(performance.now() - askedAt).toBeLessThan(3_500);
    expect(await database.isAlive()).toBe(false);
  } finally {
    for (const pid of all.toReversed()) if (isThere(pid)) process.kill(pid, 'SIGCONT');
  }
  await vi.waitFor(() => one(database.queries), { timeout: 10_000 });
});

test('a restart under load is waited for: nothing half, nothing twice, and little refused', async () => {
  let stopped = false;
  const taken: string[] = [];
  const refused: string[] = [];
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let number = 0; !stopped; number += 1) {
      const text = `load ${writer} ${number}`;
      try {
        await database.queries.transaction(async (transaction) => {
          await transaction.execute(insert(`${text} a`));
          await transaction.execute(insert(`${text} b`));
        });
        taken.push(text);
      } catch (error) {
        expect(error).toSatisfy(isDatabaseUnavailable);
        refused.push(text);
      }
    }
  });
  const seen: number[] = [];
  const reader = (async () => {
    while (!stopped) {
      const [row] = await database.read('latest', (queries) =>
        rowsIn<{ count: number }>(queries, sql`select count(*)::int from note where text like 'load%'`),
      );
      seen.push(row?.count ?? -1);
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await server.halt('fast');
  const downAt = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await server.start();
  const before = taken.length;
  await vi.waitFor(() => expect(taken.length).toBeGreaterThan(before), { timeout: 5_000, interval: 5 });
  const backAfterMs = performance.now() - downAt;
  await new Promise((resolve) => setTimeout(resolve, 300));
  stopped = true;
  await Promise.all([...writers, reader]);
  const stored = new Set(
    (await server.rows('select text from note', databaseName())).map((row) => row['text']),
  );
  for (const text of taken) expect([`${text} a`, `${text} b`].every((half) => stored.has(half))).toBe(true);
  for (const text of refused) expect(stored.has(`${text} a`)).toBe(stored.has(`${text} b`));
  expect(seen.every((count, index) => count % 2 === 0 && count >= (seen[index - 1] ?? 0))).toBe(true);
  // At most what was under way in each writer when the server stopped.
  expect(refused.length).toBeLessThanOrEqual(writers.length);
  expect(backAfterMs).toBeLessThan(4_000);
});

test('the log names the server that was lost and found, and no password', () => {
  const log = logLines.join('');
  expect(log).toMatch(/"database lost".*"database found"/s);
  expect(log).toContain(server.folder);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { OpenDatabase, ReadFreshness } from '#records-service/database/database.ts';
import { PensionSummary } from '#shared/records-api/pension.ts';
import { visitVerified, write as writeAs } from './application-calls.ts';
import { openPostgresql, rowsIn, startOwnServer } from './databases.ts';
import { Hall, SECOND_TERMINAL, sampleCitizen } from './hall.ts';
import { type Server, startCluster } from './postgresql-cluster.ts';

const LAG_MAX_MS = 1_000;
/** Twice the limit and what it takes to notice. */
const NOTICED = { timeout: 10_000, interval: 50 };

let primary: Server;
let standby: Server;
let database: OpenDatabase;
beforeAll(async () => {
  primary = await startOwnServer();
  const url = await primary.createDatabase();
  const name = new URL(url).pathname.slice(1);
  standby = await primary.addStandby();
  database = await openPostgresql(url, {
    replicas: [standby.urlOf(name)],
    replicaLagMaxMs: LAG_MAX_MS,
  });
  await database.inScript((script) => script.run('create table note (text text primary key)'));
});
afterAll(async () => {
  await database.close();
  await standby.stop();
  await primary.stop();
});

const whoAnswers = (freshness: ReadFreshness = 'recent') =>
  database.read(freshness, async (queries) => {
    const [row] = await rowsIn<{ standby: boolean }>(queries, sql`select pg_is_in_recovery() as standby`);
    return row?.standby === true ? 'replica' : 'primary';
  });
const write = (text: string) => database.queries.execute(sql`insert into note values (${text})`);
const notes = (freshness: ReadFreshness) =>
  database.read(freshness, async (queries) => {
    const rows = await rowsIn<{ text: string }>(queries, sql`select text from note order by text`);
    return rows.map((row) => row.text);
  });

describe('queries that may be a little old', () => {
  test('go to the replica, and what must be the latest to the primary', async () => {
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('replica'), NOTICED);
    for (let times = 0; times < 20; times += 1) expect(await whoAnswers()).toBe('replica');
    expect(await whoAnswers('latest')).toBe('primary');
    expect(database.state()).toMatchObject({ isWritable: true, replicas: [{ usable: true }] });
  });

  test('still go there when nothing was written for longer than the limit', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2 * LAG_MAX_MS));
    expect(await whoAnswers()).toBe('replica');
  });

  test('go to the primary while the replica falls behind, and back when it has caught up', async () => {
    await standby.rows('select pg_wal_replay_pause()');
    await write('while paused');
    expect(await notes('latest')).toContain('while paused');
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('primary'), NOTICED);
    expect(await notes('recent')).toContain('while paused');
    expect(database.state().replicas).toMatchObject([{ usable: false }]);
    expect(database.state().replicas[0]?.lagMs).toBeGreaterThan(LAG_MAX_MS);

    await standby.rows('select pg_wal_replay_resume()');
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('replica'), NOTICED);
    expect(await notes('recent')).toContain('while paused');
  });

  test('are never older than the limit, however much is written', async () => {
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('replica'), NOTICED);
    await standby.rows('select pg_wal_replay_pause()');
    const written: { text: string; at: number }[] = [];
    let lacking = 0;
    for (let number = 0; number < 40; number += 1) {
      await write(`number ${number}`);
      written.push({ text: `number ${number}`, at: performance.now() });
      const askedAt = performance.now();
      const seen = new Set(await notes('recent'));
      for (const { text, at } of written) {
        if (seen.has(text)) continue;
        lacking += 1;
        expect(askedAt - at).toBeLessThanOrEqual(LAG_MAX_MS);
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    expect(lacking).toBeGreaterThan(0);
    await standby.rows('select pg_wal_replay_resume()');
  });

  test('cost nobody an answer when the replica stops in the middle of it, and come back with it', async () => {
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('replica'), NOTICED);
    const asked: string[] = [];
    const slow = database.read('recent', async (queries) => {
      const [row] = await rowsIn<{ standby: boolean }>(
        queries,
        sql`select pg_is_in_recovery() as standby, pg_sleep(1)`,
      );
      asked.push(row?.standby === true ? 'replica' : 'primary');
      return asked.at(-1);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await standby.halt();
    expect(await slow).toBe('primary');
    expect(asked).toEqual(['primary']);
    for (let times = 0; times < 20; times += 1) expect(await whoAnswers()).toBe('primary');
    await standby.start();
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('replica'), NOTICED);
  });

  test('wait for a replica to have all that was there, where that is asked', async () => {
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('replica'), NOTICED);
    await standby.rows('select pg_wal_replay_pause()');
    await database.inScript((script) => script.run('create table later (id integer)'));
    expect(await database.read('recent', (queries) => rowsIn(queries, sql`select * from later`))).toEqual([]);
    await standby.rows('select pg_wal_replay_resume()');
    await vi.waitFor(async () => expect(await whoAnswers()).toBe('replica'), NOTICED);
  });
});

describe('the citizen', () => {
  let hall: Hall;
  let name: string;
  beforeAll(async () => {
    const url = await primary.createDatabase();
    name = new URL(url).pathname.slice(1);
    hall = await Hall.open({ url, replicas: [standby.urlOf(name)] });
  });
  afterAll(() => hall.close());

  const cutOff = async (token: string) =>
    (await hall.ask(PensionSummary, '/v1/pension/summary', token)).dataCutOff;
  const replicas = async () => (await hall.call('GET', '/health')).body;

  test('is answered by the replica; after a write of their own by the primary, at every terminal', async () => {
    await vi.waitFor(
      async () =>
        expect(await replicas()).toEqual({
          status: 'ok',
          database: 'ok',
          replicas: { named: 1, inUse: 1 },
        }),
      NOTICED,
    );
    const { token } = await hall.visit(sampleCitizen('gaps'));
    const before = await cutOff(token);
    const writer = await visitVerified(hall, sampleCitizen('in-work'));
    await standby.rows('select pg_wal_replay_pause()');
    await primary.rows("update data_cut_off set cut_off = '2026-09-30'", name);
    expect(await cutOff(token)).toBe(before);
    expect(await cutOff(writer)).toBe(before);
    const changed = await writeAs(hall, writer, '/v1/contact-changes', {
      field: 'phone',
      value: '19900000098',
    });
    expect(changed.status).toBe(201);
    expect(await cutOff(writer)).toBe('2026-09-30');
    const elsewhere = await hall.visit(sampleCitizen('in-work'), { terminalId: SECOND_TERMINAL });
    expect(await cutOff(elsewhere.token)).toBe('2026-09-30');
    await standby.rows('select pg_wal_replay_resume()');
    hall.now += 61_000;
    await vi.waitFor(async () => expect(await cutOff(writer)).toBe('2026-09-30'), NOTICED);
  });

  test('sees nothing of a replica that goes away and comes back', async () => {
    const { token } = await hall.visit(sampleCitizen('gaps'));
    let stopped = false;
    let answers = 0;
    const asking = Array.from({ length: 4 }, async () => {
      for (; !stopped; answers += 1) await cutOff(token);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await standby.halt();
    await vi.waitFor(
      async () => expect(await replicas()).toMatchObject({ status: 'degraded', replicas: { inUse: 0 } }),
      NOTICED,
    );
    expect((await hall.call('GET', '/health')).status).toBe(200);
    await standby.start();
    await vi.waitFor(async () => expect(await replicas()).toMatchObject({ replicas: { inUse: 1 } }), NOTICED);
    stopped = true;
    await Promise.all(asking);
    expect(answers).toBeGreaterThan(20);
    const metrics = String((await hall.call('GET', '/metrics')).body);
    expect(metrics).toContain(`records_replica_in_use{server="${standby.folder}:5432"} 1`);
    expect(metrics).toMatch(/records_replica_lag_seconds\{server="[^"]*"\} \d/);
  });
});

test('a standby of another database is not asked, however far ahead it is', async () => {
  // Not a copy of the empty server of this run: that would make them brothers.
  const stranger = await startCluster();
  const strangersStandby = await stranger.addStandby();
  for (let segment = 0; segment < 3; segment += 1)
    await stranger.rows(`create table t${segment} (); select pg_switch_wal()`);
  const own = await openPostgresql(primary.urlOf('postgres'), {
    replicas: [strangersStandby.urlOf('postgres'), standby.urlOf('postgres')],
  });
  await vi.waitFor(
    () => expect(own.state().replicas.map(({ usable }) => usable)).toEqual([false, true]),
    NOTICED,
  );
  await own.close();
  await strangersStandby.stop();
  await stranger.stop();
});

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { type Plan, personOfPlan } from '#records-service/generator/life.ts';
import { loadGenerated } from '#records-service/generator/load.ts';
import { Hall } from './hall.ts';
import { LOG_PLANS, type LoggedPlan, loggedPlans } from './logged-plans.ts';
import { type Server, startCluster } from './postgresql-cluster.ts';

const PEOPLE = 20_000;
const PLAN: Plan = { seed: 1, years: 3, cutOff: '2026-10-31', employers: PEOPLE / 40 };

/** These have one row, or one for each terminal or office of the region, and are read whole. */
const NEVER_GROW = ['data_cut_off', 'terminal', 'office', 'schema_migration'];

let server: Server;
let url: string;
beforeAll(async () => {
  server = await startCluster();
  url = await server.createDatabase();
  await inDatabase(async (client) => {
    await client.query('begin');
    await migrate(
      {
        run: async (sql) => {
          await client.query(sql);
        },
        rows: async (sql, parameters) => (await client.query(sql, [...parameters])).rows,
      },
      MIGRATIONS,
    );
    await client.query('commit');
  });
  await loadGenerated(url, { ...PLAN, persons: PEOPLE });
  // As many as a province has for its millions: of a few hundred, reading all would be right.
  await inDatabase((client) =>
    client.query(`insert into employer (unit_number, name)
      select '999998' || n, '样例' || n || '厂' from generate_series(1, 30000) n; analyze employer`),
  );
  await setting(LOG_PLANS);
}, 600_000);
afterAll(() => server.stop());

async function inDatabase(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await work(client);
  await client.end();
}

const setting = (settings: Readonly<Record<string, string>>) =>
  inDatabase(async (client) => {
    const { rows } = await client.query('select current_database() as name');
    for (const [name, value] of Object.entries(settings))
      await client.query(`alter database ${rows[0].name} set ${name} = '${value}'`);
  });

/** Everything that a citizen does at a kiosk, several of them in turn. */
async function visits(): Promise<LoggedPlan[]> {
  const logFile = join(server.folder, 'server.log');
  const hall = await Hall.open({ url }, undefined, { sampleData: { enabled: false } });
  const before = (await loggedPlans(logFile)).length;
  for (const index of [1, 777, 12_345, 19_999]) {
    const { citizenNumber, ...person } = personOfPlan(PLAN, index);
    const visitor = { ...person, key: '', number: citizenNumber, nationCode: '01', address: '', story: '' };
    const { token } = await hall.visit(visitor);
    for (const path of ['summary', 'contributions', 'account-years'])
      expect(await hall.call('GET', `/v1/pension/${path}`, { token })).toMatchObject({ status: 200 });
    const issued = await hall.call('POST', '/v1/statements', {
      token,
      body: { kind: 'pensionAccount', jobId: randomUUID(), parameters: { hideNumber: false } },
    });
    expect(issued).toMatchObject({ status: 200 });
    const { number, verificationCode } = issued.body as { number: string; verificationCode: string };
    expect(await hall.call('GET', `/v1/verifications?n=${number}&c=${verificationCode}`)).toMatchObject({
      status: 200,
    });
    expect(await hall.call('DELETE', '/v1/sessions/current', { token })).toMatchObject({ status: 204 });
  }
  await hall.close();
  const plans = (await loggedPlans(logFile)).slice(before);
  expect(plans.filter(({ query }) => query.includes('string_agg')).length).toBeGreaterThanOrEqual(16);
  return plans;
}

const readsWhole = (plans: readonly LoggedPlan[]) => [
  ...new Set(
    plans.flatMap(({ nodes }) =>
      nodes.flatMap((node) => {
        const table = node['Relation Name'];
        const whole = node['Node Type'] === 'Seq Scan' && table !== undefined && !NEVER_GROW.includes(table);
        return whole ? [table] : [];
      }),
    ),
  ),
];

const partitionsOf = ({ nodes }: LoggedPlan) => [
  ...new Set(
    nodes
      .filter((node) => (node['Actual Loops'] ?? 0) > 0)
      .map((node) => node['Relation Name'] ?? '')
      .filter((table) => /^pension_history_\d+$/.test(table)),
  ),
];

describe('of all statements of a visit', () => {
  test('none reads a table of people or of their months as a whole, and each looks into one partition', async () => {
    const plans = await visits();
    const ofPeople = ['person', 'participation', 'employer'];
    expect(readsWhole(plans).filter((table) => ofPeople.includes(table) || /^pension_/.test(table))).toEqual(
      [],
    );
    const looked = plans.map(partitionsOf).filter((partitions) => partitions.length > 0);
    expect(looked.length).toBeGreaterThanOrEqual(16);
    for (const partitions of looked) expect(partitions).toHaveLength(1);
  });

  /** A table of a few rows is read whole, because that is quicker. Forbidden where there is an index, it shows what has none. */
  test('each is answered through an index, on every table that grows', async () => {
    await setting({ enable_seqscan: 'off' });
    expect(readsWhole(await visits())).toEqual([]);
    await setting({ enable_seqscan: 'on' });
  });

  test('and so it is where plans are made once for all people', async () => {
    await setting({ plan_cache_mode: 'force_generic_plan' });
    const plans = await visits();
    expect(readsWhole(plans).filter((table) => /^pension_|^person$/.test(table))).toEqual([]);
    for (const partitions of plans.map(partitionsOf)) expect(partitions.length).toBeLessThanOrEqual(1);
    await setting({ plan_cache_mode: 'auto' });
  });
});

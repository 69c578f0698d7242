import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { type Load, loadGenerated } from '#records-service/generator/load.ts';

const TOLD_EVERY_MS = 10_000;

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    persons: { type: 'string' },
    years: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    'cut-off': { type: 'string', default: '2026-10-31' },
  },
});
if (values.database === undefined || values.persons === undefined) {
  console.error('Usage: records-load.mjs --database postgres://… --persons N [--years 40] [--seed 1]');
  process.exit(2);
}
await load(values.database, {
  persons: Number(values.persons),
  years: Number(values.years),
  seed: Number(values.seed),
  cutOff: values['cut-off'],
});

/** Loads, and says how long it took and how large it became. */
async function load(url: string, wanted: Load): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await migrated(client);
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
  let toldAt = startedAt;
  const { persons, lines } = await loadGenerated(url, wanted, (loaded) => {
    if (performance.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = performance.now();
    console.log(
      `${loaded.persons} of ${wanted.persons} people, ${loaded.lines} contributions, ${seconds()} s`,
    );
  });
  console.log(`${persons} people, ${lines} contributions in ${seconds()} s; ${await sizeOf(client)}`);
  await client.end();
}

async function migrated(client: pg.Client): Promise<void> {
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
}

async function sizeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    `select pg_size_pretty(pg_database_size(current_database())) as whole,
       (select pg_size_pretty(sum(pg_total_relation_size(inhrelid))) from pg_inherits
        where inhparent = 'pension_history'::regclass) as history`,
  );
  return `database ${rows[0].whole}, history ${rows[0].history}`;
}

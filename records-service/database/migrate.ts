import { createHash } from 'node:crypto';
import type { SqlScript } from './database.ts';
import type { Migration } from './migrations/migration.ts';
import { codeOf } from './unavailable.ts';

/** Any number that no other program on the same database uses for its lock: "records" on a telephone keypad. */
const MIGRATION_LOCK = 7_326_737;

const MIGRATION_TABLE = `create table schema_migration (
  name text primary key,
  sha256 text not null,
  applied_at timestamp with time zone not null default now()
)`;

/** SQLSTATEs of a table, a type or a function that is there already. */
const ALREADY_THERE = /^(42P07|42710|42723)$/;

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings the schema up to date. Everything happens in the caller's one transaction, and two services that start at
 * once wait for each other.
 * @returns names of the migrations applied now
 * @throws MigrationError when the database was made by other texts than these
 */
export async function migrate(script: SqlScript, migrations: readonly Migration[]): Promise<string[]> {
  await script.run(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  // Asked before, because `if not exists` too needs the right to make tables; a role that only uses them goes on without.
  const [{ known } = {}] = await script.rows(
    "select to_regclass('schema_migration') is not null as known",
    [],
  );
  if (known !== true) await makeTables(script, 'schema_migration', MIGRATION_TABLE);
  const applied = new Map(
    (await script.rows('select name, sha256 from schema_migration order by name', [])).map((row) => [
      String(row['name']),
      String(row['sha256']),
    ]),
  );
  const names = new Set(migrations.map((migration) => migration.name));
  for (const name of applied.keys())
    if (!names.has(name))
      throw new MigrationError(`The database has migration ${name}, this program does not`);
  const now: string[] = [];
  for (const { name, sql } of migrations) {
    const sha256 = createHash('sha256').update(sql).digest('hex');
    const before = applied.get(name);
    if (before === sha256) continue;
    if (before !== undefined)
      throw new MigrationError(
        `Migration ${name} was applied with another text (SHA-256 ${before.slice(0, 12)}…)`,
      );
    await makeTables(script, name, sql);
    await script.rows('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    now.push(name);
  }
  await requireRightToWrite(script);
  return now;
}

async function makeTables(script: SqlScript, name: string, sql: string): Promise<void> {
  const [{ schema, allowed } = {}] = await script.rows(
    "select current_schema() as schema, has_schema_privilege(current_schema(), 'create') as allowed",
    [],
  );
  if (allowed !== true)
    throw new MigrationError(
      `Migration ${name} is to be applied, and the role may not make tables in the schema ${schema}: start once as the owner of the database`,
    );
  try {
    await script.run(sql);
  } catch (error) {
    if (!(error instanceof Error) || !ALREADY_THERE.test(codeOf(error))) throw error;
    throw new MigrationError(
      `Migration ${name} cannot be applied: the database has something of that name already, which another program made`,
      { cause: error },
    );
  }
}

/** @throws MigrationError where the tables are another role's and this one may only look at them */
async function requireRightToWrite(script: SqlScript): Promise<void> {
  const [{ closed } = {}] = await script.rows(
    `select string_agg(t, ', ') as closed from unnest(array['audit_event', 'session', 'statement']) t
     where to_regclass(t) is not null and not has_table_privilege(t, 'insert')`,
    [],
  );
  if (typeof closed === 'string')
    throw new MigrationError(`The role may not write to the tables of this service (${closed})`);
}

import { createHash } from 'node:crypto';
import type { SqlScript } from './database.ts';
import type { Migration } from './migrations/migration.ts';

/** Any number that no other program on the same database uses for its lock: "records" on a telephone keypad. */
const MIGRATION_LOCK = 7_326_737;

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
  await script.run(`create table if not exists schema_migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamp with time zone not null default now()
  )`);
  const applied = new Map(
    (await script.rows('select name, sha256 from schema_migration order by name', [])).map((row) => [
      String(row['name']),
      String(row['sha256']),
    ]),
  );
  const known = new Set(migrations.map((migration) => migration.name));
  for (const name of applied.keys())
    if (!known.has(name))
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
    await script.run(sql);
    await script.rows('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    now.push(name);
  }
  return now;
}

import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Queries, on the database itself or inside a transaction of it. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** Plain SQL inside one transaction, for what comes before the tables are there. */
export interface SqlScript {
  /** Several statements, no parameters. */
  run(sql: string): Promise<void>;
  rows(sql: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

/** A PostgreSQL server or the embedded database; both speak one dialect and nobody above can tell them apart. */
export interface OpenDatabase {
  readonly queries: Database;
  /** Commits when the work is done, rolls back when it throws. */
  inScript<T>(work: (script: SqlScript) => Promise<T>): Promise<T>;
  isAlive(): Promise<boolean>;
  close(): Promise<void>;
}

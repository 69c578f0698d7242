import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Queries, on the database itself or inside a transaction of it. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** Plain SQL inside one transaction, for what comes before the tables are there. */
export interface SqlScript {
  /** Several statements, no parameters. */
  run(sql: string): Promise<void>;
  rows(sql: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

/** `latest`: everything that was written. `recent`: possibly a little less, from a replica. */
export type ReadFreshness = 'latest' | 'recent';

interface DatabaseState {
  /** Whether records can be written, and so whether anybody can be served. */
  readonly isWritable: boolean;
  readonly replicas: readonly ReplicaState[];
}

export interface ReplicaState {
  /** `host:port` */
  readonly name: string;
  /** False while it cannot be reached or is too far behind; the primary answers in its place. */
  readonly usable: boolean;
  /** How old what it has may be; null where that is not known. */
  readonly lagMs: number | null;
}

/** A PostgreSQL server or the embedded database; both speak one dialect and nobody above can tell them apart. */
export interface OpenDatabase {
  /** Where everything is written, and read that must be the latest. */
  readonly queries: Database;
  /**
   * Looks at one moment of the database, on one server. The work is done again, from the start, where that server fails
   * in the middle; so it only looks, and has no effect elsewhere.
   */
  read<T>(freshness: ReadFreshness, work: (queries: Database) => Promise<T>): Promise<T>;
  /** As `read`, for work that is one statement, begins with `select` and so is asked again where its connection broke. */
  readOnce<T>(freshness: ReadFreshness, work: (queries: Database) => Promise<T>): Promise<T>;
  /** Commits when the work is done, rolls back when it throws. No statement in it is too slow. */
  inScript<T>(work: (script: SqlScript) => Promise<T>): Promise<T>;
  /** Replicas are asked again only when they have everything that is there by now. */
  requireReplicasToCatchUp(): void;
  isAlive(): Promise<boolean>;
  state(): DatabaseState;
  close(): Promise<void>;
}

import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import type { SQL } from 'drizzle-orm';
import { inject } from 'vitest';
import { createLogger } from '#records-service/audit/logger.ts';
import type { Database, OpenDatabase } from '#records-service/database/database.ts';
import { embeddedDatabase } from '#records-service/database/embedded.ts';
import { openPostgresqlDatabase } from '#records-service/database/postgresql.ts';
import { createDatabaseAt, type Server, startCluster } from './postgresql-cluster.ts';

/** Both databases the service runs on; the embedded one in memory. */
export const DATABASES = ['embedded', 'postgresql'] as const;
export type DatabaseKind = (typeof DATABASES)[number];

/** Address of an empty database on the server that all files share. */
export const createDatabase = (options?: string): Promise<string> =>
  createDatabaseAt(inject('databases').serverFolder, options);

/** A server for a test that stops it, copies it or has something against its other users. */
export const startOwnServer = (): Promise<Server> => startCluster(inject('databases').emptyCluster);

const silent = createLogger('error', { write: () => undefined });

export const openPostgresql = (
  url: string,
  { replicas = [], replicaLagMaxMs = 5_000, logger = silent }: OpenOptions = {},
): Promise<OpenDatabase> => openPostgresqlDatabase({ url, replicas, replicaLagMaxMs }, logger);

/** Rows of a query as the driver gives them; both drivers give them alike. */
export async function rowsIn<Row>(queries: Database, query: SQL): Promise<Row[]> {
  return ((await queries.execute(query)) as { rows: Row[] }).rows;
}

interface OpenOptions {
  readonly replicas?: readonly string[];
  readonly replicaLagMaxMs?: number;
  readonly logger?: typeof silent;
}

const openEmptyEmbedded = (): Promise<OpenDatabase> => openEmbeddedImage(inject('databases').emptyEmbedded);

/** As a service leaves it that has started once and was given nothing. */
export const openMigratedEmbedded = (): Promise<OpenDatabase> =>
  openEmbeddedImage(inject('databases').migratedEmbedded);

async function openEmbeddedImage(file: string): Promise<OpenDatabase> {
  return embeddedDatabase(await PGlite.create({ loadDataDir: await openAsBlob(file) }));
}

/** Empty databases of one kind, without a service. */
export class Databases {
  readonly #opened: OpenDatabase[] = [];

  private constructor(private readonly kind: DatabaseKind) {}

  static async of(kind: DatabaseKind): Promise<Databases> {
    return new Databases(kind);
  }

  async empty(): Promise<OpenDatabase> {
    const [database] = await this.connections(1);
    if (database === undefined) throw new Error('no connection');
    return database;
  }

  /** Several programs on one database; the embedded one has room for one only. */
  async connections(count: number): Promise<OpenDatabase[]> {
    const opened = this.kind === 'embedded' ? [await openEmptyEmbedded()] : await this.#onServer(count);
    this.#opened.push(...opened);
    return opened;
  }

  async #onServer(count: number): Promise<OpenDatabase[]> {
    const url = await createDatabase();
    return Promise.all(Array.from({ length: count }, () => openPostgresql(url)));
  }

  async close(): Promise<void> {
    for (const database of this.#opened) await database.close();
  }
}

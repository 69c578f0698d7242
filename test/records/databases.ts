import { PGlite } from '@electric-sql/pglite';
import type { OpenDatabase } from '#records-service/database/database.ts';
import { embeddedDatabase } from '#records-service/database/embedded.ts';
import { openPostgresqlDatabase } from '#records-service/database/postgresql.ts';
import type { DatabaseKind } from './hall.ts';
import { type Cluster, startCluster } from './postgresql-cluster.ts';

/** Empty databases of one kind, without a service. */
export class Databases {
  readonly #opened: OpenDatabase[] = [];

  private constructor(
    private readonly cluster: Cluster | null,
    private readonly emptyImage: Blob | null,
  ) {}

  static async of(kind: DatabaseKind): Promise<Databases> {
    if (kind === 'postgresql') return new Databases(await startCluster(), null);
    // Making an embedded database takes seconds, copying an empty one does not.
    const server = await PGlite.create('memory://');
    const emptyImage = await server.dumpDataDir('none');
    await server.close();
    return new Databases(null, emptyImage);
  }

  async empty(): Promise<OpenDatabase> {
    const [database] = await this.connections(1);
    if (database === undefined) throw new Error('no connection');
    return database;
  }

  /** Several programs on one database; the embedded one has room for one only. */
  async connections(count: number): Promise<OpenDatabase[]> {
    const url = await this.cluster?.createDatabase();
    const opened =
      url === undefined
        ? [
            embeddedDatabase(
              await PGlite.create({ ...(this.emptyImage && { loadDataDir: this.emptyImage }) }),
            ),
          ]
        : Array.from({ length: count }, () => openPostgresqlDatabase(url, () => undefined));
    this.#opened.push(...opened);
    return opened;
  }

  async close(): Promise<void> {
    for (const database of this.#opened) await database.close();
    await this.cluster?.stop();
  }
}

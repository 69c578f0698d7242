import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { embeddedDatabase } from '#records-service/database/embedded.ts';
import { migrate } from '#records-service/database/migrate.ts';
import { MIGRATIONS } from '#records-service/database/migrations/all.ts';
import { makeServer } from './postgresql-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly databases: {
      /** Folder of the socket of the one PostgreSQL server that all files share, each with databases of its own. */
      readonly serverFolder: string;
      /** Data folder of an empty server, to be copied by whoever needs one alone. */
      readonly emptyCluster: string;
      /** Data of an empty embedded database. */
      readonly emptyEmbedded: string;
      /** Data of an embedded database in which all migrations are applied. */
      readonly migratedEmbedded: string;
    };
  }
}

/** Making a database takes seconds, of either kind; copying an empty one does not. So each is made once in a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [{ server, emptyCluster }, images] = await Promise.all([makeServer(), imagesOfEmbedded()]);
  const emptyEmbedded = join(server.folder, 'embedded.tar');
  const migratedEmbedded = join(server.folder, 'embedded-migrated.tar');
  await Promise.all([
    server.start(),
    writeFile(emptyEmbedded, images.empty),
    writeFile(migratedEmbedded, images.migrated),
  ]);
  project.provide('databases', {
    serverFolder: server.folder,
    emptyCluster,
    emptyEmbedded,
    migratedEmbedded,
  });
  return () => server.stop();
}

async function imagesOfEmbedded(): Promise<{ empty: Uint8Array; migrated: Uint8Array }> {
  const server = await PGlite.create('memory://');
  const image = async () => new Uint8Array(await (await server.dumpDataDir('none')).arrayBuffer());
  const empty = await image();
  await embeddedDatabase(server).inScript((script) => migrate(script, MIGRATIONS));
  const migrated = await image();
  await server.close();
  return { empty, migrated };
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
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
    };
  }
}

/** Making a database takes seconds, of either kind; copying an empty one does not. So each is made once in a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [{ server, emptyCluster }, image] = await Promise.all([makeServer(), imageOfEmptyEmbedded()]);
  const emptyEmbedded = join(server.folder, 'embedded.tar');
  await Promise.all([server.start(), writeFile(emptyEmbedded, image)]);
  project.provide('databases', { serverFolder: server.folder, emptyCluster, emptyEmbedded });
  return () => server.stop();
}

async function imageOfEmptyEmbedded(): Promise<Uint8Array> {
  const server = await PGlite.create('memory://');
  const image = await server.dumpDataDir('none');
  await server.close();
  return new Uint8Array(await image.arrayBuffer());
}

import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { OpenDatabase } from './database.ts';
import { lockFolder } from './folder-lock.ts';

/**
 * PostgreSQL inside this process, for a hall's single kiosk, demonstrations and tests. One connection; a transaction
 * keeps every other query waiting, so nothing inside one may use the outer handle.
 * @param folder made where it is not there; nobody else may have it open
 * @throws DatabaseRefused where another process works in the folder
 */
export async function openEmbeddedDatabase(folder: string): Promise<OpenDatabase> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    const database = embeddedDatabase(await PGlite.create(folder));
    return {
      ...database,
      close: async () => {
        await database.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

export function embeddedDatabase(server: PGlite): OpenDatabase {
  const queries = drizzle(server);
  return {
    queries,
    read: (_freshness, work) =>
      queries.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' }),
    readOnce: (_freshness, work) => work(queries),
    inScript: (work) =>
      server.transaction((transaction) =>
        work({
          run: async (sql) => {
            await transaction.exec(sql);
          },
          rows: async (sql, parameters) =>
            (await transaction.query<Record<string, unknown>>(sql, [...parameters])).rows,
        }),
      ),
    requireReplicasToCatchUp: () => undefined,
    isAlive: async () => {
      try {
        await server.query('select 1');
        return true;
      } catch {
        // Any failure means the same to the caller: the records cannot be read.
        return false;
      }
    },
    state: () => ({ isWritable: !server.closed, replicas: [] }),
    close: () => server.close(),
  };
}

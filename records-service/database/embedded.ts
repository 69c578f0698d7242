import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { OpenDatabase } from './database.ts';

/**
 * PostgreSQL inside this process, for a hall's single kiosk, demonstrations and tests. One connection; a transaction
 * keeps every other query waiting, so nothing inside one may use the outer handle.
 * @param dataDirectory a folder, or `memory://`
 */
export async function openEmbeddedDatabase(dataDirectory: string): Promise<OpenDatabase> {
  return embeddedDatabase(await PGlite.create(dataDirectory));
}

export function embeddedDatabase(server: PGlite): OpenDatabase {
  return {
    queries: drizzle(server),
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
    isAlive: async () => {
      try {
        await server.query('select 1');
        return true;
      } catch {
        // Any failure means the same to the caller: the records cannot be read.
        return false;
      }
    },
    close: () => server.close(),
  };
}

import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { OpenDatabase } from './database.ts';

const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_MS = 3_000;
/** A citizen stands waiting: an answer that takes longer helps nobody. */
const STATEMENT_TIMEOUT_MS = 7_000;

/** @param onLostConnection told of an idle connection that broke; the pool replaces it by itself */
export function openPostgresqlDatabase(url: string, onLostConnection: () => void): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'records-service',
    keepAlive: true,
  });
  pool.on('error', onLostConnection);
  return {
    queries: drizzle(pool),
    inScript: async (work) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const outcome = await work({
          run: async (sql) => {
            await client.query(sql);
          },
          rows: async (sql, parameters) => (await client.query(sql, [...parameters])).rows,
        });
        await client.query('commit');
        return outcome;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    isAlive: async () => {
      try {
        await pool.query('select 1');
        return true;
      } catch {
        // Any failure means the same to the caller: the records cannot be read.
        return false;
      }
    },
    close: () => pool.end(),
  };
}

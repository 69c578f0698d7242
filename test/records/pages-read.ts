import type { OpenDatabase } from '#records-service/database/database.ts';

/** Pages of the table and its indexes that were looked at so far. The pool has one idle connection, so this asks the same one. */
export async function pagesRead(database: OpenDatabase, table: string): Promise<number> {
  await database.inScript((script) => script.rows('select pg_stat_force_next_flush()', []));
  const [row] = await database.inScript((script) =>
    script.rows(
      `select (heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::int as pages
       from pg_statio_user_tables where relname = $1`,
      [table],
    ),
  );
  return Number(row?.['pages']);
}

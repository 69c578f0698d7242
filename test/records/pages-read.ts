import type { OpenDatabase } from '#records-service/database/database.ts';

/** Pages of the tables whose name is like that, of their indexes and of what they store apart, that were looked at so far. The pool has one idle connection, so this asks the same one. */
export async function pagesRead(database: OpenDatabase, table: string): Promise<number> {
  await database.inScript((script) => script.rows('select pg_stat_force_next_flush()', []));
  const [row] = await database.inScript((script) =>
    script.rows(
      `select sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)
           + coalesce(toast_blks_read + toast_blks_hit, 0) + coalesce(tidx_blks_read + tidx_blks_hit, 0))::int as pages
       from pg_statio_user_tables where relname like $1`,
      [table],
    ),
  );
  return Number(row?.['pages']);
}

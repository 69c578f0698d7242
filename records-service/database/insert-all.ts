import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';

/** A statement takes 65,535 parameters, so a row may have 65 values; the widest here has sixteen. */
export const ROWS_PER_STATEMENT = 1_000;

/** Inserts any number of rows, so many in a statement as it can take. */
export async function insertAll<Table extends PgTable>(
  transaction: Database,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await transaction.insert(table).values(rows.slice(start, start + ROWS_PER_STATEMENT));
}

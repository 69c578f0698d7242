import type { Database } from './database.ts';

/** One of the statements that are asked so often that building and planning them each time would take longer than they do. */
export interface NamedStatement {
  /** Each connection plans it the first time, under this name. */
  readonly name: string;
  readonly text: string;
}

export async function rowsOf(
  database: Database,
  { name, text }: NamedStatement,
  values: readonly unknown[],
): Promise<Record<string, unknown>[]> {
  const answer = await database._.session
    .prepareQuery<{ execute: { rows: Record<string, unknown>[] }; all: unknown; values: unknown }>(
      { sql: text, params: [...values] },
      undefined,
      name,
      false,
    )
    .execute();
  return answer.rows;
}

import { and, eq, min, type SQL } from 'drizzle-orm';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { publicInformationScope, publicInformationSource } from '../../database/schema.ts';

/**
 * The oldest day up to which one of the collections was checked that a list is made of; null where there is none.
 * @param regions which of them the list is about; all without it
 */
export async function cutOffOfList(
  database: Database,
  kind: 'guide' | 'jobFair' | 'place',
  regions: SQL | undefined,
): Promise<IsoDate | null> {
  const [row] = await database
    .select({ asOf: min(publicInformationSource.asOf) })
    .from(publicInformationScope)
    .innerJoin(publicInformationSource, eq(publicInformationSource.source, publicInformationScope.source))
    .where(and(eq(publicInformationScope.kind, kind), regions));
  return row?.asOf ?? null;
}

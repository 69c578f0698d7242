import { and, eq, inArray } from 'drizzle-orm';
import type { Hotline, QueryChannels } from '#shared/records-api/public-information.ts';
import type { Database } from '../../database/database.ts';
import { informationSheet, publicInformationSource } from '../../database/schema.ts';
import { type RegionCode, regionsAround, WHOLE_COUNTRY } from '../../policy-packs/policy-pack.ts';

interface Sheets {
  readonly hotline: Hotline;
  readonly queryChannels: QueryChannels;
}

/** The region’s own, else that of the nearest region around it. */
export async function readSheet<Kind extends keyof Sheets>(
  database: Database,
  kind: Kind,
  region: RegionCode = WHOLE_COUNTRY,
): Promise<Sheets[Kind] | null> {
  const regions = [...regionsAround(region)];
  const rows = await database
    .select({
      region: informationSheet.region,
      content: informationSheet.content,
      asOf: publicInformationSource.asOf,
    })
    .from(informationSheet)
    .innerJoin(publicInformationSource, eq(publicInformationSource.source, informationSheet.source))
    .where(and(eq(informationSheet.kind, kind), inArray(informationSheet.region, regions)));
  const [nearest] = rows.sort((one, other) => regions.indexOf(one.region) - regions.indexOf(other.region));
  if (nearest === undefined) return null;
  // A row of a kind was written from that kind of sheet; the content file was checked by its schema.
  return { ...nearest.content, dataCutOff: nearest.asOf } as Sheets[Kind];
}

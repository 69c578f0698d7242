import { and, arrayContains, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Guide, Guides, GuidesQuery } from '#shared/records-api/guides.ts';
import { readNumberedKey } from '#shared/records-api/regions.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { guide, publicInformationScope, publicInformationSource } from '../../database/schema.ts';
import { type RegionCode, regionsAround } from '../../policy-packs/policy-pack.ts';
import { cutOffOfList } from './cut-off.ts';
import { searchOf } from './search-text.ts';

const FAR = 10;

/** Those offered on a day, in the order of `Guides`. */
export async function listGuides(
  database: Database,
  { region, q, category, after, limit }: GuidesQuery,
  today: IsoDate,
): Promise<Guides> {
  const regions = region === undefined ? null : regionsAround(region);
  const search = searchOf(q ?? '');
  const rank = rankOf(regions, search.words);
  const size = Number(limit);
  const rows = await database
    .select({ content: guide.content, rank })
    .from(guide)
    .where(
      and(
        offeredOn(today),
        regions === null ? undefined : inArray(guide.region, [...regions]),
        category === undefined ? undefined : eq(guide.category, category),
        search.words.length === 0 ? undefined : arrayContains(guide.grams, [...search.grams]),
        ...search.words.map((word) => sql`position(${word} in ${guide.searchText}) > 0`),
        after === undefined ? undefined : isAfter(rank, readNumberedKey(after)),
      ),
    )
    .orderBy(rank, guide.guideId)
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    guides: page.map(({ content }) => headingOf(content)),
    nextAfter: rows.length > size && last !== undefined ? `${last.rank}~${last.content.id}` : null,
    dataCutOff: await cutOffOfList(
      database,
      'guide',
      regions === null ? undefined : inArray(publicInformationScope.region, [...regions]),
    ),
  };
}

export async function readGuide(database: Database, id: string, today: IsoDate): Promise<Guide | null> {
  const [row] = await database
    .select({ content: guide.content, asOf: publicInformationSource.asOf })
    .from(guide)
    .innerJoin(publicInformationSource, eq(publicInformationSource.source, guide.source))
    .where(and(eq(guide.guideId, id), offeredOn(today)));
  return row === undefined ? null : { ...row.content, dataCutOff: row.asOf };
}

const offeredOn = (today: IsoDate) =>
  and(lte(guide.validFrom, today), or(isNull(guide.validTo), gte(guide.validTo, today)));

/** Words in the title first, then the nearer region. */
function rankOf(regions: readonly RegionCode[] | null, words: readonly string[]) {
  const inTitle = words.map((word) => sql`position(${word} in ${guide.titleText}) > 0`);
  const far = inTitle.length === 0 ? sql`0` : sql`case when ${and(...inTitle)} then 0 else ${FAR}::int end`;
  const distance =
    regions === null
      ? sql`0`
      : sql`array_position(array[${sql.join(
          regions.map((region) => sql`${region}::text`),
          sql`, `,
        )}], ${guide.region})`;
  return sql<number>`(${far} + ${distance})`.mapWith(Number);
}

const isAfter = (rank: ReturnType<typeof rankOf>, key: { number: number; id: string }) =>
  sql`(${rank}, ${guide.guideId}) > (${key.number}::int, ${key.id}::text)`;

function headingOf({
  id,
  region,
  place,
  category,
  title,
  summary,
  historical,
  document,
}: Omit<Guide, 'dataCutOff'>): Guides['guides'][number] {
  return { id, region, place, category, title, summary, historical, document };
}

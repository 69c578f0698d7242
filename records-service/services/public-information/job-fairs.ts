import { and, asc, gte, sql } from 'drizzle-orm';
import type { JobFairs, JobFairsQuery } from '#shared/records-api/public-information.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { jobFair, publicInformationScope } from '../../database/schema.ts';
import { cutOffOfList } from './cut-off.ts';
import { idLiesIn } from './regions.ts';

/** Those still to come, the next first. */
export async function listJobFairs(
  database: Database,
  { region, from, after, limit }: JobFairsQuery,
  today: IsoDate,
): Promise<JobFairs> {
  const size = Number(limit);
  const [afterDay, afterId] = after?.split('~') ?? [];
  const rows = await database
    .select()
    .from(jobFair)
    .where(
      and(
        gte(jobFair.heldOn, from ?? today),
        idLiesIn(jobFair.jobFairId, region),
        afterDay === undefined
          ? undefined
          : sql`(${jobFair.heldOn}, ${jobFair.jobFairId}) > (${afterDay}::date, ${afterId}::text)`,
      ),
    )
    .orderBy(asc(jobFair.heldOn), asc(jobFair.jobFairId))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    jobFairs: page.map(({ jobFairId: id, source: _, ...row }) => ({ id, ...row })),
    nextAfter: rows.length > size && last !== undefined ? `${last.heldOn}~${last.jobFairId}` : null,
    dataCutOff: await cutOffOfList(database, 'jobFair', idLiesIn(publicInformationScope.region, region)),
  };
}

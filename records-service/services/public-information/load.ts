import { createHash } from 'node:crypto';
import { and, eq, inArray, like, ne, notInArray, sql } from 'drizzle-orm';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { insertAll, ROWS_PER_STATEMENT } from '../../database/insert-all.ts';
import {
  guide,
  informationSheet,
  jobFair,
  place,
  publicInformationScope,
  publicInformationSource,
} from '../../database/schema.ts';
import { type ContentFile, type ContentPlace, PublicInformationRefused } from './content-file.ts';
import { normalised, searchFields } from './search-text.ts';

/** Any number that no other program on the same database uses for its lock. */
const LOAD_LOCK = 7_825_431;
/** What is stored under these names is what the content files say, and nothing else. */
const CONTENT = 'content:';

interface Collection {
  readonly source: string;
  readonly asOf: IsoDate;
  readonly guides: readonly (typeof guide.$inferInsert)[];
  readonly jobFairs: readonly (typeof jobFair.$inferInsert)[];
  readonly places: readonly (typeof place.$inferInsert)[];
  readonly sheets: readonly (typeof informationSheet.$inferInsert)[];
}

/**
 * Brings what is stored to what the content files say: those that are as they were are left alone, one that changed
 * replaces all it said before, one that is gone goes. Two services that start at once wait for each other.
 * @throws PublicInformationRefused where a place has the id of an imported one
 */
export async function loadContent(
  database: Database,
  audit: AuditLog,
  files: readonly ContentFile[],
  now: number,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${LOAD_LOCK})`);
    const collections = files.map(collectionOf);
    const gone = await transaction
      .delete(publicInformationSource)
      .where(
        and(
          like(publicInformationSource.source, `${CONTENT}%`),
          notInArray(publicInformationSource.source, ['', ...collections.map(({ source }) => source)]),
        ),
      )
      .returning({ source: publicInformationSource.source });
    for (const { source } of gone) await audit.write(transaction, 'publicInformationRemoved', { source });
    for (const collection of collections) {
      const taken = await idsTaken(transaction, collection);
      if (taken !== null) throw new PublicInformationRefused([`${collection.source}: ${taken}`]);
      await replace(transaction, audit, collection, now);
    }
  });
}

/** A list of places under its name: a later one takes the place of the one before. */
export interface ImportedPlaces {
  readonly name: string;
  readonly asOf: IsoDate;
  readonly places: readonly ContentPlace[];
}

/** Takes all of a list, or nothing and says why. */
export async function loadPlaces(
  database: Database,
  audit: AuditLog,
  { name, asOf, places }: ImportedPlaces,
  now: number,
): Promise<Result<null, string>> {
  const source = `places:${name}`;
  return database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${LOAD_LOCK})`);
    const rows = places.map((entry) => placeRow(source, entry));
    const collection = { source, asOf, guides: [], jobFairs: [], places: rows, sheets: [] };
    const taken = await idsTaken(transaction, collection);
    if (taken !== null) return err(taken);
    await replace(transaction, audit, collection, now);
    return ok(null);
  });
}

/** An id is one place’s: that of another collection may not come again. */
async function idsTaken(transaction: Database, { source, places }: Collection): Promise<string | null> {
  const ids = places.map(({ placeId }) => placeId);
  for (let start = 0; start < ids.length; start += ROWS_PER_STATEMENT) {
    const [other] = await transaction
      .select({ placeId: place.placeId, source: place.source })
      .from(place)
      .where(
        and(inArray(place.placeId, ids.slice(start, start + ROWS_PER_STATEMENT)), ne(place.source, source)),
      );
    if (other !== undefined) return `id: ${other.placeId} is in ${other.source} already`;
  }
  return null;
}

async function replace(
  transaction: Database,
  audit: AuditLog,
  collection: Collection,
  now: number,
): Promise<void> {
  const { source, asOf, guides, jobFairs, places, sheets } = collection;
  const sha256 = createHash('sha256').update(JSON.stringify(collection)).digest('hex');
  const ofSource = eq(publicInformationSource.source, source);
  const [before] = await transaction.select().from(publicInformationSource).where(ofSource);
  if (before?.sha256 === sha256) return;
  await transaction.delete(publicInformationSource).where(ofSource);
  await transaction.insert(publicInformationSource).values({ source, sha256, asOf, loadedAt: new Date(now) });
  await insertAll(transaction, publicInformationScope, scopesOf(collection));
  await insertAll(transaction, guide, guides);
  await insertAll(transaction, jobFair, jobFairs);
  await insertAll(transaction, place, places);
  await insertAll(transaction, informationSheet, sheets);
  await audit.write(transaction, 'publicInformationLoaded', {
    source,
    asOf,
    guides: guides.length,
    jobFairs: jobFairs.length,
    places: places.length,
    sheets: sheets.length,
  });
}

function scopesOf({ source, guides, jobFairs, places }: Collection) {
  const lists = { guide: guides, jobFair: jobFairs, place: places } as const;
  return (['guide', 'jobFair', 'place'] as const).flatMap((kind) =>
    [...new Set(lists[kind].map(({ region }) => region))].map((region) => ({ kind, region, source })),
  );
}

function collectionOf(file: ContentFile): Collection {
  const source = `${CONTENT}${file.region}`;
  const { region, place: placeName } = file;
  return {
    source,
    asOf: file.reviewedOn,
    guides: file.guides.map((entry) => ({
      guideId: entry.id,
      source,
      region,
      category: entry.category,
      titleText: normalised(entry.title),
      validFrom: entry.validFrom,
      validTo: entry.validTo,
      content: { ...entry, region, place: placeName },
      ...searchFields([
        entry.title,
        entry.summary,
        placeName,
        ...entry.eligible,
        ...entry.steps,
        ...entry.papers,
        ...entry.provisions,
        entry.document.title,
        entry.document.number ?? '',
      ]),
    })),
    jobFairs: file.jobFairs.map(({ id, ...entry }) => ({
      ...entry,
      jobFairId: id,
      source,
      region: id.slice(0, 6),
    })),
    places: file.places.map((entry) => placeRow(source, entry)),
    sheets: [
      ...(file.hotline === undefined
        ? []
        : [
            {
              kind: 'hotline' as const,
              region,
              source,
              content: { ...file.hotline, region, place: placeName },
            },
          ]),
      ...(file.queryChannels === undefined
        ? []
        : [
            {
              kind: 'queryChannels' as const,
              region,
              source,
              content: { ...file.queryChannels, region, place: placeName },
            },
          ]),
    ],
  };
}

function placeRow(
  source: string,
  { id, latitude, longitude, ...entry }: ContentPlace,
): typeof place.$inferInsert {
  return {
    ...entry,
    placeId: id,
    source,
    region: id.slice(0, 6),
    location: { x: longitude, y: latitude },
    ...searchFields([entry.name, entry.address, ...entry.departments]),
  };
}

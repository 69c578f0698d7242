import { and, arrayContains, asc, count, eq, gt, gte, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { type Place, type Places, type PlacesQuery, WITHIN_DEFAULT_M } from '#shared/records-api/places.ts';
import { readNumberedKey } from '#shared/records-api/regions.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { IsoDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { place, publicInformationScope, terminal } from '../../database/schema.ts';
import type { RegionCode } from '../../policy-packs/policy-pack.ts';
import { boxAround, type Coordinates, EARTH_RADIUS_M } from './coordinates.ts';
import { cutOffOfList } from './cut-off.ts';
import { idLiesIn } from './regions.ts';
import { searchOf } from './search-text.ts';

/** `terminalHasNoPlace`: nobody entered where that terminal’s hall is, or there is no such terminal. */
export type PlacesRefusal = 'terminalHasNoPlace' | 'withinWithoutNear';

/** The nearest first where `near` is asked, by id else. */
export async function listPlaces(
  database: Database,
  query: PlacesQuery,
  today: IsoDate,
): Promise<Result<Places, PlacesRefusal>> {
  if (query.near === undefined && query.within !== undefined) return err('withinWithoutNear');
  const hall = query.near === undefined ? null : await locate(database, query.near);
  if (query.near !== undefined && hall === null) return err('terminalHasNoPlace');
  const within = Number(query.within ?? WITHIN_DEFAULT_M);
  const size = Number(query.limit);
  const rows = await pageOf(database, query, today, hall, within, size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return ok({
    places: page.map((row) => placeOf(row, hall !== null)),
    nextAfter: rows.length > size && last !== undefined ? `${last.distanceM}~${last.placeId}` : null,
    withinM: hall === null ? null : within,
    dataCutOff: await placesCutOff(database, query.region),
  });
}

/** Of one city; and how fresh the list is. */
export async function countNetworkedHospitals(
  database: Database,
  region: RegionCode,
  today: IsoDate,
): Promise<{ hospitals: number; dataCutOff: IsoDate | null }> {
  const [row] = await database
    .select({ hospitals: count() })
    .from(place)
    .where(
      and(
        idLiesIn(place.placeId, region),
        eq(place.kind, 'hospital'),
        eq(place.networked, true),
        or(isNull(place.networkedSince), lte(place.networkedSince, today)),
        offeredOn(today),
      ),
    );
  return { hospitals: row?.hospitals ?? 0, dataCutOff: await placesCutOff(database, region) };
}

/** @returns whether it settles directly today; null where there is no such hospital */
export async function isNetworkedHospital(
  database: Database,
  placeId: string,
  today: IsoDate,
): Promise<boolean | null> {
  const [row] = await database
    .select({ networked: place.networked, since: place.networkedSince })
    .from(place)
    .where(and(eq(place.placeId, placeId), eq(place.kind, 'hospital'), offeredOn(today)));
  if (row === undefined) return null;
  return row.networked && (row.since === null || row.since <= today);
}

async function pageOf(
  database: Database,
  query: PlacesQuery,
  today: IsoDate,
  hall: Coordinates | null,
  within: number,
  size: number,
) {
  const distanceM = hall === null ? sql<number>`0`.mapWith(Number) : distanceFrom(hall);
  const search = searchOf(query.q ?? '');
  const key = query.after === undefined ? null : readNumberedKey(query.after);
  return database
    .select({
      placeId: place.placeId,
      region: place.region,
      kind: place.kind,
      name: place.name,
      address: place.address,
      phone: place.phone,
      openingHours: place.openingHours,
      location: place.location,
      level: place.level,
      networked: place.networked,
      networkedSince: place.networkedSince,
      departments: place.departments,
      distanceM,
    })
    .from(place)
    .where(
      and(
        offeredOn(today),
        idLiesIn(place.placeId, query.region),
        query.kind === undefined ? undefined : eq(place.kind, query.kind),
        query.networked === undefined ? undefined : eq(place.networked, true),
        query.level === undefined ? undefined : sql`${place.level} = ${Number(query.level)}`,
        search.words.length === 0 ? undefined : arrayContains(place.grams, [...search.grams]),
        ...search.words.map((word) => sql`position(${word} in ${place.searchText}) > 0`),
        hall === null ? undefined : and(isInBox(hall, within), sql`${distanceM} <= ${within}::int`),
        key === null ? undefined : afterKey(key, hall === null ? null : distanceM),
      ),
    )
    .orderBy(...(hall === null ? [asc(place.placeId)] : [distanceM, asc(place.placeId)]))
    .limit(size);
}

const afterKey = (key: { number: number; id: string }, distanceM: SQL<number> | null): SQL =>
  distanceM === null
    ? gt(place.placeId, key.id)
    : sql`(${distanceM}, ${place.placeId}) > (${key.number}::int, ${key.id}::text)`;

const offeredOn = (today: IsoDate) =>
  and(lte(place.validFrom, today), or(isNull(place.validTo), gte(place.validTo, today)));

/** By the haversine formula, along the surface of the earth, in whole metres. */
function distanceFrom({ latitude, longitude }: Coordinates): SQL<number> {
  const halfNorth = sql`sin(radians(${place.location}[1] - ${latitude}::float8) / 2)`;
  const halfEast = sql`sin(radians(${place.location}[0] - ${longitude}::float8) / 2)`;
  const parallels = sql`cos(radians(${latitude}::float8)) * cos(radians(${place.location}[1]))`;
  const arc = sql`asin(least(1, sqrt(${halfNorth} ^ 2 + ${parallels} * ${halfEast} ^ 2)))`;
  return sql<number>`round(2 * ${EARTH_RADIUS_M}::float8 * ${arc})::int`.mapWith(Number);
}

/** What the index can look up; the distance itself is computed for these only. */
function isInBox(hall: Coordinates, within: number): SQL {
  const { west, east, south, north } = boxAround(hall, within);
  return sql`${place.location} <@ box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`;
}

async function locate(database: Database, near: string): Promise<Coordinates | null> {
  if (near.includes(',')) {
    const [latitude, longitude] = near.split(',').map(Number);
    return latitude === undefined || longitude === undefined ? null : { latitude, longitude };
  }
  const [row] = await database
    .select({ location: terminal.location })
    .from(terminal)
    .where(eq(terminal.terminalId, near));
  return row?.location ? { latitude: row.location.y, longitude: row.location.x } : null;
}

const placesCutOff = (database: Database, region: RegionCode | undefined): Promise<IsoDate | null> =>
  cutOffOfList(database, 'place', idLiesIn(publicInformationScope.region, region));

type PlaceRow = Awaited<ReturnType<typeof pageOf>>[number];

const placeOf = ({ placeId, location, distanceM, ...row }: PlaceRow, measured: boolean): Place => ({
  id: placeId,
  region: row.region,
  kind: row.kind,
  name: row.name,
  address: row.address,
  phone: row.phone,
  openingHours: row.openingHours,
  latitude: location.y,
  longitude: location.x,
  level: row.level,
  networked: row.networked,
  networkedSince: row.networkedSince,
  departments: row.departments,
  distanceM: measured ? distanceM : null,
});

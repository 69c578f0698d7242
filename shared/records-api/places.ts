import * as v from 'valibot';
import { IsoDateText } from './common.ts';
import { nextAfter, pageQuery } from './paging.ts';
import { NumberedKey, PublicId, RegionText, SearchText } from './regions.ts';

/** 定点医院, 定点药店, 经办机构, 社区, and banks that switch on a card’s financial function. */
export const PlaceKind = v.picklist(['hospital', 'pharmacy', 'agency', 'community', 'bank']);
export type PlaceKind = v.InferOutput<typeof PlaceKind>;

/** Degrees of WGS-84, rounded to five places (a metre). */
const Latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
const Longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));

export const Place = v.strictObject({
  id: PublicId,
  region: RegionText,
  kind: PlaceKind,
  name: v.pipe(v.string(), v.nonEmpty()),
  address: v.pipe(v.string(), v.nonEmpty()),
  phone: v.nullable(v.pipe(v.string(), v.nonEmpty())),
  /** As the place tells them. */
  openingHours: v.nullable(v.pipe(v.string(), v.nonEmpty())),
  latitude: Latitude,
  longitude: Longitude,
  /** 医院等级 1 to 3; null for anything else, and where it has none. */
  level: v.nullable(v.picklist([1, 2, 3])),
  /** 联网定点: settles over the country’s network with somebody insured elsewhere. */
  networked: v.boolean(),
  networkedSince: v.nullable(IsoDateText),
  departments: v.array(v.pipe(v.string(), v.nonEmpty())),
  /** Along the surface of the earth, in whole metres; null where `near` was not asked. */
  distanceM: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type Place = v.InferOutput<typeof Place>;

/**
 * A terminal’s number, or a hall’s latitude and longitude with at most three decimals (a hundred metres): never where a
 * citizen is.
 */
const Near = v.pipe(
  v.string(),
  v.regex(
    /^(\d{6}-\d{4}|-?\d{1,2}(\.\d{1,3})?,-?\d{1,3}(\.\d{1,3})?)$/,
    'a terminal’s number, or latitude,longitude of a hall with at most three decimals',
  ),
);

export const WITHIN_DEFAULT_M = 20_000;
export const WITHIN_MAX_M = 200_000;

export const PlacesQuery = v.strictObject({
  kind: v.optional(PlaceKind),
  /** In that region and whatever lies in it: `420100` has `420106`. */
  region: v.optional(RegionText),
  q: v.optional(SearchText),
  near: v.optional(Near),
  /** Only with `near`, in metres, as text. */
  within: v.optional(
    v.pipe(v.string(), v.regex(/^([1-9]\d{2,4}|1\d{5}|200000)$/, `metres from 100 to ${WITHIN_MAX_M}`)),
  ),
  networked: v.optional(v.literal('true')),
  level: v.optional(v.picklist(['1', '2', '3'])),
  ...pageQuery(NumberedKey),
});
export type PlacesQuery = v.InferOutput<typeof PlacesQuery>;

/** `GET /v1/places`: the nearest first where `near` was asked, by id else. */
export const Places = v.strictObject({
  places: v.array(Place),
  nextAfter,
  /** How far was looked, in metres; null where `near` was not asked. */
  withinM: v.nullable(v.number()),
  /** The oldest day up to which one of the collections was checked; null where there is none. */
  dataCutOff: v.nullable(IsoDateText),
});
export type Places = v.InferOutput<typeof Places>;

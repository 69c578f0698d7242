import * as v from 'valibot';
import { IsoDateText } from './common.ts';
import { Policy } from './policies.ts';
import { PublicId, RegionText } from './regions.ts';

/** Who is treated away from home (医保发〔2022〕22号). */
export const OffSiteCategory = v.picklist([
  'retiredSettledElsewhere',
  'livingElsewhere',
  'workingElsewhere',
  'referred',
  'emergency',
  'otherTemporary',
]);

export const DirectSettlementQuery = v.strictObject({
  /** 参保地 */
  homeRegion: RegionText,
  /** 就医地 */
  careRegion: RegionText,
  category: OffSiteCategory,
  /** `duringStay`: after admission and before the settlement at discharge. */
  filed: v.optional(v.picklist(['beforeStay', 'duringStay', 'not']), 'beforeStay'),
  /** Of GET /v1/places; without it a networked hospital is assumed. */
  hospital: v.optional(PublicId),
});
export type DirectSettlementQuery = v.InferOutput<typeof DirectSettlementQuery>;

/** `GET /v1/direct-settlement` */
export const DirectSettlementAnswer = v.strictObject({
  homeRegion: RegionText,
  careRegion: RegionText,
  category: OffSiteCategory,
  /** `direct`: one pays one’s own part only. `payFirst`: all, and claims at home. `atHome`: it is not elsewhere at all. */
  way: v.picklist(['direct', 'payFirst', 'atHome']),
  because: v.picklist(['filed', 'treatedAsFiled', 'notFiled', 'notNetworked', 'sameCity']),
  /** For the filing where that is what it rests on, for the claim where one pays first. */
  documents: v.array(v.string()),
  claimWorkingDays: v.nullable(v.pipe(v.number(), v.integer())),
  /** Hundredths of a per cent of the share at home; null where no text that was read gives it. */
  shareOfNormalBasisPoints: v.nullable(v.pipe(v.number(), v.integer())),
  /** How long a filing lasts at least; null until it is changed. */
  leastValidMonths: v.nullable(v.pipe(v.number(), v.integer())),
  /** Before that a long-term filing is not changed; null where it may be. */
  changeAfterMonths: v.nullable(v.pipe(v.number(), v.integer())),
  /** Hospitals known to be networked in the city of care. */
  networkedHospitals: v.pipe(v.number(), v.integer(), v.minValue(0)),
  policies: v.array(Policy),
  /** Of the list of hospitals; null where there is none of that city. */
  dataCutOff: v.nullable(IsoDateText),
});
export type DirectSettlementAnswer = v.InferOutput<typeof DirectSettlementAnswer>;

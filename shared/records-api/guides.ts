import * as v from 'valibot';
import { IsoDateText } from './common.ts';
import { nextAfter, pageQuery } from './paging.ts';
import { NumberedKey, PublicId, RegionText, SearchText } from './regions.ts';

/** 办事指南: what it is about. */
export const GuideCategory = v.picklist([
  'query',
  'pension',
  'medical',
  'offSiteCare',
  'payment',
  'transfer',
  'employer',
  'employment',
  'card',
]);
export type GuideCategory = v.InferOutput<typeof GuideCategory>;

/** The document that a guide rests on. */
export const GuideDocument = v.strictObject({
  title: v.pipe(v.string(), v.nonEmpty()),
  /** 文号; null where the source names none. */
  number: v.nullable(v.pipe(v.string(), v.nonEmpty())),
  /** As exactly as the source tells it: a day, a month or a year; null where it tells none. */
  date: v.nullable(
    v.pipe(
      v.string(),
      v.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a day, month or year'),
    ),
  ),
  /** Why number or date is null; null where both are there. */
  missing: v.nullable(v.pipe(v.string(), v.nonEmpty())),
});
export type GuideDocument = v.InferOutput<typeof GuideDocument>;

export const GuideHeading = v.strictObject({
  id: PublicId,
  region: RegionText,
  /** Name of the region. */
  place: v.pipe(v.string(), v.nonEmpty()),
  category: GuideCategory,
  title: v.pipe(v.string(), v.nonEmpty()),
  /** In plain words, what somebody has to know first. */
  summary: v.pipe(v.string(), v.nonEmpty()),
  /** Told for a time that has passed: a newer rule holds today. */
  historical: v.boolean(),
  document: GuideDocument,
});
export type GuideHeading = v.InferOutput<typeof GuideHeading>;

const lines = v.array(v.pipe(v.string(), v.nonEmpty()));

/** `GET /v1/guides/:id` */
export const Guide = v.strictObject({
  ...GuideHeading.entries,
  /** Who may. */
  eligible: lines,
  /** What to do, in this order. */
  steps: lines,
  /** What to bring. */
  papers: lines,
  /** What the document provides, point by point. */
  provisions: lines,
  /** What holds today in place of a historical one; null for one that holds. */
  today: v.nullable(v.pipe(v.string(), v.nonEmpty())),
  /** Where it was read. */
  source: v.pipe(v.string(), v.nonEmpty()),
  confidence: v.picklist(['officialText', 'onePublicSource', 'unconfirmed', 'invented']),
  validFrom: IsoDateText,
  /** Last day on which it is offered; null without end. */
  validTo: v.nullable(IsoDateText),
  dataCutOff: IsoDateText,
});
export type Guide = v.InferOutput<typeof Guide>;

export const GuidesQuery = v.strictObject({
  /** Only what holds there: of the region itself and of those around it. */
  region: v.optional(RegionText),
  q: v.optional(SearchText),
  category: v.optional(GuideCategory),
  ...pageQuery(NumberedKey),
});
export type GuidesQuery = v.InferOutput<typeof GuidesQuery>;

/** `GET /v1/guides`: those whose title has the words first, then the nearer region, then by id. */
export const Guides = v.strictObject({
  guides: v.array(GuideHeading),
  nextAfter,
  /** The oldest day up to which one of the collections was checked; null where there is none. */
  dataCutOff: v.nullable(IsoDateText),
});
export type Guides = v.InferOutput<typeof Guides>;

export const GuideParams = v.strictObject({ id: PublicId });

import * as v from 'valibot';
import { IsoDateText } from './common.ts';
import { nextAfter, pageQuery } from './paging.ts';
import { PublicId, RegionText } from './regions.ts';

const ClockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM'));
const line = v.pipe(v.string(), v.nonEmpty());

/** 招聘会 */
export const JobFair = v.strictObject({
  id: PublicId,
  region: RegionText,
  title: line,
  heldOn: IsoDateText,
  /** In China’s time. */
  opensAt: ClockTime,
  closesAt: ClockTime,
  venue: line,
  address: line,
  organiser: line,
  /** How large: employers and open positions that are expected. */
  employers: v.pipe(v.number(), v.integer(), v.minValue(1)),
  vacancies: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The office to ask. */
  contact: line,
  contactPhone: line,
});
export type JobFair = v.InferOutput<typeof JobFair>;

export const JobFairsQuery = v.strictObject({
  /** In that region and whatever lies in it. */
  region: v.optional(RegionText),
  /** First day; today without it. */
  from: v.optional(IsoDateText),
  ...pageQuery(
    v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}~\d{6}-[a-z0-9-]{1,53}$/, 'nextAfter of the page before')),
  ),
});
export type JobFairsQuery = v.InferOutput<typeof JobFairsQuery>;

/** `GET /v1/job-fairs`, the next first. */
export const JobFairs = v.strictObject({
  jobFairs: v.array(JobFair),
  nextAfter,
  /** The oldest day up to which one of the collections was checked; null where there is none. */
  dataCutOff: v.nullable(IsoDateText),
});
export type JobFairs = v.InferOutput<typeof JobFairs>;

/** Where what a sheet says comes from. */
const origin = {
  /** Region that it was written for: the one asked about, or the nearest around it. */
  region: RegionText,
  place: line,
  source: line,
  confidence: v.picklist(['officialText', 'onePublicSource', 'unconfirmed', 'invented']),
  dataCutOff: IsoDateText,
};

export const HotQuestion = v.strictObject({
  question: line,
  answer: line,
  /** That says more; null where none does. */
  guideId: v.nullable(PublicId),
});
export type HotQuestion = v.InferOutput<typeof HotQuestion>;

/** `GET /v1/hotline` */
export const Hotline = v.strictObject({
  ...origin,
  number: v.pipe(v.string(), v.regex(/^\d{3,12}$/)),
  name: line,
  /** When somebody or something answers; empty where it differs from place to place. */
  hours: v.array(
    v.strictObject({
      service: v.picklist(['automatic', 'staffed']),
      days: v.picklist(['everyDay', 'workingDays']),
      from: ClockTime,
      to: ClockTime,
    }),
  ),
  /** What may be asked there, in words. */
  scope: line,
  questions: v.array(HotQuestion),
});
export type Hotline = v.InferOutput<typeof Hotline>;

/** 四种查询渠道 */
export const QueryChannel = v.strictObject({
  channel: v.picklist(['online', 'phone', 'terminal', 'counter']),
  name: line,
  summary: line,
  /** What one needs for it. */
  needs: v.array(line),
  /** What one learns there. */
  shows: line,
  steps: v.array(line),
});
export type QueryChannel = v.InferOutput<typeof QueryChannel>;

/** `GET /v1/query-channels` */
export const QueryChannels = v.strictObject({ ...origin, channels: v.array(QueryChannel) });
export type QueryChannels = v.InferOutput<typeof QueryChannels>;

/** Of the sheets that each region has one of. */
export const SheetQuery = v.strictObject({ region: v.optional(RegionText) });

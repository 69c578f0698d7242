import * as v from 'valibot';
import { IsoDateText } from '#shared/records-api/common.ts';
import { Guide } from '#shared/records-api/guides.ts';
import { Place } from '#shared/records-api/places.ts';
import { Hotline, JobFair, QueryChannels } from '#shared/records-api/public-information.ts';
import { RegionText } from '#shared/records-api/regions.ts';
import { isIsoDate } from '#shared/time/calendar.ts';

/**
 * A file of content that somebody has reviewed, for one region: `region` and `place` of what is in it are the file’s,
 * except where an id begins with a region inside it.
 */
const day = v.pipe(IsoDateText, v.check(isIsoDate, 'a day that exists'));

const ContentGuide = v.pipe(
  v.strictObject({
    ...v.omit(Guide, ['region', 'place', 'dataCutOff']).entries,
    validFrom: day,
    validTo: v.nullable(day),
  }),
  v.check(
    ({ historical, today }) => historical === (today !== null),
    'today: for a historical guide, and only for one',
  ),
  v.check(
    ({ document }) => (document.number === null || document.date === null) === (document.missing !== null),
    'document.missing: where number or date is null, and only there',
  ),
);

export const ContentPlace = v.pipe(
  v.strictObject({
    ...v.omit(Place, ['region', 'distanceM']).entries,
    networkedSince: v.nullable(day),
    validFrom: day,
    validTo: v.nullable(day),
  }),
  v.check(({ kind, level }) => level === null || kind === 'hospital', 'level: of a hospital only'),
  v.check(
    ({ networked, networkedSince }) => networkedSince === null || networked,
    'networkedSince: of a networked place only',
  ),
);
export type ContentPlace = v.InferOutput<typeof ContentPlace>;

const ContentJobFair = v.pipe(
  v.strictObject({ ...v.omit(JobFair, ['region']).entries, heldOn: day }),
  v.check(({ opensAt, closesAt }) => opensAt < closesAt, 'closesAt: after opensAt'),
);
export type ContentJobFair = v.InferOutput<typeof ContentJobFair>;

export const ContentFile = v.strictObject({
  region: RegionText,
  place: v.pipe(v.string(), v.nonEmpty()),
  /** Somebody compared it with its sources on this day. */
  reviewedOn: day,
  guides: v.optional(v.array(ContentGuide), []),
  jobFairs: v.optional(v.array(ContentJobFair), []),
  places: v.optional(v.array(ContentPlace), []),
  hotline: v.optional(v.omit(Hotline, ['region', 'place', 'dataCutOff'])),
  queryChannels: v.optional(v.omit(QueryChannels, ['region', 'place', 'dataCutOff'])),
});
export type ContentFile = v.InferOutput<typeof ContentFile>;

/** @returns what is wrong, each with its place in the file; empty where nothing is */
export function mistakesOf(file: ContentFile): string[] {
  const lists = { guides: file.guides, jobFairs: file.jobFairs, places: file.places };
  const seen = new Set<string>();
  return Object.entries(lists).flatMap(([list, items]) =>
    items.flatMap(({ id }, index) => {
      const mistakes: string[] = [];
      if (list === 'guides' ? id.slice(0, 6) !== file.region : !liesIn(id.slice(0, 6), file.region))
        mistakes.push(
          `${list}.${index}.id: ${id} does not begin with a region of this file (${file.region})`,
        );
      if (seen.has(id)) mistakes.push(`${list}.${index}.id: ${id} is there twice`);
      seen.add(id);
      return mistakes;
    }),
  );
}

/** `420106` lies in `420100`, that in `420000`, that in `000000`. */
export const liesIn = (region: string, around: string): boolean =>
  region.startsWith(around.replace(/(00){1,3}$/, ''));

/** What a schema has against it, in the words of the failing check, without the value. */
export const issuesOf = (issues: readonly v.BaseIssue<unknown>[]): string[] =>
  issues.map((issue) => {
    const at = (issue.path ?? []).map((item) => String(item.key)).join('.');
    if (issue.expected === 'never') return `${at}: a key that is not known`;
    const allowed = issue.type === 'check' ? issue.message : (issue.expected ?? issue.message);
    return at === '' ? allowed : `${at}: ${allowed}`;
  });

/** Content files are wrong: staff has to correct them before the service starts. */
export class PublicInformationRefused extends Error {
  override readonly name = 'PublicInformationRefused';

  constructor(mistakes: readonly string[]) {
    super(`public information is refused:\n${mistakes.map((line) => `  ${line}`).join('\n')}`);
  }
}

import { Guide, GuideParams, Guides, GuidesQuery } from '#shared/records-api/guides.ts';
import { Places, PlacesQuery } from '#shared/records-api/places.ts';
import {
  Hotline,
  JobFairs,
  JobFairsQuery,
  QueryChannels,
  SheetQuery,
} from '#shared/records-api/public-information.ts';
import { assertNever } from '#shared/result.ts';
import { chinaDate, isIsoDate } from '#shared/time/calendar.ts';
import { listGuides, readGuide } from '../../services/public-information/guides.ts';
import { listJobFairs } from '../../services/public-information/job-fairs.ts';
import { listPlaces } from '../../services/public-information/places.ts';
import { readSheet } from '../../services/public-information/sheets.ts';
import { Refusal } from '../errors.ts';
import { publicRoute } from '../route.ts';

/** Those of a region come before those of the regions around it, and those whose title has the words before the others. Each names its document; one of a time that has passed says so. */
export const guides = publicRoute({
  method: 'GET',
  path: '/v1/guides',
  summary: 'Guides, searched and by region',
  query: GuidesQuery,
  success: { status: 200, description: 'A page of guides', schema: Guides },
  answer: ({ query, parts }) =>
    parts.database.read('recent', (queries) => listGuides(queries, query, chinaDate(parts.clock()))),
});

/** The plain summary first, then steps, papers and what the document provides, always with its number and date or why they are missing. */
export const guide = publicRoute({
  method: 'GET',
  path: '/v1/guides/:id',
  summary: 'One guide with its steps, papers, provisions and document',
  params: GuideParams,
  success: { status: 200, description: 'The guide', schema: Guide },
  errors: ['notFound'],
  async answer({ params, parts }) {
    const found = await parts.database.read('recent', (queries) =>
      readGuide(queries, params.id, chinaDate(parts.clock())),
    );
    if (found === null) throw new Refusal('notFound', 'id: there is no such guide');
    return found;
  },
});

/** From a day on, the next first, each with time, place, size and whom to ask. */
export const jobFairs = publicRoute({
  method: 'GET',
  path: '/v1/job-fairs',
  summary: 'Job fairs to come',
  query: JobFairsQuery,
  success: { status: 200, description: 'A page of job fairs', schema: JobFairs },
  answer({ query, parts }) {
    const afterDay = query.after?.split('~')[0];
    for (const [field, day] of [['from', query.from] as const, ['after', afterDay] as const])
      if (day !== undefined && !isIsoDate(day))
        throw new Refusal('invalidData', `${field}: a day that exists`);
    return parts.database.read('recent', (queries) => listJobFairs(queries, query, chinaDate(parts.clock())));
  },
});

/** Distances are along the surface of the earth from the hall of a terminal, never from where a citizen is. */
export const places = publicRoute({
  method: 'GET',
  path: '/v1/places',
  summary: 'Hospitals, pharmacies, offices and banks, the nearest to a hall first',
  query: PlacesQuery,
  success: { status: 200, description: 'A page of places', schema: Places },
  errors: ['notFound'],
  async answer({ query, parts }) {
    const found = await parts.database.read('recent', (queries) =>
      listPlaces(queries, query, chinaDate(parts.clock())),
    );
    if (found.ok) return found.value;
    switch (found.error) {
      case 'terminalHasNoPlace':
        throw new Refusal('notFound', 'near: it is not known where that terminal stands');
      case 'withinWithoutNear':
        throw new Refusal('invalidData', 'within: only with near');
      default:
        return assertNever(found.error, 'refusal');
    }
  },
});

/** The region’s own, else that of the nearest region around it. */
export const hotline = publicRoute({
  method: 'GET',
  path: '/v1/hotline',
  summary: 'The telephone for questions (12333), its hours and what is asked most',
  query: SheetQuery,
  success: { status: 200, description: 'The hotline of the region', schema: Hotline },
  errors: ['notFound'],
  async answer({ query, parts }) {
    const sheet = await parts.database.read('recent', (queries) =>
      readSheet(queries, 'hotline', query.region),
    );
    if (sheet === null) throw new Refusal('notFound', 'region: no hotline is known there');
    return sheet;
  },
});

/** Online, by telephone, at a terminal, at a counter: what each needs and shows. */
export const queryChannels = publicRoute({
  method: 'GET',
  path: '/v1/query-channels',
  summary: 'The four ways to ask about one’s own insurance',
  query: SheetQuery,
  success: { status: 200, description: 'The ways in the region', schema: QueryChannels },
  errors: ['notFound'],
  async answer({ query, parts }) {
    const sheet = await parts.database.read('recent', (queries) =>
      readSheet(queries, 'queryChannels', query.region),
    );
    if (sheet === null) throw new Refusal('notFound', 'region: nothing is known of it there');
    return sheet;
  },
});

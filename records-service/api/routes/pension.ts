import {
  AccountTable,
  ContributionHistory,
  ContributionsQuery,
  PensionSummary,
} from '#shared/records-api/pension.ts';
import { ok, type Result } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { contributionPage, readForPage } from '../../services/pension/contribution-page.ts';
import {
  type AccountFault,
  contributionHistoryJson,
  pensionAccountTable,
  pensionSummary as summaryOf,
} from '../../services/pension/pension.ts';
import { readPensionRecord } from '../../services/pension/record.ts';
import { readStoredRecord, WHOLE_HISTORY } from '../../services/pension/stored-record.ts';
import { notOnFile, type PersonOnFile, personIds } from '../access.ts';
import { refuseFault } from '../account-fault.ts';
import { personRoute } from '../route.ts';
import type { ServiceParts } from '../service-parts.ts';

interface ReadingCall {
  readonly person: PersonOnFile;
  readonly parts: ServiceParts;
  readonly route: string;
}

export const pensionSummary = personRoute({
  method: 'GET',
  path: '/v1/pension/summary',
  summary: 'Pension at a glance: months, balance, participation',
  service: 'pensionTotals',
  success: { status: 200, description: 'The summary', schema: PensionSummary },
  answer: (call) => read(call, 'summary', readPensionRecord, summaryOf),
});

export const contributions = personRoute({
  method: 'GET',
  path: '/v1/pension/contributions',
  summary: 'Contributions, newest month first: all of them, or a page',
  service: 'pensionDetails',
  query: ContributionsQuery,
  success: { status: 200, description: 'The history', schema: ContributionHistory },
  answer: async (call) => {
    const { query } = call;
    if (query.limit !== undefined || query.before !== undefined)
      return read(
        call,
        'contributions',
        (queries, personId) =>
          readForPage(queries, personId, query, chinaDate(call.parts.clock()).slice(0, 7)),
        (record) => ok(contributionPage(record, query)),
      );
    const json = await read(
      call,
      'contributions',
      (queries, personId) => readStoredRecord(queries, personId, WHOLE_HISTORY),
      (stored) => ok(contributionHistoryJson(stored)),
    );
    call.reply.type('application/json; charset=utf-8');
    return json;
  },
});

export const accountYears = personRoute({
  method: 'GET',
  path: '/v1/pension/account-years',
  summary: 'The personal account by year, with interest, oldest first',
  service: 'pensionDetails',
  success: { status: 200, description: 'The account table', schema: AccountTable },
  answer: (call) => read(call, 'accountYears', readPensionRecord, pensionAccountTable),
});

/** Gives out a part of the record, on record itself. */
async function read<Stored, Part>(
  { person, parts, route }: ReadingCall,
  what: 'summary' | 'contributions' | 'accountYears',
  find: (queries: Database, personId: number) => Promise<Stored | null>,
  view: (record: Stored) => Result<Part, AccountFault>,
): Promise<Part> {
  const { audit, database } = parts;
  const record = await database.readOnce(person.freshness, (queries) => find(queries, person.personId));
  if (record === null) throw await notOnFile(person, route, parts);
  const part = view(record);
  if (!part.ok) return refuseFault(person, parts, part.error);
  await audit.writeTogether(database.queries, 'recordRead', { ...personIds(person), what });
  return part.value;
}

import { AccountTable, ContributionHistory, PensionSummary } from '#shared/records-api/pension.ts';
import type { Result } from '#shared/result.ts';
import {
  type AccountFault,
  contributionHistory,
  pensionAccountTable,
  pensionSummary as summaryOf,
} from '../../services/pension/pension.ts';
import { type PensionRecord, readPensionRecord } from '../../services/pension/record.ts';
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
  success: { status: 200, description: 'The summary', schema: PensionSummary },
  answer: (call) => read(call, 'summary', summaryOf),
});

export const contributions = personRoute({
  method: 'GET',
  path: '/v1/pension/contributions',
  summary: 'All contributions, newest month first',
  success: { status: 200, description: 'The history', schema: ContributionHistory },
  answer: (call) =>
    read(call, 'contributions', (record) => ({ ok: true, value: contributionHistory(record) })),
});

export const accountYears = personRoute({
  method: 'GET',
  path: '/v1/pension/account-years',
  summary: 'The personal account by year, with interest, oldest first',
  success: { status: 200, description: 'The account table', schema: AccountTable },
  answer: (call) => read(call, 'accountYears', pensionAccountTable),
});

/** Gives out a part of the record, on record itself. */
async function read<T>(
  { person, parts, route }: ReadingCall,
  what: 'summary' | 'contributions' | 'accountYears',
  view: (record: PensionRecord) => Result<T, AccountFault>,
): Promise<T> {
  const { audit, database } = parts;
  const record = await readPensionRecord(database.queries, person.personId);
  if (record === null) throw await notOnFile(person, route, parts);
  const part = view(record);
  if (!part.ok) return refuseFault(person, parts, part.error);
  await audit.write(database.queries, 'recordRead', { ...personIds(person), what });
  return part.value;
}

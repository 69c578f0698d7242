import { ApplicationParams } from '#shared/records-api/application-parts.ts';
import { Application, Applications, ApplicationsQuery } from '#shared/records-api/applications.ts';
import type { Database } from '../../database/database.ts';
import { findCase, historyOf, listCases } from '../../services/applications/store.ts';
import { listItem, viewOf } from '../../services/applications/view.ts';
import { withdrawCase } from '../../services/applications/withdrawal.ts';
import { type PersonOnFile, personIds } from '../access.ts';
import { receipt, refusedStep } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { personRoute, writeRoute } from '../route.ts';
import type { ServiceParts } from '../service-parts.ts';

export const applications = personRoute({
  method: 'GET',
  path: '/v1/applications',
  summary: 'All that one handed in, of every kind, newest first, with its state and who holds it',
  query: ApplicationsQuery,
  success: { status: 200, description: 'A page of cases', schema: Applications },
  errors: ['applicationNotFound'],
  async answer({ person, parts, query: { after = null, limit, kind = null } }) {
    const page = { after, limit: Number(limit) };
    const found = await parts.database.read('latest', (queries) =>
      listCases(queries, person.personId, kind, page),
    );
    if (!found.ok) throw new Refusal(found.error, 'after: the number of a case of this person');
    await readOnRecord(person, parts, null);
    return { applications: found.value.rows.map(listItem), nextAfter: found.value.nextAfter };
  },
});

export const applicationByNumber = personRoute({
  method: 'GET',
  path: '/v1/applications/:number',
  summary: 'One case with its history',
  params: ApplicationParams,
  success: { status: 200, description: 'The case', schema: Application },
  errors: ['applicationNotFound'],
  answer: ({ person, parts, params, route }) => readCase(person, parts, params.number, route),
});

export const withdrawApplication = writeRoute({
  method: 'POST',
  path: '/v1/applications/:number/withdrawal',
  summary:
    'Take back what nobody has decided on yet; a filing is cancelled and a declaration replaced instead',
  params: ApplicationParams,
  success: { status: 200, description: 'The case, taken back', schema: Application },
  errors: ['applicationNotFound', 'applicationMovedOn', 'applicationStepTooEarly'],
  async answer({ person, parts, transaction, params }) {
    const { personId, terminalId } = person;
    const nowMs = parts.clock();
    const taken = await withdrawCase(transaction, { personId, terminalId, nowMs }, params.number);
    if (!taken.ok) throw refusedStep(taken.error);
    return receipt({ person, parts, transaction }, taken.value, 'applicationStepTaken');
  },
});

/** Whoever names a case that is another person’s gets what they get for one that nobody has. */
async function readCase(
  person: PersonOnFile,
  parts: ServiceParts,
  number: string,
  route: string,
): Promise<Application> {
  const view = await parts.database.read('latest', async (queries) => viewOfCase(queries, person, number));
  if (view === null) {
    await parts.audit.write(parts.database.queries, 'applicationNotFound', {
      ...personIds(person),
      route,
    });
    throw new Refusal('applicationNotFound', 'there is no such case of this person', { onRecord: true });
  }
  await readOnRecord(person, parts, number);
  return view;
}

async function viewOfCase(
  queries: Database,
  { personId }: PersonOnFile,
  number: string,
): Promise<Application | null> {
  const row = await findCase(queries, personId, number);
  return row === null ? null : viewOf(row, await historyOf(queries, row));
}

const readOnRecord = (
  person: PersonOnFile,
  { audit, database }: ServiceParts,
  caseNumber: string | null,
): Promise<void> =>
  audit.write(database.queries, 'applicationsRead', {
    ...personIds(person),
    caseNumber,
    what: 'applications',
  });

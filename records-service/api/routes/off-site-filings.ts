import { ApplicationParams } from '#shared/records-api/application-parts.ts';
import { Applications, PagedQuery } from '#shared/records-api/applications.ts';
import {
  OffSiteFiling,
  OffSiteFilingChange,
  OffSiteFilingRequest,
} from '#shared/records-api/off-site-filings.ts';
import {
  cancelOffSiteFiling as cancel,
  changeOffSiteFiling as change,
  type FilingStepRefusal,
  submitOffSiteFiling as submit,
} from '../../services/applications/off-site-filings.ts';
import { findCase, historyOf, isOfKind, listCases } from '../../services/applications/store.ts';
import { listItem, viewOf } from '../../services/applications/view.ts';
import { personIds } from '../access.ts';
import { receipt, refusedStep, STEP_ERRORS, submitterOf, withPolicies } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { personRoute, writeRoute } from '../route.ts';

export const submitOffSiteFiling = writeRoute({
  method: 'POST',
  path: '/v1/off-site-filings',
  summary: 'File for treatment elsewhere; an emergency counts as filed at once',
  service: 'offSiteFiling',
  body: OffSiteFilingRequest,
  success: { status: 201, description: 'The receipt; its result is not there yet', schema: OffSiteFiling },
  errors: [
    'policyNotFound',
    'applicationAlreadyOpen',
    'filingPlaceNotAllowed',
    'filingProofMissing',
    'filingNotRetired',
  ],
  answer: (call) =>
    withPolicies(async () => {
      const { submitter, applicant } = await submitterOf(call);
      const filed = await submit(call.transaction, submitter, applicant, call.body);
      if (!filed.ok) throw new Refusal(filed.error);
      return receipt(call, filed.value, 'applicationSubmitted');
    }),
});

export const offSiteFilings = personRoute({
  method: 'GET',
  path: '/v1/off-site-filings',
  summary: 'One’s filings for treatment elsewhere, newest first',
  query: PagedQuery,
  success: { status: 200, description: 'A page of filings', schema: Applications },
  errors: ['applicationNotFound'],
  async answer({ person, parts, query: { after = null, limit } }) {
    const page = { after, limit: Number(limit) };
    const found = await parts.database.read('latest', (queries) =>
      listCases(queries, person.personId, 'offSiteFiling', page),
    );
    if (!found.ok) throw new Refusal(found.error, 'after: the number of a case of this person');
    await parts.audit.write(parts.database.queries, 'applicationsRead', {
      ...personIds(person),
      caseNumber: null,
      what: 'applications',
    });
    return { applications: found.value.rows.map(listItem), nextAfter: found.value.nextAfter };
  },
});

export const offSiteFiling = personRoute({
  method: 'GET',
  path: '/v1/off-site-filings/:number',
  summary: 'One filing: passed, refused and why, or the day before which there is no result',
  params: ApplicationParams,
  success: { status: 200, description: 'The filing', schema: OffSiteFiling },
  errors: ['applicationNotFound'],
  async answer({ person, parts, params: { number }, route }) {
    const view = await parts.database.read('latest', async (queries) => {
      const row = await findCase(queries, person.personId, number);
      return row === null || !isOfKind(row, 'offSiteFiling')
        ? null
        : viewOf(row, await historyOf(queries, row));
    });
    if (view === null) {
      await parts.audit.write(parts.database.queries, 'applicationNotFound', { ...personIds(person), route });
      throw new Refusal('applicationNotFound', 'there is no such filing of this person', { onRecord: true });
    }
    await parts.audit.write(parts.database.queries, 'applicationsRead', {
      ...personIds(person),
      caseNumber: number,
      what: 'applications',
    });
    return view;
  },
});

export const changeOffSiteFiling = writeRoute({
  method: 'POST',
  path: '/v1/off-site-filings/:number/change',
  summary: 'Ask for another place; the old one stays valid until the new one is approved',
  service: 'offSiteFiling',
  params: ApplicationParams,
  body: OffSiteFilingChange,
  success: { status: 200, description: 'The filing, with the change that waits', schema: OffSiteFiling },
  errors: [...STEP_ERRORS, 'filingPlaceNotAllowed'],
  answer: (call) =>
    withPolicies(async () => {
      const { submitter } = await submitterOf(call);
      const changed = await change(call.transaction, submitter, call.params.number, call.body);
      if (!changed.ok) throw refused(changed.error);
      return receipt(call, changed.value, 'applicationStepTaken');
    }),
});

export const cancelOffSiteFiling = writeRoute({
  method: 'POST',
  path: '/v1/off-site-filings/:number/cancellation',
  summary: 'Cancel a filing, at once',
  service: 'offSiteFiling',
  params: ApplicationParams,
  success: { status: 200, description: 'The filing, cancelled', schema: OffSiteFiling },
  errors: STEP_ERRORS,
  answer: (call) =>
    withPolicies(async () => {
      const { submitter } = await submitterOf(call);
      const cancelled = await cancel(call.transaction, submitter, call.params.number);
      if (!cancelled.ok) throw refused(cancelled.error);
      return receipt(call, cancelled.value, 'applicationStepTaken');
    }),
});

function refused(refusal: FilingStepRefusal): Refusal {
  return refusal.type === 'filingPlaceNotAllowed' ? new Refusal(refusal.type) : refusedStep(refusal);
}

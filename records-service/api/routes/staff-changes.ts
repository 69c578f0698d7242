import * as v from 'valibot';
import { PagedQuery } from '#shared/records-api/applications.ts';
import {
  DecreaseReason,
  EmployerReports,
  IncreaseReason,
  StaffChange,
  StaffChangeRequest,
  StaffChangeRequirements,
  StaffChangeRequirementsQuery,
  Units,
} from '#shared/records-api/staff-changes.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import { readApplicant } from '../../services/applications/applicant.ts';
import {
  reportStaffChange,
  reportsOf,
  staffChangeRequirements as requirementsOf,
  type StaffChangeRefusal,
} from '../../services/applications/staff-changes.ts';
import { unitsOf } from '../../services/applications/units.ts';
import { personIds } from '../access.ts';
import { receipt, submitterOf, withPolicies } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { personRoute, publicRoute, writeRoute } from '../route.ts';

export const units = personRoute({
  method: 'GET',
  path: '/v1/units',
  summary: 'Units for which one may report staff changes',
  success: { status: 200, description: 'The units', schema: Units },
  async answer({ person, parts }) {
    const today = chinaDate(parts.clock());
    const found = await parts.database.read('latest', (queries) => unitsOf(queries, person.personId, today));
    await parts.audit.write(parts.database.queries, 'applicationsRead', {
      ...personIds(person),
      caseNumber: null,
      what: 'units',
    });
    return { units: found.map(({ unitNumber, name }) => ({ unitNumber, name })) };
  },
});

export const staffChangeRequirements = publicRoute({
  method: 'GET',
  path: '/v1/staff-changes/requirements',
  summary: 'What a staff change needs, and for which month a report of today counts',
  query: StaffChangeRequirementsQuery,
  success: { status: 200, description: 'Papers and deadlines', schema: StaffChangeRequirements },
  errors: ['policyNotFound'],
  answer: ({ query: { region, reason }, parts }) =>
    withPolicies(async () => {
      const change = v.is(IncreaseReason, reason)
        ? ({ change: 'increase', reason } as const)
        : ({ change: 'decrease', reason: v.parse(DecreaseReason, reason) } as const);
      const found = requirementsOf(change, region, chinaDate(parts.clock()));
      if (!found.ok) throw new Refusal(found.error);
      return found.value;
    }),
});

export const submitStaffChange = writeRoute({
  method: 'POST',
  path: '/v1/staff-changes',
  summary: 'Report one worker who comes to a unit or leaves it, as its agent',
  service: 'staffChange',
  body: StaffChangeRequest,
  success: { status: 201, description: 'The receipt, with the month it counts for', schema: StaffChange },
  errors: [
    'policyNotFound',
    'unitNotAuthorised',
    'workerNotOfUnit',
    'workerAlreadyOfUnit',
    'papersMissing',
    'applicationAlreadyOpen',
  ],
  answer: (call) =>
    withPolicies(async () => {
      const { submitter } = await submitterOf(call);
      // A unit reports to the office of this region, wherever its agent is insured.
      const asAgent = { ...submitter, region: submitter.issuerRegion };
      const reported = await reportStaffChange(call.transaction, asAgent, call.body);
      if (!reported.ok) throw refused(reported.error);
      return receipt(call, reported.value, 'applicationSubmitted');
    }),
});

export const employerReports = personRoute({
  method: 'GET',
  path: '/v1/employer-reports',
  summary: 'What units have reported of oneself, and when',
  query: PagedQuery,
  success: { status: 200, description: 'A page of reports, newest first', schema: EmployerReports },
  errors: ['applicationNotFound'],
  async answer({ person, parts, query: { after = null, limit } }) {
    const found = await parts.database.read('latest', async (queries) => {
      const { number } = await readApplicant(queries, person.personId);
      return reportsOf(queries, number, { after, limit: Number(limit) });
    });
    if (!found.ok) throw new Refusal(found.error, 'after: the number of a report of this person');
    await parts.audit.write(parts.database.queries, 'applicationsRead', {
      ...personIds(person),
      caseNumber: null,
      what: 'employerReports',
    });
    const { rows, nextAfter } = found.value;
    return {
      reports: rows.map(({ caseNumber, submittedAt, content }) => ({
        number: caseNumber,
        employerName: content.employerName,
        change: content.change,
        changeReason: content.changeReason,
        reportedAt: submittedAt.getTime(),
        workedFromOrUntil: content.workedFromOrUntil,
        countsFrom: content.countsFrom,
        state: content.state,
      })),
      nextAfter,
    };
  },
});

function refused(code: StaffChangeRefusal): Refusal {
  switch (code) {
    case 'workerNumberNotValid':
      return new Refusal('invalidData', 'worker.number: a number with its check digit');
    case 'dateNotPossible':
      return new Refusal(
        'invalidData',
        'workedFromOrUntil: a day, not after the month that the report counts for',
      );
    default:
      return new Refusal(code);
  }
}

import {
  BaseDeclaration,
  BaseDeclarationChoices,
  BaseDeclarationRequest,
} from '#shared/records-api/base-declarations.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import { readApplicant } from '../../services/applications/applicant.ts';
import { choicesOn, declare, isFlexibleWorker } from '../../services/applications/base-declarations.ts';
import { findOpenCase } from '../../services/applications/store.ts';
import { personIds } from '../access.ts';
import { receipt, submitterOf, withPolicies } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { personRoute, writeRoute } from '../route.ts';

export const baseDeclarationChoices = personRoute({
  method: 'GET',
  path: '/v1/base-declarations/choices',
  summary: 'Levels and limits of the base today, what each costs, and until when one may declare',
  success: { status: 200, description: 'What there is to choose from', schema: BaseDeclarationChoices },
  errors: ['policyNotFound', 'notFlexibleWorker'],
  async answer({ person, parts }) {
    const { personId } = person;
    const today = chinaDate(parts.clock());
    const answer = await parts.database.read('latest', async (queries) => {
      const applicant = await readApplicant(queries, personId);
      if (!isFlexibleWorker(applicant)) throw new Refusal('notFlexibleWorker');
      const choices = choicesOn(applicant.pension?.region ?? parts.issuer.region, today);
      if (!choices.ok) throw new Refusal(choices.error);
      const year = String(choices.value.paymentYear);
      const declared = await findOpenCase(queries, personId, 'baseDeclaration', year);
      return { ...choices.value, declared: declared?.caseNumber ?? null };
    });
    await parts.audit.write(parts.database.queries, 'applicationsRead', {
      ...personIds(person),
      caseNumber: null,
      what: 'declarationChoices',
    });
    return answer;
  },
});

export const declareBase = writeRoute({
  method: 'POST',
  path: '/v1/base-declarations',
  summary: 'Declare the base of the payment year; an earlier declaration of the same year is replaced',
  service: 'baseDeclaration',
  body: BaseDeclarationRequest,
  success: { status: 201, description: 'The receipt', schema: BaseDeclaration },
  errors: [
    'policyNotFound',
    'notFlexibleWorker',
    'declarationClosed',
    'baseOutOfLimits',
    'applicationAlreadyOpen',
  ],
  answer: (call) =>
    withPolicies(async () => {
      const { submitter, applicant } = await submitterOf(call);
      const declared = await declare(call.transaction, submitter, applicant, call.body);
      if (!declared.ok) throw new Refusal(declared.error);
      return receipt(call, declared.value, 'applicationSubmitted');
    }),
});

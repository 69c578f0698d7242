import { Objection, ObjectionRequest } from '#shared/records-api/objections.ts';
import { type ObjectionRefusal, object } from '../../services/applications/objections.ts';
import { receipt, submitterOf } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { writeRoute } from '../route.ts';

export const submitObjection = writeRoute({
  method: 'POST',
  path: '/v1/objections',
  summary: 'Object to a row of one’s own contributions, a month that is missing, or a year of the account',
  service: 'objection',
  body: ObjectionRequest,
  success: { status: 201, description: 'The receipt, with the row as it stands', schema: Objection },
  errors: ['recordRowNotFound', 'applicationAlreadyOpen'],
  async answer(call) {
    const { submitter, applicant } = await submitterOf(call);
    const objected = await object(call.transaction, submitter, applicant, call.body);
    if (!objected.ok) throw refused(objected.error);
    return receipt(call, objected.value, 'applicationSubmitted');
  },
});

function refused(refusal: ObjectionRefusal): Refusal {
  switch (refusal.type) {
    case 'reasonDoesNotFit':
      return new Refusal('invalidData', 'reason: one that fits the target');
    case 'remarkMissing':
      return new Refusal('invalidData', 'remark: needed where the reason is other');
    case 'accountDoesNotAddUp':
      return new Refusal('internalError', `the account of ${refusal.fault.year} does not add up`);
    default:
      return new Refusal(refusal.type);
  }
}

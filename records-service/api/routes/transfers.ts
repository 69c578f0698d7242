import { TransferApplication, TransferApplicationRequest } from '#shared/records-api/transfers.ts';
import { applyForTransfer, type TransferRefusal } from '../../services/applications/transfers.ts';
import { receipt, submitterOf, withPolicies } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { writeRoute } from '../route.ts';

export const submitTransfer = writeRoute({
  method: 'POST',
  path: '/v1/transfers',
  summary: 'Apply for the transfer of one’s pension relation; overlapping months are listed and stop nothing',
  service: 'transferApplication',
  body: TransferApplicationRequest,
  success: { status: 201, description: 'The receipt, with the amounts', schema: TransferApplication },
  errors: ['policyNotFound', 'transferNotNeeded', 'transferNotPossible', 'applicationAlreadyOpen'],
  answer: (call) =>
    withPolicies(async () => {
      const { submitter, applicant } = await submitterOf(call);
      const applied = await applyForTransfer(call.transaction, submitter, applicant, call.body);
      if (!applied.ok) throw refused(applied.error);
      return receipt(call, applied.value, 'applicationSubmitted');
    }),
});

function refused(refusal: TransferRefusal): Refusal {
  switch (refusal.type) {
    case 'monthsNotInOrder':
      return new Refusal('invalidData', 'elsewhere: two months in order, not after this one');
    case 'accountDoesNotAddUp':
      return new Refusal('internalError', `the account of ${refusal.fault.year} does not add up`);
    default:
      return new Refusal(refusal.type);
  }
}

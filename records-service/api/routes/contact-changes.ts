import { ContactChange, ContactChangeRequest, ContactDetails } from '#shared/records-api/contact-changes.ts';
import { changeContact, contactDetails as detailsOf } from '../../services/applications/contact-changes.ts';
import { personIds } from '../access.ts';
import { receipt, submitterOf, withPolicies } from '../applications.ts';
import { Refusal } from '../errors.ts';
import { personRoute, writeRoute } from '../route.ts';

export const contactDetails = personRoute({
  method: 'GET',
  path: '/v1/contact-details',
  summary: 'Phone, address and bank card on file, masked',
  success: { status: 200, description: 'What is in force', schema: ContactDetails },
  async answer({ person, parts }) {
    const answer = await parts.database.read('latest', (queries) => detailsOf(queries, person.personId));
    await parts.audit.write(parts.database.queries, 'applicationsRead', {
      ...personIds(person),
      caseNumber: null,
      what: 'contactDetails',
    });
    return answer;
  },
});

export const submitContactChange = writeRoute({
  method: 'POST',
  path: '/v1/contact-changes',
  summary: 'Change phone, address or the bank card for benefits, which cools some days first',
  service: 'contactChange',
  body: ContactChangeRequest,
  success: { status: 201, description: 'The receipt, masked, with its day', schema: ContactChange },
  errors: ['policyNotFound', 'applicationAlreadyOpen'],
  answer: (call) =>
    withPolicies(async () => {
      const { submitter } = await submitterOf(call);
      const changed = await changeContact(call.transaction, submitter, call.body);
      if (changed.ok) return receipt(call, changed.value, 'applicationSubmitted');
      switch (changed.error) {
        case 'bankCardNotValid':
          throw new Refusal('invalidData', 'value: a bank card’s number with its check digit');
        case 'contactUnchanged':
          throw new Refusal('invalidData', 'value: another than the one in force');
        default:
          throw new Refusal(changed.error);
      }
    }),
});

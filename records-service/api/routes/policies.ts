import { Policies, PoliciesQuery } from '#shared/records-api/policies.ts';
import { chinaDate, isIsoDate } from '#shared/time/calendar.ts';
import { policiesOf } from '../../policy-packs/catalogue.ts';
import { policyOf } from '../../policy-packs/policy-pack.ts';
import { Refusal } from '../errors.ts';
import { publicRoute } from '../route.ts';

export const policies = publicRoute({
  method: 'GET',
  path: '/v1/policies',
  summary: 'Every figure that law or region sets, for one region on one day, with its document',
  query: PoliciesQuery,
  success: { status: 200, description: 'The policies in force', schema: Policies },
  answer({ query, parts }) {
    const { region, date = chinaDate(parts.clock()) } = query;
    if (!isIsoDate(date)) throw new Refusal('invalidData', 'date: a day that exists');
    const inForce = policiesOf(region, date).map(({ name, pack }) => ({
      name,
      ...policyOf(pack),
      values: pack.values,
    }));
    return { region, date, policies: inForce };
  },
});

import { DirectSettlementAnswer, DirectSettlementQuery } from '#shared/records-api/direct-settlement.ts';
import { assertNever } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import { directSettlement as lookUp } from '../../services/public-information/direct-settlement.ts';
import { Refusal } from '../errors.ts';
import { publicRoute } from '../route.ts';

/** 就医地目录、参保地政策: by the policy of home; whether a hospital is networked by the list of the city of care. */
export const directSettlement = publicRoute({
  method: 'GET',
  path: '/v1/direct-settlement',
  summary: 'Whether a stay in another city is settled on the spot, and with which papers',
  query: DirectSettlementQuery,
  success: { status: 200, description: 'How it is settled', schema: DirectSettlementAnswer },
  errors: ['notFound'],
  async answer({ query, parts }) {
    const found = await lookUp(parts.database.queries, query, chinaDate(parts.clock()));
    if (found.ok) return found.value;
    switch (found.error) {
      case 'unknownHospital':
        throw new Refusal('notFound', 'hospital: there is no such hospital');
      case 'hospitalElsewhere':
        throw new Refusal('invalidData', 'hospital: it is not in careRegion');
      default:
        return assertNever(found.error, 'refusal');
    }
  },
});

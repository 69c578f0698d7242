import type { AccountFault } from '../services/pension/pension.ts';
import { type PersonOnFile, personIds } from './access.ts';
import { Refusal } from './errors.ts';
import type { ServiceParts } from './service-parts.ts';

/** A sum that does not add up is the service's fault: nothing computed from it is given out. */
export async function refuseFault(
  person: PersonOnFile,
  { audit, database }: ServiceParts,
  fault: AccountFault,
): Promise<never> {
  await audit.write(database.queries, 'accountDoesNotAddUp', { ...personIds(person), year: fault.year });
  throw new Refusal('internalError');
}

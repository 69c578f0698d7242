import { eq } from 'drizzle-orm';
import { chinaDate } from '#shared/time/calendar.ts';
import { person } from '../database/schema.ts';
import { policyOn } from '../policy-packs/policy-pack.ts';
import { SECOND_FACTOR, type SecondFactorService } from '../policy-packs/second-factor.ts';
import { type PersonOnFile, personIds } from './access.ts';
import { Refusal } from './errors.ts';
import type { ServiceParts } from './service-parts.ts';

/**
 * Lets a call through where the region's pack asks for nothing beside the card, or the session has the query password
 * verified. Runs before anything of the call is done.
 * @throws Refusal `secondFactorRequired`, on record
 */
export async function requireSecondFactor(
  holder: PersonOnFile,
  service: SecondFactorService,
  route: string,
  parts: ServiceParts,
): Promise<void> {
  if (!(await lacksSecondFactor(holder, service, parts))) return;
  await parts.audit.write(parts.database.queries, 'secondFactorMissing', {
    ...personIds(holder),
    route,
    service,
  });
  throw new Refusal('secondFactorRequired', `${service} asks for the query password`, { onRecord: true });
}

export async function lacksSecondFactor(
  holder: PersonOnFile,
  service: SecondFactorService,
  parts: ServiceParts,
): Promise<boolean> {
  const { region } = parts.issuer;
  const pack = policyOn('the second factor', SECOND_FACTOR, region, chinaDate(parts.clock()));
  const { factorOf, notAskedOfInventedPeople } = pack.values;
  if (factorOf[service] === 'none') return false;
  if (await parts.queryPasswords.isVerified(holder)) return false;
  return !(notAskedOfInventedPeople.includes(service) && (await isInvented(holder, parts)));
}

async function isInvented({ personId }: PersonOnFile, { database }: ServiceParts): Promise<boolean> {
  const [found] = await database.queries
    .select({ sample: person.sample })
    .from(person)
    .where(eq(person.personId, personId));
  return found?.sample === true;
}

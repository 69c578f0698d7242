import { and, asc, eq, gte, isNull } from 'drizzle-orm';
import { maskName, maskNumber } from '#shared/identity/mask.ts';
import type { Family } from '#shared/records-api/family.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { familyAuthorisation, familyBinding, person } from '../../database/schema.ts';
import { ONLINE_PAYMENT } from '../../policy-packs/payments.ts';
import { nearestPolicy, policyOf } from '../../policy-packs/policy-pack.ts';
import { type Binding, type BindingRefusal, bind } from '../../rules/family-binding.ts';

interface Holder {
  readonly personId: number;
  readonly terminalId: string;
  readonly sessionId: number;
}

export interface Consent {
  readonly relativeId: number;
  /** null: the relative’s card was read. */
  readonly authorisationNumber: string | null;
}

/** @returns null where the region has no such binding */
export async function readFamily(
  database: Database,
  personId: number,
  region: string,
  now: number,
): Promise<Family | null> {
  const pack = nearestPolicy(ONLINE_PAYMENT, region, chinaDate(now));
  if (pack === undefined) return null;
  const rows = await database
    .select({ binding: familyBinding, name: person.name, number: person.citizenNumber })
    .from(familyBinding)
    .innerJoin(person, eq(person.personId, familyBinding.relativeId))
    .where(eq(familyBinding.personId, personId))
    .orderBy(asc(familyBinding.line));
  return {
    members: rows.map(({ binding, name, number }) => ({
      line: binding.line,
      maskedName: maskName(name),
      maskedNumber: maskNumber(number),
      consent: binding.consent,
      boundAt: binding.boundAt.getTime(),
      unboundAt: binding.unboundAt?.getTime() ?? null,
    })),
    active: rows.filter(({ binding }) => binding.unboundAt === null).length,
    activeMost: pack.values.family.mostActive,
    ever: rows.length,
    everMost: pack.values.family.mostEver,
    policies: [policyOf(pack)],
  };
}

/** Whom a paper authorisation names; it is used up with the binding. @returns null where it is not good for this person */
export async function useAuthorisation(
  transaction: Database,
  personId: number,
  authorisationNumber: string,
  now: number,
): Promise<{ readonly relativeId: number } | null> {
  const [used] = await transaction
    .update(familyAuthorisation)
    .set({ usedAt: new Date(now) })
    .where(
      and(
        eq(familyAuthorisation.authorisationNumber, authorisationNumber),
        eq(familyAuthorisation.personId, personId),
        isNull(familyAuthorisation.usedAt),
        gte(familyAuthorisation.validUntil, chinaDate(now)),
      ),
    )
    .returning({ relativeId: familyAuthorisation.relativeId });
  return used ?? null;
}

/** The caller holds the lock on the person, so that nothing is bound between counting and binding. */
export async function bindRelative(
  transaction: Database,
  audit: AuditLog,
  holder: Holder,
  { relativeId, authorisationNumber }: Consent,
  region: string,
  now: number,
): Promise<Result<null, BindingRefusal | 'isOneself' | 'notOffered'>> {
  if (relativeId === holder.personId) return err('isOneself');
  const pack = nearestPolicy(ONLINE_PAYMENT, region, chinaDate(now));
  if (pack === undefined) return err('notOffered');
  const bindings = await bindingsOf(transaction, holder.personId);
  const bound = bind(bindings, relativeId, now, pack.values);
  if (!bound.ok) return bound;
  const consent = authorisationNumber === null ? 'cardRead' : 'paperAuthorisation';
  await transaction.insert(familyBinding).values({
    personId: holder.personId,
    line: bound.value.length,
    relativeId,
    consent,
    authorisationNumber,
    boundAt: new Date(now),
  });
  await audit.write(transaction, 'familyMemberBound', { ...idsOf(holder), relativeId, consent });
  return ok(null);
}

/** @returns whether somebody was bound on that line */
export async function unbindRelative(
  transaction: Database,
  audit: AuditLog,
  holder: Holder,
  line: number,
  now: number,
): Promise<boolean> {
  const [ended] = await transaction
    .update(familyBinding)
    .set({ unboundAt: new Date(now) })
    .where(
      and(
        eq(familyBinding.personId, holder.personId),
        eq(familyBinding.line, line),
        isNull(familyBinding.unboundAt),
      ),
    )
    .returning({ relativeId: familyBinding.relativeId });
  if (ended === undefined) return false;
  await audit.write(transaction, 'familyMemberUnbound', { ...idsOf(holder), relativeId: ended.relativeId });
  return true;
}

async function bindingsOf(database: Database, personId: number): Promise<Binding[]> {
  const rows = await database
    .select({
      relativeId: familyBinding.relativeId,
      boundAt: familyBinding.boundAt,
      unboundAt: familyBinding.unboundAt,
    })
    .from(familyBinding)
    .where(eq(familyBinding.personId, personId))
    .orderBy(asc(familyBinding.line));
  return rows.map(({ relativeId, boundAt, unboundAt }) => ({
    relativeId,
    boundAt: boundAt.getTime(),
    unboundAt: unboundAt?.getTime() ?? null,
  }));
}

const idsOf = ({ terminalId, personId, sessionId }: Holder) => ({ terminalId, personId, sessionId });

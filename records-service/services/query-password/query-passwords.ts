import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { QueryPasswordFault, TriesLeft } from '#shared/records-api/common.ts';
import type { OfficePasswordRelease } from '#shared/records-api/office.ts';
import type { QueryPasswordChange, QueryPasswordState } from '#shared/records-api/query-password.ts';
import type { CardCredential } from '#shared/records-api/sessions.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { addDays, type Clock, chinaDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Database } from '../../database/database.ts';
import { person, queryPassword, session } from '../../database/schema.ts';
import { type PolicyPack, policyOf, policyOn, type RegionCode } from '../../policy-packs/policy-pack.ts';
import { SECOND_FACTOR, type SecondFactorRules } from '../../policy-packs/second-factor.ts';
import { queryPasswordFault } from '../../rules/query-password.ts';
import type { PasswordHash, PasswordHashing } from './password-hashing.ts';

/** Who stands at the terminal, and how the session came about. */
export interface QueryPasswordHolder {
  readonly sessionId: number;
  readonly personId: number;
  readonly terminalId: string;
  readonly credential: CardCredential['type'];
  readonly pinVerified: boolean;
  readonly secondFactorAt: Date | null;
}

export type QueryPasswordRefusal =
  | { readonly code: 'queryPasswordNotSet' | 'queryPasswordAlreadySet' | 'queryPasswordNeedsCard' }
  | { readonly code: 'queryPasswordWrong' | 'queryPasswordLocked'; readonly tries: TriesLeft }
  | { readonly code: 'queryPasswordTooSimple'; readonly fault: QueryPasswordFault };

type Stored = typeof queryPassword.$inferSelect;
type Outcome<T> = Result<T, QueryPasswordRefusal>;

/**
 * 查询密码 of people: one for each, whatever card they come with.
 *
 * A try is counted before it is looked at, in one statement that refuses where the day's are used up. So there are never
 * more looks than tries, from however many terminals and processes they come at once, and one whose process dies in the
 * middle counts as wrong. No connection is held while the hash is computed.
 *
 * Its calls are no idempotent writes: those keep a digest of what was asked, and of six digits a digest tells everything.
 * A repeat is recognised by what is stored instead (`#isRepeat`).
 */
export class QueryPasswords {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly hashing: PasswordHashing,
    private readonly region: RegionCode,
  ) {}

  async state(holder: QueryPasswordHolder): Promise<QueryPasswordState> {
    const pack = this.#pack();
    const { password: rules } = pack.values;
    const found = await this.#find(holder.personId);
    const today = chinaDate(this.clock());
    const triesLeft = rules.wrongTriesPerDay - (found === undefined ? 0 : triesOf(found, today));
    return {
      isSet: found !== undefined,
      setAt: found?.setAt.getTime() ?? null,
      verified: found !== undefined && isVerifiedIn(holder, found),
      triesLeft: Math.max(0, triesLeft),
      lockedUntil: triesLeft <= 0 ? addDays(later(found?.triesOn, today), 1) : null,
      unlockedAt: rules.unlockedAt,
      digits: { least: rules.leastDigits, most: rules.mostDigits },
      policies: [policyOf(pack)],
    };
  }

  /** Whether the session has entered the password that is set now; a change elsewhere ends it. */
  async isVerified(holder: QueryPasswordHolder): Promise<boolean> {
    if (holder.secondFactorAt === null) return false;
    const found = await this.#find(holder.personId);
    return found !== undefined && isVerifiedIn(holder, found);
  }

  /** Marks the session where it is right; it then holds until the session ends. */
  async verify(holder: QueryPasswordHolder, password: string): Promise<Outcome<QueryPasswordHolder>> {
    const tried = await this.#tryPassword(holder, password);
    if (!tried.ok) return tried;
    const renewed = this.hashing.isOutdated(tried.value) ? await this.hashing.hash(password) : {};
    return this.#replace(holder, tried.value, renewed, false);
  }

  /** Sets the first one, or another in place of the one that is set. */
  async set(
    holder: QueryPasswordHolder,
    { newPassword, oldPassword }: QueryPasswordChange,
  ): Promise<Outcome<QueryPasswordHolder>> {
    const found = await this.#find(holder.personId);
    if (found !== undefined && (await this.#isRepeat(holder, found, newPassword))) return ok(holder);
    if (found === undefined && oldPassword !== undefined) return err({ code: 'queryPasswordNotSet' });
    if (found !== undefined && oldPassword === undefined) return err({ code: 'queryPasswordAlreadySet' });
    const fault = await this.#faultOf(holder, newPassword, oldPassword);
    if (fault !== null) return err({ code: 'queryPasswordTooSimple', fault });
    if (oldPassword === undefined) return this.#setFirst(holder, newPassword);
    const tried = await this.#tryPassword(holder, oldPassword);
    if (!tried.ok) return tried;
    return this.#replace(holder, tried.value, await this.hashing.hash(newPassword), true);
  }

  /** At the counter, to somebody who has shown who they are. Every session that had it entered has to enter the next one. */
  async release(
    transaction: Database,
    officeId: string,
    { citizenNumber, step }: Pick<OfficePasswordRelease, 'citizenNumber' | 'step'>,
  ): Promise<Result<{ readonly isSet: boolean }, 'notOnFile' | 'queryPasswordNotSet'>> {
    const [owner] = await transaction
      .select({ personId: person.personId })
      .from(person)
      .where(eq(person.citizenNumber, citizenNumber));
    if (owner === undefined) return err('notOnFile');
    const ofOwner = eq(queryPassword.personId, owner.personId);
    const released =
      step === 'takeBack'
        ? await transaction.delete(queryPassword).where(ofOwner).returning({ id: queryPassword.personId })
        : await transaction
            .update(queryPassword)
            .set({ tries: 0 })
            .where(ofOwner)
            .returning({ id: queryPassword.personId });
    if (released.length === 0) return err('queryPasswordNotSet');
    await this.audit.write(transaction, 'queryPasswordReleased', {
      officeId,
      personId: owner.personId,
      step,
    });
    return ok({ isSet: step === 'unlock' });
  }

  /** A terminal that lost the answer asks again, in the same session and with the same password. */
  async #isRepeat({ sessionId }: QueryPasswordHolder, found: Stored, newPassword: string): Promise<boolean> {
    return found.setInSession === sessionId && (await this.hashing.fits(newPassword, found));
  }

  /** Nobody gives a first one to somebody whose card was only copied: a code on a phone, a card without its PIN. */
  async #setFirst(holder: QueryPasswordHolder, password: string): Promise<Outcome<QueryPasswordHolder>> {
    const { credential, pinVerified, sessionId, personId } = holder;
    if (credential !== 'identityCard' && !(credential === 'socialSecurityCard' && pinVerified))
      return err({ code: 'queryPasswordNeedsCard' });
    const made = await this.hashing.hash(password);
    const setAt = new Date(this.clock());
    return this.database.transaction(async (transaction) => {
      const inserted = await transaction
        .insert(queryPassword)
        .values({ personId, ...made, setAt, setInSession: sessionId })
        .onConflictDoNothing()
        .returning({ personId: queryPassword.personId });
      if (inserted.length === 0) return err({ code: 'queryPasswordAlreadySet' });
      await this.audit.write(transaction, 'queryPasswordSet', { ...idsOf(holder), isFirst: true });
      return ok(await markVerified(transaction, holder, setAt));
    });
  }

  /** Counts the try, then looks. */
  async #tryPassword(holder: QueryPasswordHolder, password: string): Promise<Outcome<Stored>> {
    const { wrongTriesPerDay } = this.#pack().values.password;
    const today = chinaDate(this.clock());
    const [counted] = await this.database
      .update(queryPassword)
      .set({
        // A process whose clock has not reached the new day yet does not bring the old one back.
        tries: sql`case when ${queryPassword.triesOn} >= ${today}::date then ${queryPassword.tries} + 1 else 1 end`,
        triesOn: sql`greatest(${queryPassword.triesOn}, ${today}::date)`,
      })
      .where(
        and(
          eq(queryPassword.personId, holder.personId),
          or(
            isNull(queryPassword.triesOn),
            lt(queryPassword.triesOn, today),
            lt(queryPassword.tries, wrongTriesPerDay),
          ),
        ),
      )
      .returning();
    if (counted === undefined) {
      const found = await this.#find(holder.personId);
      return err(found === undefined ? { code: 'queryPasswordNotSet' } : this.#wrong(found));
    }
    if (await this.hashing.fits(password, counted)) return ok(counted);
    const refusal = this.#wrong(counted);
    await this.audit.write(this.database, 'queryPasswordWrong', {
      ...idsOf(holder),
      triesLeft: refusal.tries.left,
    });
    return err(refusal);
  }

  #wrong({ tries, triesOn }: Stored) {
    const { wrongTriesPerDay, unlockedAt } = this.#pack().values.password;
    const left = Math.max(0, wrongTriesPerDay - tries);
    const lockedUntil = left === 0 ? addDays(later(triesOn, chinaDate(this.clock())), 1) : null;
    return {
      code: left === 0 ? 'queryPasswordLocked' : 'queryPasswordWrong',
      tries: { left, lockedUntil, unlockedAt },
    } as const;
  }

  /** After a right try: tries begin anew, the session has it, and possibly another hash takes the place of this one. */
  async #replace(
    holder: QueryPasswordHolder,
    tried: Stored,
    made: PasswordHash | Record<string, never>,
    isAnother: boolean,
  ): Promise<Outcome<QueryPasswordHolder>> {
    const now = Math.max(this.clock(), tried.setAt.getTime() + (isAnother ? 1 : 0));
    const at = new Date(now);
    return this.database.transaction(async (transaction) => {
      const updated = await transaction
        .update(queryPassword)
        .set({ tries: 0, ...made, ...(isAnother ? { setAt: at, setInSession: holder.sessionId } : {}) })
        .where(and(eq(queryPassword.personId, holder.personId), eq(queryPassword.setAt, tried.setAt)))
        .returning({ personId: queryPassword.personId });
      // Meanwhile another terminal changed it, or the counter took it back: what was right is not any more.
      if (updated.length === 0) return err(this.#wrong(tried));
      if (isAnother)
        await this.audit.write(transaction, 'queryPasswordSet', { ...idsOf(holder), isFirst: false });
      else await this.audit.write(transaction, 'queryPasswordVerified', idsOf(holder));
      return ok(await markVerified(transaction, holder, at));
    });
  }

  async #faultOf(
    { personId }: QueryPasswordHolder,
    newPassword: string,
    oldPassword: string | undefined,
  ): Promise<QueryPasswordFault | null> {
    if (newPassword === oldPassword) return 'sameAsBefore';
    const [owner] = await this.database
      .select({ citizenNumber: person.citizenNumber, birthDate: person.birthDate })
      .from(person)
      .where(eq(person.personId, personId));
    if (owner === undefined) throw new Error('A session names a person who is not on file');
    return queryPasswordFault(newPassword, owner, this.#pack().values.password);
  }

  async #find(personId: number) {
    const [found] = await this.database
      .select()
      .from(queryPassword)
      .where(eq(queryPassword.personId, personId));
    return found;
  }

  #pack(): PolicyPack<SecondFactorRules> {
    return policyOn('the query password', SECOND_FACTOR, this.region, chinaDate(this.clock()));
  }
}

async function markVerified(
  transaction: Database,
  holder: QueryPasswordHolder,
  at: Date,
): Promise<QueryPasswordHolder> {
  await transaction
    .update(session)
    .set({ secondFactorAt: at })
    .where(eq(session.sessionId, holder.sessionId));
  return { ...holder, secondFactorAt: at };
}

const isVerifiedIn = ({ secondFactorAt }: QueryPasswordHolder, { setAt }: Stored): boolean =>
  secondFactorAt !== null && secondFactorAt >= setAt;

const triesOf = (
  { tries, triesOn: day }: { readonly tries: number; readonly triesOn: string | null },
  today: string,
): number => (day !== null && day >= today ? tries : 0);

const later = (day: string | null | undefined, today: string): string =>
  day !== null && day !== undefined && day > today ? day : today;

const idsOf = ({ sessionId, personId, terminalId }: QueryPasswordHolder) => ({
  sessionId,
  personId,
  terminalId,
});

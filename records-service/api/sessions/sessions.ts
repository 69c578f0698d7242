import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { maskName, maskNumber } from '#shared/identity/mask.ts';
import {
  type CardCredential,
  type CardReadEvidence,
  EVIDENCE_MAX_AGE_MS,
  EVIDENCE_MAX_SKEW_MS,
  type OpenSessionResponse,
  SESSION_IDLE_MS,
  SESSION_MAX_MS,
} from '#shared/records-api/sessions.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Clock } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import { TerminalPublicKey } from '../../config/schema.ts';
import type { Database, ReadFreshness } from '../../database/database.ts';
import { evidenceNonce, idempotentWrite, session, terminal, wrongTry } from '../../database/schema.ts';
import { WRITES_REMEMBERED_MS } from '../idempotent-write.ts';
import type { ElectronicCardPlatform, ElectronicCardRefusal } from './electronic-card-platform.ts';
import { checkEvidence, type EvidenceRefusal } from './evidence.ts';
import { type CardRefusal, findHolder, type KnownCredential } from './holder.ts';

const TOKEN_BYTES = 32;
/** A page asks for several things at once: not each of them is worth a write. Ends an unused session so much sooner. */
const USE_NOTED_EVERY_MS = 5_000;
/**
 * By then a write is in every replica that is asked: twice the most that one may be behind (`database.replicaLagMaxMs`),
 * for the clocks of the service processes and the time between key and commit.
 */
const WRITE_SPREADS_MS = 60_000;
/** Ended sessions are kept this long, so that a late call is told "expired" and not "unknown". */
const ENDED_SESSION_KEPT_MS = 24 * 3_600_000;

/** What the audit says of a session. */
export interface SessionIds {
  readonly sessionId: number;
  /** Null: nobody on file. */
  readonly personId: number | null;
  readonly terminalId: string;
}

/** Whose records a call may see. */
export interface OpenSession {
  readonly ids: SessionIds;
  /** The holder entered the PIN of the social-security card. */
  readonly pinVerified: boolean;
  /** What was held against the terminal. */
  readonly credential: CardCredential['type'];
  /** When the query password was entered; whether it still counts, `services/query-password` says. */
  readonly secondFactorAt: Date | null;
  /** What was written a moment ago must be seen; of everything else a replica may tell. */
  readonly freshness: ReadFreshness;
}

export interface OpenRefusal {
  readonly code: EvidenceRefusal['code'] | CardRefusal['code'] | ElectronicCardRefusal | 'evidenceReplayed';
  readonly detail: string;
  /** The terminal that is named, where it is a known one. */
  readonly terminalId: string | null;
}

export interface AccessRefusal {
  readonly code: 'notAuthorised' | 'sessionExpired' | 'terminalUnknown';
  /** The session that was named, where there was one. */
  readonly session: SessionIds | null;
}

const REPLAYED = { code: 'evidenceReplayed', detail: 'this evidence was used before' } as const;

/** Sessions opened by a card. The token leaves this process once and is stored only as its SHA-256. */
export class Sessions {
  readonly #find: ReturnType<typeof findSession>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly electronicCards: ElectronicCardPlatform,
  ) {
    this.#find = findSession(database);
  }

  /**
   * Whoever calls puts a refusal on record.
   * @param signal aborted when nobody waits for the session any more
   */
  async open(jws: string, signal: AbortSignal): Promise<Result<OpenSessionResponse, OpenRefusal>> {
    const checked = await checkEvidence(
      jws,
      (terminalId) => activeTerminalKey(this.database, terminalId),
      this.clock(),
    );
    if (!checked.ok) return checked;
    const evidence = checked.value;
    const { credential } = evidence;
    return credential.type === 'electronicCard'
      ? this.#openByCode(evidence, credential.code, signal)
      : this.database.transaction(async (transaction) =>
          (await useNonce(transaction, evidence))
            ? this.#openFor(transaction, evidence.terminalId, credential)
            : err({ ...REPLAYED, terminalId: evidence.terminalId }),
        );
  }

  /**
   * The evidence is used up before its code is passed on: a repeat must not reach the platform. No transaction is open
   * meanwhile, because the platform may take seconds and the embedded database has one connection for everybody.
   */
  async #openByCode(
    evidence: CardReadEvidence,
    code: string,
    signal: AbortSignal,
  ): Promise<Result<OpenSessionResponse, OpenRefusal>> {
    const { terminalId } = evidence;
    if (!(await useNonce(this.database, evidence))) return err({ ...REPLAYED, terminalId });
    const resolved = await this.electronicCards.resolve(code, signal);
    if (!resolved.ok)
      return err({ code: resolved.error, detail: REFUSED_CODE_DETAILS[resolved.error], terminalId });
    return this.database.transaction((transaction) =>
      this.#openFor(transaction, terminalId, { type: 'electronicCard', ...resolved.value }),
    );
  }

  async #openFor(
    transaction: Database,
    terminalId: string,
    credential: KnownCredential,
  ): Promise<Result<OpenSessionResponse, OpenRefusal>> {
    const now = this.clock();
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = now + SESSION_MAX_MS;
    await forgetOld(transaction, now);
    const found = await findHolder(transaction, credential);
    if (!found.ok) {
      const { against, code, detail } = found.error;
      if (against !== null)
        await this.audit.write(transaction, 'cardRefused', {
          terminalId,
          personId: against.personId,
          why: against.why,
        });
      return err({ code, detail, terminalId });
    }
    const { personId, name, number, nameFits } = found.value;
    const pinVerified = credential.type === 'socialSecurityCard' && credential.pinVerified;
    const [row] = await transaction
      .insert(session)
      .values({
        tokenSha256: sha256(token),
        personId,
        terminalId,
        openedAt: new Date(now),
        lastUsedAt: new Date(now),
        expiresAt: new Date(expiresAt),
        pinVerified,
        credential: credential.type,
      })
      .returning({ sessionId: session.sessionId });
    if (row === undefined) throw new Error('An insert of a session returned no row');
    const ids = { terminalId, sessionId: row.sessionId };
    await this.audit.write(transaction, 'sessionOpened', {
      ...ids,
      personId,
      credential: credential.type,
      pinVerified,
    });
    if (personId !== null && !nameFits)
      await this.audit.write(transaction, 'cardNameDiffers', { ...ids, personId });
    return ok({
      token,
      expiresAt,
      onFile: personId !== null,
      holder: { maskedName: maskName(name), maskedNumber: maskNumber(number) },
    });
  }

  /** Finds the session of a token and counts it as used now. */
  async use(token: string): Promise<Result<OpenSession, AccessRefusal>> {
    const now = this.clock();
    const [row] = await this.#find.execute({
      tokenSha256: sha256(token),
      lately: new Date(now - WRITE_SPREADS_MS).toISOString(),
    });
    if (row === undefined) return err({ code: 'notAuthorised', session: null });
    const { found, terminalActive, wroteLately } = row;
    const { sessionId, personId, terminalId, closedAt, expiresAt } = found;
    const ids: SessionIds = { sessionId, personId, terminalId };
    if (closedAt !== null) return err({ code: 'notAuthorised', session: ids });
    const unusedMs = now - found.lastUsedAt.getTime();
    if (now >= expiresAt.getTime() || unusedMs >= SESSION_IDLE_MS)
      return err({ code: 'sessionExpired', session: ids });
    // Whoever took a terminal away must not go on with what was opened there before.
    if (!terminalActive) return err({ code: 'terminalUnknown', session: ids });
    if (unusedMs >= USE_NOTED_EVERY_MS)
      await this.database
        .update(session)
        .set({ lastUsedAt: new Date(now) })
        .where(eq(session.sessionId, sessionId));
    const { pinVerified, credential, secondFactorAt } = found;
    return ok({ ids, pinVerified, credential, secondFactorAt, freshness: wroteLately ? 'latest' : 'recent' });
  }

  async close(ids: SessionIds): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction
        .update(session)
        .set({ closedAt: new Date(this.clock()) })
        .where(eq(session.sessionId, ids.sessionId));
      await this.audit.write(transaction, 'sessionClosed', ids);
    });
  }
}

/** Null where there is no such terminal, or it is switched off. */
export async function activeTerminalKey(
  database: Database,
  terminalId: string,
): Promise<TerminalPublicKey | null> {
  const [known] = await database
    .select({ publicKey: terminal.publicKey })
    .from(terminal)
    .where(and(eq(terminal.terminalId, terminalId), eq(terminal.active, true)));
  return known === undefined ? null : v.parse(TerminalPublicKey, known.publicKey);
}

const REFUSED_CODE_DETAILS: Readonly<Record<ElectronicCardRefusal, string>> = {
  codeRefused: 'the platform does not know the code, or it is too old or used',
  platformUnavailable: 'the platform of electronic cards could not be asked',
};

/** Of two calls with the same evidence at once, the key of the table lets one through. */
export async function useNonce(
  database: Database,
  { terminalId, nonce, readAt }: CardReadEvidence,
): Promise<boolean> {
  // Kept for as long as the evidence would pass the check of time, the terminal's clock being ahead or not.
  const expiresAt = new Date(readAt + EVIDENCE_MAX_AGE_MS + EVIDENCE_MAX_SKEW_MS);
  const inserted = await database
    .insert(evidenceNonce)
    .values({ terminalId, nonce, expiresAt })
    .onConflictDoNothing()
    .returning({ nonce: evidenceNonce.nonce });
  return inserted.length === 1;
}

async function forgetOld(transaction: Database, now: number): Promise<void> {
  await transaction.delete(evidenceNonce).where(lt(evidenceNonce.expiresAt, new Date(now)));
  await transaction.delete(wrongTry).where(lt(wrongTry.expiresAt, new Date(now)));
  await transaction.delete(session).where(lt(session.expiresAt, new Date(now - ENDED_SESSION_KEPT_MS)));
  await transaction
    .delete(idempotentWrite)
    .where(lt(idempotentWrite.writtenAt, new Date(now - WRITES_REMEMBERED_MS)));
}

/**
 * Every call asks for it: built once, and planned once by each connection.
 * `wroteLately`: the person of the session has written something, at whichever terminal and through whichever process.
 */
const findSession = (database: Database) =>
  database
    .select({
      found: session,
      terminalActive: terminal.active,
      wroteLately: sql<boolean>`exists (select 1 from ${idempotentWrite}
        where ${idempotentWrite.personId} = ${session.personId}
          and ${idempotentWrite.writtenAt} > ${sql.placeholder('lately')})`,
    })
    .from(session)
    .innerJoin(terminal, eq(terminal.terminalId, session.terminalId))
    .where(eq(session.tokenSha256, sql.placeholder('tokenSha256')))
    .prepare('find_session');

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

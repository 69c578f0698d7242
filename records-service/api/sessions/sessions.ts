import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import * as v from 'valibot';
import { maskName, maskNumber } from '#shared/identity/mask.ts';
import {
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
import type { Database } from '../../database/database.ts';
import { evidenceNonce, idempotentWrite, session, terminal } from '../../database/schema.ts';
import { WRITES_REMEMBERED_MS } from '../idempotent-write.ts';
import type { ElectronicCardPlatform, ElectronicCardRefusal } from './electronic-card-platform.ts';
import { checkEvidence, type EvidenceRefusal } from './evidence.ts';
import { type CardRefusal, findHolder, type KnownCredential } from './holder.ts';

const TOKEN_BYTES = 32;
/** A page asks for several things at once: not each of them is worth a write. Ends an unused session so much sooner. */
const USE_NOTED_EVERY_MS = 5_000;
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
}

export interface OpenRefusal {
  readonly code: EvidenceRefusal['code'] | CardRefusal['code'] | ElectronicCardRefusal | 'evidenceReplayed';
  readonly detail: string;
}

export interface AccessRefusal {
  readonly code: 'notAuthorised' | 'sessionExpired';
  /** The session that was named, where there was one. */
  readonly session: SessionIds | null;
}

const REPLAYED = { code: 'evidenceReplayed', detail: 'this evidence was used before' } as const;

/** Sessions opened by a card. The token leaves this process once and is stored only as its SHA-256. */
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly electronicCards: ElectronicCardPlatform,
  ) {}

  /** @param signal aborted when nobody waits for the session any more */
  async open(jws: string, signal: AbortSignal): Promise<Result<OpenSessionResponse, OpenRefusal>> {
    const checked = await checkEvidence(
      jws,
      (terminalId) => this.#activeTerminalKey(terminalId),
      this.clock(),
    );
    if (!checked.ok) return this.#refuse(this.database, checked.error.terminalId, checked.error);
    const evidence = checked.value;
    const { credential } = evidence;
    return credential.type === 'electronicCard'
      ? this.#openByCode(evidence, credential.code, signal)
      : this.database.transaction(async (transaction) =>
          (await useNonce(transaction, evidence))
            ? this.#openFor(transaction, evidence.terminalId, credential)
            : this.#refuse(transaction, evidence.terminalId, REPLAYED),
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
    if (!(await useNonce(this.database, evidence))) return this.#refuse(this.database, terminalId, REPLAYED);
    const resolved = await this.electronicCards.resolve(code, signal);
    if (!resolved.ok)
      return this.#refuse(this.database, terminalId, {
        code: resolved.error,
        detail: REFUSED_CODE_DETAILS[resolved.error],
      });
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
      const { against } = found.error;
      if (against !== null)
        await this.audit.write(transaction, 'cardRefused', {
          terminalId,
          personId: against.personId,
          why: against.why,
        });
      return this.#refuse(transaction, terminalId, found.error);
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

  async #refuse(
    database: Database,
    terminalId: string | null,
    { code, detail }: OpenRefusal,
  ): Promise<Result<never, OpenRefusal>> {
    await this.audit.write(database, 'sessionRefused', { terminalId, code });
    return err({ code, detail });
  }

  /** Finds the session of a token and counts it as used now. */
  async use(token: string): Promise<Result<OpenSession, AccessRefusal>> {
    const now = this.clock();
    const [found] = await this.database
      .select()
      .from(session)
      .where(eq(session.tokenSha256, sha256(token)));
    if (found === undefined) return err({ code: 'notAuthorised', session: null });
    const { sessionId, personId, terminalId, closedAt, expiresAt, pinVerified } = found;
    const ids: SessionIds = { sessionId, personId, terminalId };
    if (closedAt !== null) return err({ code: 'notAuthorised', session: ids });
    const unusedMs = now - found.lastUsedAt.getTime();
    if (now >= expiresAt.getTime() || unusedMs >= SESSION_IDLE_MS)
      return err({ code: 'sessionExpired', session: ids });
    if (unusedMs >= USE_NOTED_EVERY_MS)
      await this.database
        .update(session)
        .set({ lastUsedAt: new Date(now) })
        .where(eq(session.sessionId, sessionId));
    return ok({ ids, pinVerified });
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

  async #activeTerminalKey(terminalId: string): Promise<TerminalPublicKey | null> {
    const [known] = await this.database
      .select({ publicKey: terminal.publicKey })
      .from(terminal)
      .where(and(eq(terminal.terminalId, terminalId), eq(terminal.active, true)));
    return known === undefined ? null : v.parse(TerminalPublicKey, known.publicKey);
  }
}

const REFUSED_CODE_DETAILS: Readonly<Record<ElectronicCardRefusal, string>> = {
  codeRefused: 'the platform does not know the code, or it is too old or used',
  platformUnavailable: 'the platform of electronic cards could not be asked',
};

/** Of two calls with the same evidence at once, the key of the table lets one through. */
async function useNonce(
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
  await transaction.delete(session).where(lt(session.expiresAt, new Date(now - ENDED_SESSION_KEPT_MS)));
  await transaction
    .delete(idempotentWrite)
    .where(lt(idempotentWrite.writtenAt, new Date(now - WRITES_REMEMBERED_MS)));
}

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

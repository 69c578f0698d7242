import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import * as v from 'valibot';
import {
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
import { evidenceNonce, person, session, terminal } from '../../database/schema.ts';
import { checkEvidence, type EvidenceRefusal } from './evidence.ts';

const TOKEN_BYTES = 32;
/** A page asks for several things at once: not each of them is worth a write. Ends an unused session so much sooner. */
const USE_NOTED_EVERY_MS = 5_000;
/** Ended sessions are kept this long, so that a late call is told "expired" and not "unknown". */
const ENDED_SESSION_KEPT_MS = 24 * 3_600_000;

/** Whose records a call may see. */
export interface OpenSession {
  readonly sessionId: number;
  /** Null: nobody on file. */
  readonly personId: number | null;
  readonly terminalId: string;
}

export type OpenRefusal =
  | EvidenceRefusal
  | { readonly code: 'evidenceReplayed'; readonly detail: string; readonly terminalId: string };

export interface AccessRefusal {
  readonly code: 'notAuthorised' | 'sessionExpired';
  /** The session that was named, where there was one. */
  readonly session: OpenSession | null;
}

/** Sessions opened by a card. The token leaves this process once and is stored only as its SHA-256. */
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async open(jws: string): Promise<Result<OpenSessionResponse, OpenRefusal>> {
    const now = this.clock();
    const checked = await checkEvidence(jws, (terminalId) => this.#activeTerminalKey(terminalId), now);
    if (!checked.ok) {
      const { terminalId, code } = checked.error;
      await this.audit.write(this.database, 'sessionRefused', { terminalId, code });
      return checked;
    }
    const { terminalId, nonce, readAt, number, name } = checked.value;
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const expiresAt = now + SESSION_MAX_MS;
    const opened = await this.database.transaction(async (transaction) => {
      if (!(await useNonce(transaction, terminalId, nonce, readAt))) return null;
      await forgetOld(transaction, now);
      const [holder] = await transaction
        .select({ personId: person.personId, name: person.name })
        .from(person)
        .where(eq(person.citizenNumber, number.toUpperCase()));
      const personId = holder?.personId ?? null;
      const [row] = await transaction
        .insert(session)
        .values({
          tokenSha256: sha256(token),
          personId,
          terminalId,
          openedAt: new Date(now),
          lastUsedAt: new Date(now),
          expiresAt: new Date(expiresAt),
        })
        .returning({ sessionId: session.sessionId });
      if (row === undefined) throw new Error('An insert of a session returned no row');
      const ids = { terminalId, sessionId: row.sessionId };
      await this.audit.write(transaction, 'sessionOpened', { ...ids, personId });
      if (holder !== undefined && !isSameName(holder.name, name))
        await this.audit.write(transaction, 'cardNameDiffers', { ...ids, personId: holder.personId });
      return { onFile: holder !== undefined };
    });
    if (opened !== null) return ok({ token, expiresAt, onFile: opened.onFile });
    await this.audit.write(this.database, 'sessionRefused', { terminalId, code: 'evidenceReplayed' });
    return err({ code: 'evidenceReplayed', detail: 'this evidence was used before', terminalId });
  }

  /** Finds the session of a token and counts it as used now. */
  async use(token: string): Promise<Result<OpenSession, AccessRefusal>> {
    const now = this.clock();
    const [found] = await this.database
      .select()
      .from(session)
      .where(eq(session.tokenSha256, sha256(token)));
    if (found === undefined) return err({ code: 'notAuthorised', session: null });
    const { sessionId, personId, terminalId, closedAt, expiresAt } = found;
    const known: OpenSession = { sessionId, personId, terminalId };
    if (closedAt !== null) return err({ code: 'notAuthorised', session: known });
    const unusedMs = now - found.lastUsedAt.getTime();
    if (now >= expiresAt.getTime() || unusedMs >= SESSION_IDLE_MS)
      return err({ code: 'sessionExpired', session: known });
    if (unusedMs >= USE_NOTED_EVERY_MS)
      await this.database
        .update(session)
        .set({ lastUsedAt: new Date(now) })
        .where(eq(session.sessionId, sessionId));
    return ok(known);
  }

  async close(open: OpenSession): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction
        .update(session)
        .set({ closedAt: new Date(this.clock()) })
        .where(eq(session.sessionId, open.sessionId));
      await this.audit.write(transaction, 'sessionClosed', open);
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

/** Of two calls with the same evidence at once, the key of the table lets one through. */
async function useNonce(
  transaction: Database,
  terminalId: string,
  nonce: string,
  readAt: number,
): Promise<boolean> {
  // Kept for as long as the evidence would pass the check of time, the terminal's clock being ahead or not.
  const expiresAt = new Date(readAt + EVIDENCE_MAX_AGE_MS + EVIDENCE_MAX_SKEW_MS);
  const inserted = await transaction
    .insert(evidenceNonce)
    .values({ terminalId, nonce, expiresAt })
    .onConflictDoNothing()
    .returning({ nonce: evidenceNonce.nonce });
  return inserted.length === 1;
}

async function forgetOld(transaction: Database, now: number): Promise<void> {
  await transaction.delete(evidenceNonce).where(lt(evidenceNonce.expiresAt, new Date(now)));
  await transaction.delete(session).where(lt(session.expiresAt, new Date(now - ENDED_SESSION_KEPT_MS)));
}

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Cards pad with spaces, and both sides may write one character in two ways. */
function isSameName(onRecord: string, onCard: string): boolean {
  return onRecord.normalize('NFC').trim() === onCard.normalize('NFC').trim();
}

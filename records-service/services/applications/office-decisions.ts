import { createHash } from 'node:crypto';
import { and, asc, eq, gt, inArray, lt, ne } from 'drizzle-orm';
import type { ApplicationKind } from '#shared/records-api/application-parts.ts';
import type {
  OfficeCases,
  OfficeDecision,
  OfficeDecisionAnswer,
  OfficeQuery,
  OfficeStep,
} from '#shared/records-api/office.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Database } from '../../database/database.ts';
import { application, officeDecision, officeNonce, person } from '../../database/schema.ts';
import { officeStep } from './cases.ts';
import { applyEffects } from './effects.ts';
import type { StepRefusal } from './machine.ts';
import { filingRulesOf } from './policies.ts';
import { pageOf, saveStep } from './store.ts';

/** An office whose signature fits. */
export interface KnownOffice {
  readonly officeId: string;
  readonly kinds: readonly ApplicationKind[];
}

export interface Decided {
  readonly answer: OfficeDecisionAnswer;
  readonly personId: number;
  /** The answer is that of an earlier call. */
  readonly replayed: boolean;
}

export type DecisionRefusal =
  | StepRefusal
  | { readonly type: 'notFound' }
  | { readonly type: 'movedOn' }
  | { readonly type: 'decisionReused' };

/** Far longer than an office repeats a decision that it has no answer to. */
const DECISIONS_REMEMBERED_MS = 30 * 86_400_000;

/**
 * Takes an office's step, once for each decision id: deed and answer are one transaction.
 */
export async function decide(
  transaction: Database,
  { officeId, kinds }: KnownOffice,
  decision: OfficeDecision,
  nowMs: number,
): Promise<Result<Decided, DecisionRefusal>> {
  const { caseNumber, expectedState, step, decisionId } = decision;
  const requestSha256 = createHash('sha256')
    .update(JSON.stringify([caseNumber, expectedState, step]))
    .digest('hex');
  // The case is locked first: a repeat that comes while the first call works finds its answer afterwards.
  const [row] = await transaction
    .select()
    .from(application)
    .where(eq(application.caseNumber, caseNumber))
    .for('update');
  // An office learns nothing of cases that are not its own, not even whether there are any.
  if (row === undefined || !kinds.includes(row.kind)) return err({ type: 'notFound' });
  const [before] = await transaction
    .select()
    .from(officeDecision)
    .where(and(eq(officeDecision.officeId, officeId), eq(officeDecision.decisionId, decisionId)));
  if (before !== undefined)
    return before.requestSha256 === requestSha256
      ? ok({ answer: before.answer, personId: row.personId, replayed: true })
      : err({ type: 'decisionReused' });
  if (row.state !== expectedState) return err({ type: 'movedOn' });
  const after = officeStep(row.content, step, { nowMs, filingRules: filingRulesOf(row.region) });
  if (!after.ok) return after;
  const by = { actor: 'office', officeId, reason: reasonOf(step) } as const;
  const saved = await saveStep(transaction, row, after.value, by, nowMs);
  await applyEffects(transaction, saved, nowMs);
  const answer: OfficeDecisionAnswer = { caseNumber, kind: row.kind, from: row.state, state: saved.state };
  const noted = await transaction
    .insert(officeDecision)
    .values({ officeId, decisionId, requestSha256, answer, decidedAt: new Date(nowMs) })
    .onConflictDoNothing()
    .returning({ decisionId: officeDecision.decisionId });
  // The same id came with a decision on another case at the same moment.
  if (noted.length === 0) return err({ type: 'decisionReused' });
  await transaction
    .delete(officeDecision)
    .where(lt(officeDecision.decidedAt, new Date(nowMs - DECISIONS_REMEMBERED_MS)));
  return ok({ answer, personId: row.personId, replayed: false });
}

const reasonOf = (step: OfficeStep): string | null => ('reason' in step ? step.reason : null);

/** Of two queries with one nonce, the key of the table lets one through. */
export async function useOfficeNonce(
  database: Database,
  officeId: string,
  nonce: string,
  keptUntilMs: number,
  nowMs: number,
): Promise<boolean> {
  await database.delete(officeNonce).where(lt(officeNonce.expiresAt, new Date(nowMs)));
  const inserted = await database
    .insert(officeNonce)
    .values({ officeId, nonce, expiresAt: new Date(keptUntilMs) })
    .onConflictDoNothing()
    .returning({ nonce: officeNonce.nonce });
  return inserted.length === 1;
}

/**
 * What waits for an office, oldest first.
 * @returns an error where `after` is no case of the office’s kinds
 */
export async function waitingCases(
  database: Database,
  { kinds }: KnownOffice,
  { after, limit }: Pick<OfficeQuery, 'after' | 'limit'>,
): Promise<Result<OfficeCases, 'notFound'>> {
  const ofOffice = inArray(application.kind, [...kinds]);
  const [before] =
    after === null
      ? []
      : await database
          .select({ applicationId: application.applicationId })
          .from(application)
          .where(and(eq(application.caseNumber, after), ofOffice));
  if (after !== null && before === undefined) return err('notFound');
  const found = await database
    .select({ row: application, applicantNumber: person.citizenNumber, caseNumber: application.caseNumber })
    .from(application)
    .innerJoin(person, eq(person.personId, application.personId))
    .where(
      and(
        ofOffice,
        ne(application.heldBy, 'nobody'),
        ...(before === undefined ? [] : [gt(application.applicationId, before.applicationId)]),
      ),
    )
    .orderBy(asc(application.applicationId))
    .limit(limit + 1);
  const page = pageOf(found, limit);
  return ok({
    cases: page.rows.map(({ row, applicantNumber, caseNumber }) => ({
      caseNumber,
      kind: row.kind,
      state: row.state,
      submittedAt: row.submittedAt.getTime(),
      changedAt: row.changedAt.getTime(),
      heldSince: row.heldSince.getTime(),
      applicantNumber,
      content: { ...row.content },
    })),
    nextAfter: page.nextAfter,
  });
}

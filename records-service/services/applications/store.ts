import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { ApplicationActor, ApplicationKind } from '#shared/records-api/application-parts.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { chinaDate } from '#shared/time/calendar.ts';
import type { Database } from '../../database/database.ts';
import { application, applicationEvent } from '../../database/schema.ts';
import type { RegionCode } from '../../policy-packs/policy-pack.ts';
import { nextStatementNumber } from '../statements/number.ts';
import { type CaseOf, heldBy, takes } from './cases.ts';

/** The case, with what every kind has. */
export type ApplicationRow = typeof application.$inferSelect;
export type EventRow = typeof applicationEvent.$inferSelect;

/** A row whose content is known to be of a kind. */
export type RowOf<Kind extends ApplicationKind> = ApplicationRow & { readonly content: CaseOf<Kind> };

/** Who hands something in, where, and when. */
export interface Submitter {
  readonly personId: number;
  /** Null: not at a terminal. */
  readonly terminalId: string | null;
  /** Of the issuer: the first digits of the number. */
  readonly issuerRegion: RegionCode;
  /** Whose packs hold. */
  readonly region: RegionCode;
  readonly nowMs: number;
}

/** Who takes a step, and why. */
export type Stepper =
  | { readonly actor: 'citizen'; readonly terminalId: string | null }
  | { readonly actor: 'office'; readonly officeId: string; readonly reason: string | null }
  | { readonly actor: 'rule'; readonly reason: string | null };

/**
 * Opens a case with the first row of its history.
 * @param actor `rule` where the state it begins in is a rule's doing
 * @param number that was reserved for it; a new one without
 * @returns an error where the person has an open one for the same already
 */
export async function openCase<Kind extends ApplicationKind>(
  transaction: Database,
  submitter: Submitter,
  content: CaseOf<Kind>,
  actor: ApplicationActor = 'citizen',
  number: string | null = null,
): Promise<Result<RowOf<Kind>, 'applicationAlreadyOpen'>> {
  const { personId, terminalId, region, nowMs } = submitter;
  const at = new Date(nowMs);
  const held = heldBy(content);
  const [row] = await transaction
    .insert(application)
    .values({
      personId,
      caseNumber: number ?? (await reserveNumber(transaction, submitter)),
      kind: content.kind,
      state: content.state,
      takes: takes(content),
      revision: 1,
      heldBy: held.who,
      heldRegion: held.region,
      heldSince: at,
      region,
      terminalId,
      submittedAt: at,
      changedAt: at,
      content,
    })
    .onConflictDoNothing({ target: [application.personId, application.kind, application.takes] })
    .returning();
  if (row === undefined) return err('applicationAlreadyOpen');
  await transaction.insert(applicationEvent).values({
    personId,
    caseNumber: row.caseNumber,
    revision: 1,
    toState: row.state,
    at,
    actor,
    terminalId: actor === 'citizen' ? terminalId : null,
  });
  return ok(withContent(row, content));
}

/** From the series of the terminal's statements, so that no case has the number of a statement. */
export const reserveNumber = (
  transaction: Database,
  { issuerRegion, terminalId, nowMs }: Submitter,
): Promise<string> =>
  nextStatementNumber(transaction, issuerRegion, terminalId ?? NO_TERMINAL, chinaDate(nowMs));

/** Stands in the number where the terminal would. */
const NO_TERMINAL = '0000';

/** Takes a case that was locked before on to its next state. */
export async function saveStep<Kind extends ApplicationKind>(
  transaction: Database,
  row: ApplicationRow,
  content: CaseOf<Kind>,
  by: Stepper,
  nowMs: number,
): Promise<RowOf<Kind>> {
  const held = heldBy(content);
  const stays = held.who === row.heldBy && held.region === row.heldRegion;
  const reason = by.actor === 'citizen' ? null : by.reason;
  // A clock that was set back must not put a step before the one it follows.
  const at = new Date(Math.max(nowMs, row.changedAt.getTime()));
  const revision = row.revision + 1;
  const [after] = await transaction
    .update(application)
    .set({
      state: content.state,
      takes: takes(content),
      revision,
      heldBy: held.who,
      heldRegion: held.region,
      ...(stays ? {} : { heldSince: at }),
      changedAt: at,
      reason,
      content,
    })
    .where(
      and(
        eq(application.personId, row.personId),
        eq(application.caseNumber, row.caseNumber),
        eq(application.revision, row.revision),
      ),
    )
    .returning();
  if (after === undefined) throw new Error('A case was changed while it was locked');
  await transaction.insert(applicationEvent).values({
    personId: row.personId,
    caseNumber: row.caseNumber,
    revision,
    fromState: row.state,
    toState: content.state,
    at,
    actor: by.actor,
    terminalId: by.actor === 'citizen' ? by.terminalId : null,
    officeId: by.actor === 'office' ? by.officeId : null,
    reason,
  });
  return withContent(after, content);
}

/** The kind is the content's: a check of the table holds the two together. */
function withContent<Kind extends ApplicationKind>(row: ApplicationRow, content: CaseOf<Kind>): RowOf<Kind> {
  return { ...row, content };
}

export const isOfKind = <Kind extends ApplicationKind>(row: ApplicationRow, kind: Kind): row is RowOf<Kind> =>
  row.content.kind === kind;

/** @returns null where the person has no such case, whoever else may have it */
export async function findCase(
  database: Database,
  personId: number,
  caseNumber: string,
): Promise<ApplicationRow | null> {
  const [row] = await database
    .select()
    .from(application)
    .where(and(eq(application.personId, personId), eq(application.caseNumber, caseNumber)));
  return row ?? null;
}

/** The same, kept from any other step until the transaction ends. */
export async function lockCase(
  transaction: Database,
  personId: number,
  caseNumber: string,
): Promise<ApplicationRow | null> {
  const [row] = await transaction
    .select()
    .from(application)
    .where(and(eq(application.personId, personId), eq(application.caseNumber, caseNumber)))
    .for('update');
  return row ?? null;
}

export async function findOpenCase(
  database: Database,
  personId: number,
  kind: ApplicationKind,
  taken: string,
): Promise<ApplicationRow | null> {
  const [row] = await database
    .select()
    .from(application)
    .where(and(eq(application.personId, personId), eq(application.kind, kind), eq(application.takes, taken)));
  return row ?? null;
}

/** What a person has open of a kind for the same, locked. */
export async function lockOpenCase<Kind extends ApplicationKind>(
  transaction: Database,
  personId: number,
  kind: Kind,
  taken: string,
): Promise<RowOf<Kind> | null> {
  const [row] = await transaction
    .select()
    .from(application)
    .where(and(eq(application.personId, personId), eq(application.kind, kind), eq(application.takes, taken)))
    .for('update');
  return row !== undefined && isOfKind(row, kind) ? row : null;
}

export async function historyOf(
  database: Database,
  { personId, caseNumber }: Pick<ApplicationRow, 'personId' | 'caseNumber'>,
): Promise<EventRow[]> {
  return database
    .select()
    .from(applicationEvent)
    .where(and(eq(applicationEvent.personId, personId), eq(applicationEvent.caseNumber, caseNumber)))
    .orderBy(asc(applicationEvent.revision));
}

export interface Page {
  /** Number of the case before the page. */
  readonly after: string | null;
  readonly limit: number;
}

/**
 * A person's cases, newest first.
 * @returns an error where `after` is none of the person's
 */
export async function listCases(
  database: Database,
  personId: number,
  kind: ApplicationKind | null,
  { after, limit }: Page,
): Promise<
  Result<{ readonly rows: ApplicationRow[]; readonly nextAfter: string | null }, 'applicationNotFound'>
> {
  const before = after === null ? null : await findCase(database, personId, after);
  if (after !== null && before === null) return err('applicationNotFound');
  const rows = await database
    .select()
    .from(application)
    .where(
      and(
        eq(application.personId, personId),
        ...(before === null ? [] : [lt(application.applicationId, before.applicationId)]),
        ...(kind === null ? [] : [eq(application.kind, kind)]),
      ),
    )
    .orderBy(desc(application.applicationId))
    .limit(limit + 1);
  return ok(pageOf(rows, limit));
}

/** @param rows one more than the page, where there is more */
export function pageOf<Row extends { readonly caseNumber: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly rows: Row[]; readonly nextAfter: string | null } {
  const page = rows.slice(0, limit);
  return { rows: page, nextAfter: rows.length > limit ? (page.at(-1)?.caseNumber ?? null) : null };
}

/** Sample data are written once. */
export async function hasAnyCase(database: Database): Promise<boolean> {
  const [row] = await database.select({ one: sql`1` }).from(application).limit(1);
  return row !== undefined;
}

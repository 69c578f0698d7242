import { and, count, eq } from 'drizzle-orm';
import { isMasked, maskNumber } from '#shared/identity/mask.ts';
import type { AccountYear, Contribution } from '#shared/records-api/pension.ts';
import type { IssueStatementRequest, PensionAccountStatement } from '#shared/records-api/statements.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { counts, monthLine } from '#shared/rules/month-line.ts';
import { chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { RecordsServiceConfiguration } from '../../config/schema.ts';
import type { Database } from '../../database/database.ts';
import { person, statement } from '../../database/schema.ts';
import { type AccountFault, accountYears } from '../pension/pension.ts';
import { type PensionRecord, readPensionRecord } from '../pension/record.ts';
import { canonicalJson, sm3 } from './digest.ts';
import { newVerificationCode, nextStatementNumber } from './number.ts';
import { verificationDays } from './verification-days.ts';

const DAY_MS = 86_400_000;
const RECENT_MONTHS = 12;

export type Issuer = RecordsServiceConfiguration['issuer'];

export interface StatementHolder {
  readonly personId: number;
  readonly terminalId: string;
  readonly sessionId: number;
}

type IssueRefusal =
  | { readonly code: 'notOnFile' | 'jobBelongsToAnotherPerson' | 'secondFactorRequired' }
  | { readonly code: 'accountDoesNotAddUp'; readonly fault: AccountFault };

type Issued = Result<PensionAccountStatement, IssueRefusal>;

/**
 * Issues a statement, once for each job: a repeat gets the stored one, whatever has changed in the records since.
 *
 * Two jobs of one person wait for each other at the person's row, so that the count of printings is right. Two people's
 * calls with one job id meet at the job's unique key.
 * @param mayHaveFullNumber whether a repeat may get a paper with the whole number
 */
export async function issueStatement(
  database: Database,
  audit: AuditLog,
  issuer: Issuer,
  holder: StatementHolder,
  request: IssueStatementRequest,
  mayHaveFullNumber: boolean,
  nowMs: number,
): Promise<Issued> {
  return database.transaction(async (transaction) => {
    await transaction
      .select({ personId: person.personId })
      .from(person)
      .where(eq(person.personId, holder.personId))
      .for('update');
    const before = await givenBefore(transaction, audit, holder, request, mayHaveFullNumber);
    if (before !== null) return before;
    const record = await readPensionRecord(transaction, holder.personId);
    if (record === null) return err({ code: 'notOnFile' });
    const years = accountYears(record);
    if (!years.ok) return err({ code: 'accountDoesNotAddUp', fault: years.error });
    const issuedOn = chinaDate(nowMs);
    const content = await compose(transaction, issuer, holder, request, record, years.value, nowMs);
    const sm3Digest = sm3(canonicalJson(content));
    const issued: PensionAccountStatement = { ...content, digest: sm3Digest.slice(0, 8).toUpperCase() };
    const inserted = await transaction
      .insert(statement)
      .values({
        statementNumber: issued.number,
        jobId: request.jobId,
        personId: holder.personId,
        terminalId: holder.terminalId,
        kind: request.kind,
        issuedOn,
        verifiableUntil: issued.verifiableUntil,
        verificationCode: issued.verificationCode,
        printing: issued.printing,
        sm3Digest,
        content: issued,
      })
      .onConflictDoNothing({ target: statement.jobId })
      .returning({ number: statement.statementNumber });
    if (inserted.length === 0) {
      // Somebody else's call with this job id came between: theirs stands.
      const theirs = await givenBefore(transaction, audit, holder, request, mayHaveFullNumber);
      if (theirs === null) throw new Error('A job id is taken, but no statement has it');
      return theirs;
    }
    await audit.write(transaction, 'statementIssued', {
      ...holder,
      statementNumber: issued.number,
      kind: request.kind,
      printing: issued.printing,
    });
    return ok(issued);
  });
}

/** What this job got already: its statement, or a refusal where it is another person's. */
async function givenBefore(
  transaction: Database,
  audit: AuditLog,
  holder: StatementHolder,
  request: IssueStatementRequest,
  mayHaveFullNumber: boolean,
): Promise<Issued | null> {
  const [found] = await transaction
    .select({ personId: statement.personId, content: statement.content })
    .from(statement)
    .where(eq(statement.jobId, request.jobId));
  if (found === undefined) return null;
  if (found.personId !== holder.personId) {
    await audit.write(transaction, 'statementRefused', { ...holder, code: 'jobBelongsToAnotherPerson' });
    return err({ code: 'jobBelongsToAnotherPerson' });
  }
  // Whatever the repeat asks for, it gets what was issued.
  if (!mayHaveFullNumber && !isMasked(found.content.person.number))
    return err({ code: 'secondFactorRequired' });
  await audit.write(transaction, 'statementGivenAgain', { ...holder, statementNumber: found.content.number });
  return ok(found.content);
}

async function compose(
  transaction: Database,
  issuer: Issuer,
  holder: StatementHolder,
  request: IssueStatementRequest,
  record: PensionRecord,
  years: AccountYear[],
  nowMs: number,
): Promise<Omit<PensionAccountStatement, 'digest'>> {
  const issuedOn = chinaDate(nowMs);
  const number = await nextStatementNumber(transaction, issuer.region, holder.terminalId, issuedOn);
  const verificationCode = newVerificationCode();
  const line = monthLine(record.contributions, record.dataCutOff, record.endedBefore);
  return {
    kind: request.kind,
    number,
    verificationCode,
    verificationUrl: verificationUrl(issuer.verificationUrl, number, verificationCode),
    verifiableUntil: chinaDate(nowMs + verificationDays(issuer, issuedOn) * DAY_MS),
    issuer: issuer.name,
    region: issuer.region,
    issuedAt: nowMs,
    dataCutOff: record.dataCutOff,
    sample: record.sample,
    printing: await printingOfDay(transaction, holder.personId, request, issuedOn),
    person: {
      name: record.name,
      number: request.parameters.hideNumber ? maskNumber(record.number) : record.number,
      sex: record.sex,
      scheme: record.scheme,
      participation: record.state,
      employerName: record.employerName,
      firstMonth: line[0]?.month ?? null,
      paidMonths: line.filter((month) => counts(month.state)).length,
    },
    recentContributions: recentContributions(record.contributions),
    years,
  };
}

/** Only number and code: whoever finds the paper learns nothing else from its QR. */
export function verificationUrl(base: string, number: string, code: string): string {
  const url = new URL(base);
  url.searchParams.set('n', number);
  url.searchParams.set('c', code);
  return url.href;
}

async function printingOfDay(
  transaction: Database,
  personId: number,
  request: IssueStatementRequest,
  issuedOn: IsoDate,
): Promise<number> {
  const [row] = await transaction
    .select({ earlier: count() })
    .from(statement)
    .where(
      and(
        eq(statement.personId, personId),
        eq(statement.kind, request.kind),
        eq(statement.issuedOn, issuedOn),
      ),
    );
  return (row?.earlier ?? 0) + 1;
}

/** All rows of the last twelve months that have any, oldest first. */
export function recentContributions(newestFirst: readonly Contribution[]): Contribution[] {
  const months = [...new Set(newestFirst.map((row) => row.forMonth))].slice(0, RECENT_MONTHS);
  const oldest = months.at(-1);
  if (oldest === undefined) return [];
  return newestFirst
    .filter((row) => row.forMonth >= oldest)
    .toSorted((a, b) => a.forMonth.localeCompare(b.forMonth));
}
